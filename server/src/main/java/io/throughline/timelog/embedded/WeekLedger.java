package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogService;
import io.throughline.database.Instants;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.Weeks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The weeks of a person as they are stored, for tools and REST API alike. Within a transaction of the caller's. */
final class WeekLedger {

    private static final int MAX_REASON = 1_000;

    private final WeekStore weeks;
    private final EntryStore entries;
    private final BacklogService backlog;
    private final Clock clock;

    WeekLedger(WeekStore weeks, EntryStore entries, BacklogService backlog, Clock clock) {
        this.weeks = weeks;
        this.entries = entries;
        this.backlog = backlog;
        this.clock = clock;
    }

    Optional<WeekLog> find(Principal who, LocalDate monday) {
        return weeks.weeks(who.tenantId(), who.personId(), monday, monday).stream()
                .findFirst();
    }

    /** Empty also if it is somebody else's. */
    Optional<WeekLog> findById(Principal who, long weekLogId) {
        return weeks.findMonday(who.tenantId(), who.personId(), weekLogId).flatMap(monday -> find(who, monday));
    }

    /** All weeks that overlap the range, by Monday. */
    List<WeekLog> overlapping(Principal who, LocalDate from, LocalDate to) {
        return weeks.weeks(who.tenantId(), who.personId(), Weeks.mondayOf(from), Weeks.mondayOf(to));
    }

    /** The weeks whose Monday lies in the range. */
    List<WeekHead> heads(Principal who, LocalDate from, LocalDate to) {
        return weeks.heads(who.tenantId(), who.personId(), from, to);
    }

    /** The week as it is after every write that came before; no other can come before the end of the transaction. */
    Optional<WeekLog> lock(Principal who, LocalDate monday) {
        weeks.lock(who.tenantId(), who.personId(), monday);
        return find(who, monday);
    }

    /** As {@link #lock}; empty also if it is somebody else's. */
    Optional<WeekLog> lockById(Principal who, long weekLogId) {
        return weeks.findMonday(who.tenantId(), who.personId(), weekLogId).flatMap(monday -> lock(who, monday));
    }

    /** Makes a week. False if somebody else did a moment ago. */
    boolean make(Principal who, LocalDate monday) {
        return weeks.insert(who.tenantId(), who.personId(), monday, now());
    }

    /** Adds a project to a week that is locked and does not have it. @return its id within the week */
    long addProject(Principal who, long weekLogId, long projectId) {
        return weeks.insertProject(who.tenantId(), weekLogId, projectId)
                .orElseThrow(() -> new IllegalStateException("The week has that project already, or there is none."));
    }

    /**
     * A week as it is after a write.
     *
     * @param taskIds of lines that were new, by the negative ids that they had until then
     */
    record Kept(WeekLog week, Map<Long, Long> taskIds) {}

    /** Stores what is different in a week that is locked; nothing if nothing is. */
    Kept keep(Principal who, WeekLog before, WeekLog after) {
        WeekDifference difference = WeekDifference.between(before, after);
        if (difference.isEmpty()) {
            return new Kept(before, Map.of());
        }
        long tenantId = who.tenantId();
        Map<String, Long> items = backlog.itemIds(who, difference.itemKeys());
        entries.deleteTasks(tenantId, difference.removedTasks());
        entries.deleteDays(tenantId, difference.removedDays());
        for (LoggedTask task : difference.renamed()) {
            entries.updateTask(tenantId, task.id(), task.description(), task.itemKey(), itemId(items, task));
        }
        Map<Long, Long> taskIds = new HashMap<>();
        for (WeekDifference.NewTask line : difference.added()) {
            LoggedTask task = line.task();
            taskIds.put(
                    task.id(),
                    entries.insertTask(
                            tenantId, line.weekProjectId(), task.description(), task.itemKey(), itemId(items, task)));
        }
        entries.putDays(
                tenantId,
                difference.put().stream()
                        .map(put -> new EntryStore.DayRow(
                                taskIds.getOrDefault(put.taskId(), put.taskId()),
                                put.day().date(),
                                put.day().minutes(),
                                put.day().label() == null
                                        ? null
                                        : put.day().label().id()))
                        .toList());
        weeks.setVersion(tenantId, before.id(), Version.after(version(before), now()));
        return new Kept(find(who, before.weekStarting()).orElseThrow(), taskIds);
    }

    private static @Nullable Long itemId(Map<String, Long> items, LoggedTask task) {
        return task.itemKey() == null ? null : items.get(task.itemKey());
    }

    /**
     * A reason as it is kept; null for none.
     *
     * @throws CallerMistakeException if it is too long, or has characters that cannot be shown
     */
    static @Nullable String checkedReason(@Nullable String reason) {
        String kept = reason == null ? "" : reason.strip();
        boolean shown = kept.codePoints()
                .noneMatch(character -> Character.isISOControl(character) && character != '\n' && character != '\t');
        if (!shown || kept.codePointCount(0, kept.length()) > MAX_REASON) {
            throw new CallerMistakeException("The reason must have at most " + MAX_REASON
                    + " characters, and none that cannot be shown. Say it in plain words.");
        }
        return kept.isEmpty() ? null : kept;
    }

    /** Completes a week that is locked or opens it again; a week that is so already stays as it is. */
    WeekLog complete(Principal who, WeekLog week, boolean completed, @Nullable String reason) {
        if (week.completed() == completed) {
            return week;
        }
        long now = now();
        weeks.setCompleted(
                who.tenantId(), week.id(), completed, who.personId(), now, Version.after(version(week), now));
        weeks.insertEvent(who.tenantId(), week.id(), completed, who.personId(), reason, now);
        return find(who, week.weekStarting()).orElseThrow();
    }

    private static long version(WeekLog stored) {
        String modifiedAt = stored.modifiedAt();
        return modifiedAt == null ? 0 : Version.parse(modifiedAt).orElse(0L);
    }

    /** The project of that number within a week. */
    static Optional<WeekProject> findProject(WeekLog week, long projectId) {
        return week.projects().stream()
                .filter(project -> project.project().id() == projectId)
                .findFirst();
    }

    private long now() {
        return Instants.micros(clock.instant());
    }
}
