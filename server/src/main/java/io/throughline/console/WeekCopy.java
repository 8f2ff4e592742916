package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Brings lines of the week before into a form, to be looked at and saved like what is typed. */
final class WeekCopy {

    private final TimeLogService logs;

    WeekCopy(TimeLogService logs) {
        this.logs = logs;
    }

    /** @param told for the person; empty for nothing */
    record Copied(TypedWeek typed, String told) {}

    Copied lines(Principal principal, LocalDate monday, TypedWeek typed) {
        return copied(principal, monday, typed, false);
    }

    /** Where there is time already, it stays. */
    Copied linesAndHours(Principal principal, LocalDate monday, TypedWeek typed) {
        return copied(principal, monday, typed, true);
    }

    private Copied copied(Principal principal, LocalDate monday, TypedWeek typed, boolean hours) {
        WeekLog before = logs.findWeek(principal, monday.minusWeeks(1)).orElse(null);
        if (before == null || before.minutes() == 0) {
            return new Copied(typed, "The week before has nothing to copy.");
        }
        WeekLog week = logs.findWeek(principal, monday).orElse(null);
        List<LogProject> active = logs.activeProjects(principal);
        List<TypedRow> rows = new ArrayList<>(typed.rows());
        int copied = 0;
        int left = 0;
        for (WeekProject project : before.projects()) {
            boolean mayLog = active.stream().anyMatch(each -> Choice.of(each).is(project.project()));
            for (LoggedTask task : project.tasks()) {
                if (!mayLog) {
                    left++;
                } else if (add(rows, week, row(project, task, before, hours))) {
                    copied++;
                }
            }
        }
        String told = (copied == 0
                        ? "All of the week before is here already."
                        : "Copied, and not saved yet: " + copied + (copied == 1 ? " line." : " lines."))
                + (left == 0 ? "" : " Left out: " + left + " of projects that you cannot log time on now.");
        return new Copied(new TypedWeek(typed.seenWeek(), typed.seenModifiedAt(), rows), told);
    }

    /** Whether the row, or some of its hours, was not there before. */
    private static boolean add(List<TypedRow> rows, @Nullable WeekLog week, TypedRow row) {
        for (int at = 0; at < rows.size(); at++) {
            if (same(rows.get(at), row)) {
                TypedRow filled = filled(rows.get(at), row);
                boolean more = !filled.equals(rows.get(at));
                rows.set(at, filled);
                return more;
            }
        }
        LoggedTask saved = saved(week, row);
        if (saved == null) {
            rows.add(row);
            return true;
        }
        SeenLine line = SeenLine.of(saved, Objects.requireNonNull(week).weekStarting());
        List<String> free = IntStream.range(0, TypedWeek.DAYS)
                .mapToObj(day -> line.minutes().get(day) > 0 ? "" : row.hours().get(day))
                .toList();
        if (free.stream().allMatch(String::isEmpty)) {
            return false;
        }
        // Without a line of its own, it is laid over the one with these words.
        rows.add(new TypedRow(null, row.project(), saved.description(), row.item(), row.label(), free));
        return true;
    }

    private static boolean same(TypedRow left, TypedRow right) {
        return Objects.equals(
                        left.project() == null ? null : left.project().id(),
                        right.project() == null ? null : right.project().id())
                && WeekDraft.sameLine(left.text(), key(left), right.text(), key(right));
    }

    private static @Nullable LoggedTask saved(@Nullable WeekLog week, TypedRow row) {
        Choice choice = row.project();
        return week == null || choice == null
                ? null
                : week.projects().stream()
                        .filter(each -> choice.is(each.project()))
                        .flatMap(each -> each.tasks().stream())
                        .filter(each -> WeekDraft.sameLine(each.description(), each.itemKey(), row.text(), key(row)))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String key(TypedRow row) {
        return row.item().isEmpty() ? null : row.item();
    }

    private static TypedRow filled(TypedRow row, TypedRow with) {
        List<String> hours = IntStream.range(0, TypedWeek.DAYS)
                .mapToObj(day -> row.hours().get(day).isBlank() && row.seenMinutes(day) == 0
                        ? with.hours().get(day)
                        : row.hours().get(day))
                .toList();
        return new TypedRow(row.line(), row.project(), row.text(), row.item(), row.label(), hours);
    }

    private static TypedRow row(WeekProject project, LoggedTask task, WeekLog before, boolean hours) {
        SeenLine line = SeenLine.of(task, before.weekStarting());
        List<String> typed = hours
                ? IntStream.range(0, TypedWeek.DAYS)
                        .mapToObj(day -> line.minutes().get(day) == 0
                                ? ""
                                : WorkedTime.clock(line.minutes().get(day)))
                        .toList()
                : Collections.nCopies(TypedWeek.DAYS, "");
        return new TypedRow(
                null,
                Choice.of(project.project()),
                task.description(),
                Objects.requireNonNullElse(task.itemKey(), ""),
                task.days().stream()
                        .map(day -> day.label())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Choice::of)
                        .orElse(null),
                typed);
    }
}
