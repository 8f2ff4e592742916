package io.throughline.demo;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An item while its history is being simulated: what the script says of it, and what has happened to it so far. */
final class WorkItem {

    /** @param lagDays to wait after the predecessor is done */
    record Wait(WorkItem predecessor, int lagDays) {}

    private static final int UNESTIMATED_POINTS = 3;

    private final CompanyScript.Item script;
    private final CompanyScript.Team team;
    private final @Nullable WorkItem epic;
    private final List<WorkItem> children = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<StatusChange> history = new ArrayList<>();
    private boolean waitedFor;
    private Status status = Status.TO_DO;

    /** Place in the team's backlog, lowest first; the whole part is roughly the number of the epic. */
    double position;
    /** When somebody writes it down; null for a bug that nobody has met yet. */
    @Nullable LocalDate arrivesOn;
    /** Person-days of work left before review. */
    double effortLeft;

    @Nullable SampleMember assignee;
    /** First day on which it can be worked on again; null if nothing stood in its way. */
    @Nullable LocalDate blockedUntil;

    @Nullable String blockedReason;
    /** A finished item found wanting goes back to work on this day. */
    @Nullable LocalDate reopensOn;

    WorkItem(CompanyScript.Item script, CompanyScript.Team team, @Nullable WorkItem epic) {
        this.script = script;
        this.team = team;
        this.epic = epic;
        if (epic != null) {
            epic.children.add(this);
        }
    }

    CompanyScript.Item script() {
        return script;
    }

    CompanyScript.Team team() {
        return team;
    }

    @Nullable WorkItem epic() {
        return epic;
    }

    List<WorkItem> children() {
        return children;
    }

    List<Wait> waits() {
        return waits;
    }

    List<StatusChange> history() {
        return history;
    }

    Status status() {
        return status;
    }

    boolean bug() {
        return script.type() == ItemType.BUG;
    }

    /** What planning counts: the estimate, or a usual size where there is none. */
    int plannedPoints() {
        Integer points = script.sizePoints();
        return points == null ? UNESTIMATED_POINTS : points;
    }

    void waitFor(WorkItem predecessor, int lagDays) {
        waits.add(new Wait(predecessor, lagDays));
        predecessor.waitedFor = true;
    }

    boolean waitedFor() {
        return waitedFor;
    }

    boolean created() {
        return !history.isEmpty();
    }

    void create(Instant at) {
        history.add(new StatusChange(at, null, status.title(), status.category()));
    }

    void move(Instant at, Status to) {
        history.add(new StatusChange(at, status.title(), to.title(), to.category()));
        status = to;
    }

    Instant createdAt() {
        return history.getFirst().at();
    }

    Instant lastChangeAt() {
        return history.getLast().at();
    }

    /** The first time work on it began. */
    @Nullable Instant startedAt() {
        return history.stream()
                .filter(step -> step.to().equals(Status.IN_PROGRESS.title()))
                .map(StatusChange::at)
                .findFirst()
                .orElse(null);
    }

    /** The last time it was closed as done, null if it is not done now. */
    @Nullable Instant doneAt() {
        return status == Status.DONE ? lastChangeAt() : null;
    }

    LocalDate lastChangeOn() {
        return lastChangeAt().atZone(team.team().zone()).toLocalDate();
    }

    boolean blockedOn(LocalDate day) {
        return blockedUntil != null && blockedUntil.isAfter(day);
    }

    /** Whether somebody may begin: it exists, nothing blocks it, and all that it or its epic waits for is done. */
    boolean startable(LocalDate day) {
        return created()
                && status == Status.TO_DO
                && !blockedOn(day)
                && waitsAreOver(day)
                && (epic == null || epic.waitsAreOver(day));
    }

    private boolean waitsAreOver(LocalDate day) {
        return waits.stream()
                .allMatch(wait -> wait.predecessor().status == Status.DONE
                        && !wait.predecessor()
                                .lastChangeOn()
                                .plusDays(wait.lagDays())
                                .isAfter(day));
    }

    /** The last moment that must lie before its next change. */
    Instant notBefore() {
        Instant latest = lastChangeAt();
        List<Wait> all = new ArrayList<>(waits);
        if (epic != null) {
            all.addAll(epic.waits);
        }
        for (Wait wait : all) {
            Instant done = wait.predecessor().doneAt();
            latest = done != null && done.isAfter(latest) ? done : latest;
        }
        return latest;
    }

    SampleMember requireAssignee() {
        return Objects.requireNonNull(assignee, "assignee of an item in progress");
    }
}
