package io.throughline.demo;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ImportedItem;
import java.util.List;

/**
 * A made-up firm with half a year of history, for those who try Throughline before they bring their own data.
 *
 * @param daysOff public holidays and vacations of the history and the fourteen weeks after it, by day; public holidays
 *     also of the three months before it
 * @param sprints by team, oldest first
 */
public record SampleCompany(
        String name,
        List<SamplePerson> people,
        List<SampleWorkspace> workspaces,
        List<SampleTeam> teams,
        List<SampleDayOff> daysOff,
        List<SampleSprint> sprints) {

    public SampleCompany {
        people = List.copyOf(people);
        workspaces = List.copyOf(workspaces);
        teams = List.copyOf(teams);
        daysOff = List.copyOf(daysOff);
        sprints = List.copyOf(sprints);
    }

    /**
     * What to tell the person who started the demo.
     *
     * @param items all of them, epics included
     * @param historySteps changes of status, creation included
     */
    public record Counts(
            int people,
            int workspaces,
            int teams,
            int items,
            int epics,
            int doneItems,
            int openItems,
            int dependencies,
            int historySteps,
            int sprints) {}

    public Counts counts() {
        List<ImportedItem> items =
                workspaces.stream().flatMap(w -> w.items().stream()).toList();
        int epics = (int) items.stream().filter(i -> i.type() == ItemType.EPIC).count();
        int done = (int) items.stream()
                .filter(i -> i.statusCategory() == StatusCategory.DONE)
                .count();
        int open =
                (int) items.stream().filter(i -> !i.statusCategory().closed()).count();
        return new Counts(
                people.size(),
                workspaces.size(),
                teams.size(),
                items.size(),
                epics,
                done,
                open,
                items.stream().mapToInt(i -> i.dependencies().size()).sum(),
                items.stream().mapToInt(i -> i.history().size()).sum(),
                sprints.size());
    }
}
