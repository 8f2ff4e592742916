package io.throughline.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Lays the script's items out: when each is written down, where it stands in the backlog, what it waits for. */
final class BacklogPlan {

    /** Share of a team's items that its half-year has room for; the rest is what is left to plan. */
    static final double SHARE_WITH_ROOM = 0.66;

    private static final double EFFORT_SIGMA = 0.75;
    /** Share of the person-days that reaches the items; the rest is lost to waiting and rework. */
    private static final double SHARE_EFFECTIVE = 0.78;

    private final Timeline timeline;
    private final WorkCalendar calendar;
    private final RandomGenerator random;

    BacklogPlan(Timeline timeline, WorkCalendar calendar, RandomGenerator random) {
        this.timeline = timeline;
        this.calendar = calendar;
        this.random = random;
    }

    /** All items of a team, an epic before its children. */
    List<WorkItem> layOut(CompanyScript.Team team) {
        List<WorkItem> items = new ArrayList<>();
        int epics = team.epics().size();
        for (int i = 0; i < epics; i++) {
            CompanyScript.Item script = team.epics().get(i);
            WorkItem epic = new WorkItem(script, team, null);
            epic.position = i;
            LocalDate writtenOn = timeline.start().plusDays(-60 + 164L * i / epics + random.nextInt(8));
            epic.arrivesOn = writtenOn;
            items.add(epic);
            int place = 0;
            for (CompanyScript.Item childScript : script.children()) {
                WorkItem child = new WorkItem(childScript, team, epic);
                double share = (double) place++ / script.children().size();
                child.position = i + 1.6 * share + 0.15 * random.nextGaussian();
                child.arrivesOn = child.bug() ? null : writtenOn.plusDays(1 + random.nextInt(20));
                items.add(child);
            }
        }
        for (CompanyScript.Item script : team.standalone()) {
            WorkItem item = new WorkItem(script, team, null);
            double when = random.nextDouble();
            item.arrivesOn = timeline.start().plusDays((long) (when * (timeline.days() + 10)) - 14);
            item.position = when * SHARE_WITH_ROOM * epics + 2.5 * random.nextDouble();
            items.add(item);
        }
        items.forEach(this::holdIfBlocked);
        return items;
    }

    private void holdIfBlocked(WorkItem item) {
        String reason = item.script().blocked();
        if (reason != null) {
            item.blockedReason = reason;
            item.blockedUntil = timeline.today().plusDays(random.nextInt(75) - 20);
        }
    }

    /** Links items of one workspace by the ids in the script. */
    static void link(List<WorkItem> items) {
        Map<String, WorkItem> byId = new HashMap<>();
        for (WorkItem item : items) {
            String id = item.script().id();
            if (id != null && byId.put(id, item) != null) {
                throw new IllegalStateException("Id " + id + " is given twice in this workspace.");
            }
        }
        for (WorkItem item : items) {
            for (CompanyScript.After after : item.script().after()) {
                WorkItem predecessor = byId.get(after.id());
                if (predecessor == null) {
                    throw new IllegalStateException("No item " + after.id() + " in this workspace.");
                }
                item.waitFor(predecessor, after.lagDays());
            }
        }
    }

    /** Draws how much work each item really is, such that the share with room fits into the available person-days. */
    void drawEffort(List<WorkItem> items, double personDays) {
        List<WorkItem> leaves =
                items.stream().filter(item -> item.children().isEmpty()).toList();
        double total = 0;
        for (WorkItem item : leaves) {
            item.effortLeft = (0.7 + item.plannedPoints()) * Noise.logNormal(EFFORT_SIGMA, random);
            total += item.effortLeft;
        }
        for (WorkItem item : leaves) {
            item.effortLeft *= SHARE_EFFECTIVE * personDays / (SHARE_WITH_ROOM * total);
        }
    }

    /** Writes down what was known before the history begins. */
    void createKnownItems(List<WorkItem> items) {
        items.stream()
                .filter(item -> item.arrivesOn != null && item.arrivesOn.isBefore(timeline.start()))
                .sorted(Comparator.comparing(item -> item.epic() != null))
                .forEach(item -> create(item, calendar.workingDayOnOrAfter(arrival(item))));
    }

    /** Writes an item down on a day, or later if its epic is not there yet or the day is over. */
    void create(WorkItem item, LocalDate day) {
        WorkItem epic = item.epic();
        if (day.isBefore(timeline.today()) && (epic == null || epic.created())) {
            var earliest =
                    epic == null ? day.atStartOfDay(item.team().team().zone()).toInstant() : epic.createdAt();
            calendar.findMoment(day, item.team().team().zone(), earliest, random)
                    .ifPresent(item::create);
        }
    }

    private static LocalDate arrival(WorkItem item) {
        LocalDate day = item.arrivesOn;
        if (day == null) {
            throw new IllegalStateException("Nobody has met " + item.script().title() + " yet.");
        }
        return day;
    }
}
