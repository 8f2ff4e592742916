package io.throughline.erp;

import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a week that was read after a save what the save was to change.
 *
 * @param before the week as it was changed
 * @param after the week as it was sent
 * @param saved the week as the ERP shows it afterwards
 */
record SavedEntries(WeekLog before, WeekLog after, WeekLog saved) {

    /** The outcome with the numbers that the ERP gave; empty if the week does not show the change. */
    Optional<EntryOutcome> find(EntryOutcome sent) {
        WeekProject project = project(sent);
        if (project == null) {
            return Optional.empty();
        }
        return switch (sent.change()) {
            case EntryChange.Put put -> put(sent, project);
            case EntryChange.Remove remove -> left(sent).isPresent() ? Optional.empty() : Optional.of(sent);
        };
    }

    /** The line that still has time on a day which was to be emptied. */
    Optional<LoggedTask> left(EntryOutcome removed) {
        WeekProject project = project(removed);
        if (project == null) {
            return Optional.empty();
        }
        LoggedTask old = task(before, removed.taskId());
        return candidates(project, removed, old).stream()
                .filter(task -> task.findDay(removed.change().date()).isPresent())
                .findFirst();
    }

    private Optional<EntryOutcome> put(EntryOutcome sent, WeekProject project) {
        LoggedDay wanted = Objects.requireNonNull(sent.after());
        for (LoggedTask task : candidates(project, sent, task(after, sent.taskId()))) {
            LoggedDay day = task.findDay(wanted.date()).orElse(null);
            if (day != null && day.minutes() == wanted.minutes()) {
                return Optional.of(new EntryOutcome(
                        sent.change(),
                        sent.kind(),
                        sent.before(),
                        day,
                        Math.max(task.id(), 0),
                        note(sent, wanted, day)));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String note(EntryOutcome sent, LoggedDay wanted, LoggedDay day) {
        LogLabel asked = wanted.label();
        LogLabel kept = day.label();
        if (asked == null || (kept != null && kept.id() == asked.id())) {
            return sent.note();
        }
        return "The time is saved, but the ERP shows " + (kept == null ? "no label" : "the label " + kept.name())
                + " for it instead of " + asked.name() + ".";
    }

    private static List<LoggedTask> candidates(WeekProject project, EntryOutcome sent, @Nullable LoggedTask line) {
        List<LoggedTask> same = project.tasks().stream()
                .filter(task -> sent.taskId() > 0 && task.id() == sent.taskId())
                .toList();
        if (!same.isEmpty() || line == null) {
            return same;
        }
        return project.tasks().stream()
                .filter(task -> Objects.equals(task.itemKey(), line.itemKey())
                        && Folded.same(task.description(), line.description()))
                .toList();
    }

    /** The project of the line, as it was saved; known by its number, or by its place where it has none. */
    private @Nullable WeekProject project(EntryOutcome sent) {
        WeekLog home = task(after, sent.taskId()) == null ? before : after;
        for (int place = 0; place < home.projects().size(); place++) {
            WeekProject project = home.projects().get(place);
            if (project.tasks().stream().anyMatch(task -> task.id() == sent.taskId())) {
                return saved(project, place);
            }
        }
        return null;
    }

    private @Nullable WeekProject saved(WeekProject project, int place) {
        for (WeekProject other : saved.projects()) {
            if (project.id() > 0 && other.id() == project.id()) {
                return other;
            }
        }
        if (place >= saved.projects().size()) {
            return null;
        }
        WeekProject there = saved.projects().get(place);
        return Folded.same(there.project().name(), project.project().name()) ? there : null;
    }

    private static @Nullable LoggedTask task(WeekLog week, long id) {
        return week.projects().stream()
                .flatMap(project -> project.tasks().stream())
                .filter(task -> task.id() == id)
                .findFirst()
                .orElse(null);
    }
}
