package io.throughline.demo;

import io.throughline.backlog.SprintState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Starts and closes the sprints of one team, and decides what goes into the next one. */
final class SprintPlanning {

    private static final int SPRINTS_FOR_VELOCITY = 3;
    private static final int PREPARED_ITEMS = 5;

    private final Timeline timeline;
    private final List<WorkItem> items;
    private final List<SprintRun> sprints = new ArrayList<>();
    private final List<Integer> velocities = new ArrayList<>();
    private final RandomGenerator random;

    SprintPlanning(CompanyScript.Team team, Timeline timeline, List<WorkItem> items, RandomGenerator random) {
        this.timeline = timeline;
        this.items = items;
        this.random = random;
        int number = 20 + random.nextInt(40); // the team had sprints before our history begins
        for (int i = 0; i <= Timeline.CLOSED_SPRINTS + Timeline.FUTURE_SPRINTS; i++) {
            sprints.add(new SprintRun(team.name() + " Sprint " + (number + i), timeline.sprintStart(i)));
        }
        int points = items.stream()
                .filter(item -> item.children().isEmpty())
                .mapToInt(WorkItem::plannedPoints)
                .sum();
        velocities.add((int) (points * BacklogPlan.SHARE_WITH_ROOM / Timeline.CLOSED_SPRINTS));
    }

    List<SprintRun> sprints() {
        return sprints;
    }

    /** The sprint of a day, started if this is its first working day. */
    SprintRun runningOn(LocalDate day) {
        int index = timeline.sprintOf(day);
        SprintRun sprint = sprints.get(index);
        if (sprint.state() == SprintState.FUTURE) {
            SprintRun before = index == 0 ? null : sprints.get(index - 1);
            if (before != null) {
                velocities.add(before.donePoints());
                before.close();
            }
            start(sprint, before, day);
        }
        return sprint;
    }

    private void start(SprintRun sprint, @Nullable SprintRun before, LocalDate day) {
        int planned = 0;
        if (before != null) {
            for (WorkItem item : before.open()) {
                if (item.status() != Status.TO_DO || Noise.chance(0.75, random)) {
                    sprint.plan(item, true);
                    planned += item.status() == Status.TO_DO ? item.plannedPoints() : item.plannedPoints() / 2;
                }
            }
        }
        double target = velocity() * (0.95 + 0.3 * random.nextDouble());
        for (WorkItem item : backlog()) {
            boolean fits = planned < target && !sprint.contains(item);
            if (fits && (item.startable(day) || waitsInside(item, sprint, day))) {
                sprint.plan(item, false);
                planned += item.plannedPoints();
            }
        }
        sprint.start(goal(sprint));
    }

    private double velocity() {
        int from = Math.max(0, velocities.size() - SPRINTS_FOR_VELOCITY);
        return velocities.subList(from, velocities.size()).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow();
    }

    private List<WorkItem> backlog() {
        return items.stream()
                .filter(item -> item.created()
                        && item.status() == Status.TO_DO
                        && item.children().isEmpty())
                .sorted(Comparator.comparingDouble(item -> item.position))
                .toList();
    }

    private static boolean waitsInside(WorkItem item, SprintRun sprint, LocalDate day) {
        WorkItem epic = item.epic();
        return !item.blockedOn(day)
                && (epic == null || epic.waits().isEmpty())
                && !item.waits().isEmpty()
                && item.waits().stream().allMatch(wait -> wait.lagDays() < 3 && sprint.contains(wait.predecessor()));
    }

    private static String goal(SprintRun sprint) {
        Map<WorkItem, Integer> pointsByEpic = new LinkedHashMap<>();
        long bugs = 0;
        for (WorkItem item : sprint.open()) {
            bugs += item.bug() ? 1 : 0;
            WorkItem epic = item.epic();
            if (epic != null) {
                pointsByEpic.merge(epic, item.plannedPoints(), Integer::sum);
            }
        }
        String more = bugs >= 3 ? " and clear the worst bugs" : "";
        return pointsByEpic.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> aim(entry.getKey(), sprint) + more)
                .orElse("Clear the worst bugs");
    }

    private static String aim(WorkItem epic, SprintRun sprint) {
        boolean completes =
                epic.children().stream().allMatch(child -> child.status().closed() || sprint.contains(child));
        return (completes ? "Finish " : "Get further with ") + "“"
                + epic.script().title() + "”";
    }

    /** Puts the top of the backlog into the next sprint, as teams do before they plan it. */
    void prepareNext(LocalDate today) {
        SprintRun running = sprints.get(Timeline.CLOSED_SPRINTS);
        SprintRun next = sprints.get(Timeline.CLOSED_SPRINTS + 1);
        backlog().stream()
                .filter(item -> item.startable(today) && !running.contains(item))
                .limit(PREPARED_ITEMS)
                .forEach(item -> next.plan(item, false));
    }
}
