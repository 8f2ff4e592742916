package io.throughline.timelog.embedded;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a program logs into a week. The line with exactly that description gets the time, so that the same call again
 * doubles nothing; where there is none, it is made. Pure.
 */
final class ProgramWeek {

    private final List<LogLabel> labels;
    private WeekLog week;
    private long nextId = -1;

    /** @param labels those in use */
    ProgramWeek(WeekLog week, List<LogLabel> labels) {
        this.week = week;
        this.labels = labels;
    }

    /** @throws ErpRefusalException if a day became longer than 24 hours */
    WeekLog result() {
        SaveRules.requireWholeDays("logs", week);
        return week;
    }

    /**
     * @param field of the entry, for a refusal
     * @throws ErpRefusalException if the week does not have the project, or a value is wrong
     */
    void add(String field, ProgramEntry entry) {
        WeekProject project = WeekLedger.findProject(week, entry.subteamId()).orElseThrow(() -> notInProject(entry));
        String description = SaveRules.description(field + ".description", entry.description());
        int minutes = SaveRules.minutes(field + ".time_spent", entry.minutes(), 1);
        String given = entry.itemKey();
        String key = given == null ? null : SaveRules.itemKey(field + ".item_key", given);
        LoggedTask task = task(project, description, entry);
        LoggedDay was = task == null ? null : task.findDay(entry.date()).orElse(null);
        LogLabel label = SaveRules.label(field + ".label_id", entry.labelId(), entry.labelId() != null, was, labels);
        var day = new LoggedDay(was == null ? 0 : was.id(), entry.date(), minutes, label);
        LoggedTask after = task == null
                ? new LoggedTask(nextId--, description, key, List.of(day))
                : new LoggedTask(task.id(), description, key == null ? task.itemKey() : key, withDay(task, day));
        replace(project, task, after);
    }

    static ErpRefusalException notInProject(ProgramEntry entry) {
        return new ErpRefusalException(
                ErpRefusalException.Reason.NOT_IN_PROJECT,
                "There is no project " + entry.subteamId() + " in the week log for " + entry.date()
                        + ". Nothing was logged. Whoever runs the ERP can assign it.");
    }

    /** Among lines of the same description the one that has time on that day, else the oldest. */
    private static @Nullable LoggedTask task(WeekProject project, String description, ProgramEntry entry) {
        List<LoggedTask> same = project.tasks().stream()
                .filter(task -> task.description().equals(description))
                .toList();
        return same.stream()
                .filter(task -> task.findDay(entry.date()).isPresent())
                .findFirst()
                .orElse(same.isEmpty() ? null : same.getFirst());
    }

    private static List<LoggedDay> withDay(LoggedTask task, LoggedDay day) {
        List<LoggedDay> days = new ArrayList<>(task.days());
        days.removeIf(other -> other.date().equals(day.date()));
        days.add(day);
        days.sort(Comparator.comparing(LoggedDay::date));
        return days;
    }

    private void replace(WeekProject project, @Nullable LoggedTask old, LoggedTask after) {
        List<LoggedTask> tasks = new ArrayList<>(project.tasks());
        if (old == null) {
            tasks.add(after);
        } else {
            tasks.replaceAll(task -> task.id() == old.id() ? after : task);
        }
        var changed = new WeekProject(project.id(), project.project(), tasks);
        week = week.with(week.projects().stream()
                .map(other -> other.id() == project.id() ? changed : other)
                .toList());
    }
}
