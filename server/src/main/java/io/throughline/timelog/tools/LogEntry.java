package io.throughline.timelog.tools;

import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The time of one line on one day, with all that it is about. */
record LogEntry(WeekLog week, WeekProject weekProject, LoggedTask task, LoggedDay day) {

    /** Those of a range of days, by day, then by project. */
    static List<LogEntry> of(List<WeekLog> weeks, LocalDate from, LocalDate to) {
        return weeks.stream()
                .flatMap(week -> week.projects().stream()
                        .flatMap(project -> project.tasks().stream()
                                .flatMap(task ->
                                        task.days().stream().map(day -> new LogEntry(week, project, task, day)))))
                .filter(entry -> !entry.date().isBefore(from) && !entry.date().isAfter(to))
                .filter(entry -> entry.minutes() > 0)
                .sorted(Comparator.comparing(LogEntry::date)
                        .thenComparing(entry -> entry.project().name())
                        .thenComparingLong(entry -> entry.task().id()))
                .toList();
    }

    static int minutes(List<LogEntry> entries) {
        return entries.stream().mapToInt(LogEntry::minutes).sum();
    }

    LocalDate date() {
        return day.date();
    }

    int minutes() {
        return day.minutes();
    }

    LogProject project() {
        return weekProject.project();
    }

    String label() {
        return day.label() == null ? "" : day.label().name();
    }

    /** Such as {@code Tue 2026-01-06 | 5:30 | Atlas / Mobile | Coding | APP-12 Login screen}. */
    String line() {
        String item = task.itemKey() == null ? "" : task.itemKey() + " ";
        return String.join(
                " | ",
                LogText.day(date()),
                WorkedTime.clock(minutes()),
                LogText.plain(project().name()),
                LogText.plain(label()),
                LogText.plain(item + task.description()));
    }

    static final String HEADER = "day | h:mm | project | label | item and description";
}
