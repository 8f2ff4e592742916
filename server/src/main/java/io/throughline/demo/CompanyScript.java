package io.throughline.demo;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.Urgency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the resources in {@code demo/} say: everything about the company but what chance decides. */
record CompanyScript(
        String name,
        List<Workspace> workspaces,
        List<SamplePerson> people,
        List<String> impediments,
        List<Team> teams) {

    record Workspace(String key, String name) {}

    /**
     * @param wipLimit items in progress at the same time
     * @param epics in the order in which the team plans to work on them
     * @param standalone items without an epic; they arrive over time
     */
    record Team(SampleTeam team, int wipLimit, List<Item> epics, List<Item> standalone) {
        String name() {
            return team.name();
        }
    }

    /**
     * An epic or what it consists of. Labels, theme and skills of an epic count for its children.
     *
     * @param id name for dependencies inside the workspace
     * @param sizePoints null if the team has not estimated it
     * @param dueInDays from today, if it is still open then
     * @param blocked why it cannot be started for now
     */
    record Item(
            @Nullable String id,
            ItemType type,
            String title,
            @Nullable String text,
            List<String> accept,
            @Nullable Integer sizePoints,
            List<After> after,
            List<String> skills,
            List<String> labels,
            List<String> themes,
            @Nullable String priority,
            @Nullable String blocked,
            @Nullable Integer dueInDays,
            Worth worth,
            List<Item> children) {}

    record After(String id, int lagDays) {}

    /** @param points business value, time criticality, risk reduction, opportunity enablement; or empty */
    record Worth(
            List<Integer> points,
            @Nullable Integer costPerWeek,
            @Nullable Urgency urgency) {}
}
