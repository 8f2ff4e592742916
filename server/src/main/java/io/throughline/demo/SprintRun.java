package io.throughline.demo;

import io.throughline.backlog.SprintState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sprint of one team: which items are in it, and what the snapshots say. */
final class SprintRun {

    /** How an item stands in a sprint. */
    record Membership(boolean added, boolean removed, boolean carriedOver) {}

    /** A line of a snapshot; items have no key yet. */
    record Line(WorkItem item, Status status, Membership membership) {}

    private final String name;
    private final LocalDate startsOn;
    private final Map<WorkItem, Membership> members = new LinkedHashMap<>();
    private SprintState state = SprintState.FUTURE;
    private @Nullable List<Line> atStart;
    private @Nullable List<Line> atClose;
    private @Nullable String goal;

    SprintRun(String name, LocalDate startsOn) {
        this.name = name;
        this.startsOn = startsOn;
    }

    void plan(WorkItem item, boolean carriedOver) {
        members.put(item, new Membership(false, false, carriedOver));
    }

    void add(WorkItem item) {
        Membership before = members.get(item);
        boolean planned = before != null && !before.added();
        members.put(item, new Membership(!planned, false, before != null && before.carriedOver()));
    }

    void remove(WorkItem item) {
        members.computeIfPresent(item, (_, was) -> new Membership(was.added(), true, was.carriedOver()));
    }

    void start(String sprintGoal) {
        state = SprintState.ACTIVE;
        goal = sprintGoal;
        atStart = lines();
    }

    void close() {
        state = SprintState.CLOSED;
        atClose = lines();
    }

    boolean contains(WorkItem item) {
        Membership membership = members.get(item);
        return membership != null && !membership.removed();
    }

    /** Items ever in it, removed ones too. */
    List<WorkItem> all() {
        return List.copyOf(members.keySet());
    }

    /** Items in it that are still to be finished. */
    List<WorkItem> open() {
        return members.keySet().stream()
                .filter(item -> contains(item) && !item.status().closed())
                .toList();
    }

    int donePoints() {
        return members.keySet().stream()
                .filter(item -> contains(item) && item.status() == Status.DONE)
                .mapToInt(WorkItem::plannedPoints)
                .sum();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        members.forEach((item, membership) -> lines.add(new Line(item, item.status(), membership)));
        return List.copyOf(lines);
    }

    String name() {
        return name;
    }

    @Nullable String goal() {
        return goal;
    }

    SprintState state() {
        return state;
    }

    LocalDate startsOn() {
        return startsOn;
    }

    LocalDate endsOn() {
        return startsOn.plusDays(Timeline.SPRINT_DAYS - 1L);
    }

    @Nullable List<Line> atStart() {
        return atStart;
    }

    @Nullable List<Line> atClose() {
        return atClose;
    }
}
