package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.console.WeekDraft.Place;
import io.throughline.console.WeekDraft.Planned;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.EntryOutcome.Kind;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Saves a form of a week: all that can be at once, and the rest stays with whoever typed it. */
final class WeekSaving {

    private final TimeLogService logs;

    WeekSaving(TimeLogService logs) {
        this.logs = logs;
    }

    /** How it went. */
    enum End {
        /** All is saved. */
        SAVED,
        /** Some of it, or none, since it cannot be. */
        REFUSED,
        /** None, since somebody else changed the week meanwhile. */
        STALE,
        /** None, since the week is completed. */
        LOCKED
    }

    /**
     * What became of a form.
     *
     * @param week as it is now; null if there is none
     * @param notes why cells and rows were not saved
     * @param told for the person
     */
    record Result(End end, @Nullable WeekLog week, Map<Place, String> notes, String told) {}

    Result save(Principal principal, LocalDate monday, TypedWeek typed) {
        WeekLog week = logs.findWeek(principal, monday).orElse(null);
        if (week != null && week.completed()) {
            return locked(week);
        }
        var draft = new WeekDraft(monday, typed, week, logs.activeProjects(principal), logs.labels(principal));
        if (movedUnseen(week, typed, draft)) {
            return stale(week);
        }
        if (draft.planned().isEmpty()) {
            return nothingPlanned(week, typed, draft);
        }
        var change = new WeekChange(
                monday, draft.planned().stream().map(Planned::change).toList(), typed.seenModifiedAt());
        return switch (logs.change(principal, "log.week", change)) {
            case WeekOutcome.Done done -> done(done, draft);
            case WeekOutcome.Locked locked -> locked(locked.week());
            case WeekOutcome.NoWeek none -> new Result(End.REFUSED, week, draft.notes(), none.reason());
            case WeekOutcome.Stale stale -> stale(stale.current());
        };
    }

    /** What the backend cannot tell by the version that they saw, since they saw none. */
    private static boolean movedUnseen(@Nullable WeekLog week, TypedWeek typed, WeekDraft draft) {
        if (week == null || typed.seenModifiedAt() != null) {
            return false;
        }
        if (!typed.seenWeek()) {
            return !week.projects().isEmpty();
        }
        return draft.planned().stream().anyMatch(planned -> {
            TypedRow row = typed.rows().get(planned.place().row());
            SeenLine line = row.line();
            return line != null
                    && row.seenMinutes(planned.place().day())
                            != minutes(week, line.taskId(), planned.change().date());
        });
    }

    private static int minutes(WeekLog week, long taskId, LocalDate date) {
        return week.projects().stream()
                .flatMap(project -> project.tasks().stream())
                .filter(task -> task.id() == taskId)
                .flatMap(task -> task.findDay(date).stream())
                .mapToInt(day -> day.minutes())
                .sum();
    }

    private static Result nothingPlanned(@Nullable WeekLog week, TypedWeek typed, WeekDraft draft) {
        if (!draft.notes().isEmpty()) {
            boolean moved = week != null
                    && typed.seenModifiedAt() != null
                    && !typed.seenModifiedAt().equals(week.modifiedAt());
            return moved
                    ? stale(week)
                    : new Result(End.REFUSED, week, draft.notes(), "Nothing was saved: look at what is marked.");
        }
        return new Result(End.SAVED, week, Map.of(), "There was nothing to save.");
    }

    private static Result locked(WeekLog week) {
        return new Result(
                End.LOCKED,
                week,
                Map.of(),
                "The week was completed meanwhile, so nothing was saved. What you typed is still here: open the week again,"
                        + " then save.");
    }

    private static Result stale(@Nullable WeekLog week) {
        return new Result(
                End.STALE,
                week,
                Map.of(),
                "The week was changed elsewhere since you opened it, so nothing was saved yet. Below it is as it is now, with"
                        + " what you typed in the marked fields. Look at them, then save again.");
    }

    private static Result done(WeekOutcome.Done done, WeekDraft draft) {
        Map<Place, String> notes = new HashMap<>(draft.notes());
        List<EntryOutcome> entries = done.entries();
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).kind() == Kind.REFUSED) {
                notes.put(
                        draft.planned().get(at).place(),
                        Objects.requireNonNullElse(entries.get(at).note(), "This was refused."));
            }
        }
        String counts = Stream.of(
                        count(entries, Kind.CREATED, "new"),
                        count(entries, Kind.UPDATED, "changed"),
                        count(entries, Kind.REMOVED, "removed"),
                        count(entries, Kind.UNCHANGED, "as before"))
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
        String told = (counts.isEmpty() ? "Nothing was saved" : "Saved: " + counts) + "."
                + (done.weekCreated() ? " The log of this week is there now." : "")
                + (notes.isEmpty() ? "" : " What is marked was not saved; it is still as you typed it.")
                + (done.warning() == null ? "" : " " + done.warning());
        return new Result(notes.isEmpty() ? End.SAVED : End.REFUSED, done.week(), notes, told);
    }

    private static String count(List<EntryOutcome> entries, Kind kind, String word) {
        long count = entries.stream().filter(entry -> entry.kind() == kind).count();
        return count == 0 ? "" : count + " " + word;
    }
}
