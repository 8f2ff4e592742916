package io.throughline.timelog.embedded;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts weeks together from flat rows, one for each day, or for a line, project or week that has none below it. */
final class WeekRows {

    private final Map<Long, Week> weeks = new LinkedHashMap<>();

    /** What is null is not there; what hangs on it then means nothing. */
    record Row(
            long weekId,
            LocalDate monday,
            boolean completed,
            @Nullable Long completedAtMicros,
            @Nullable String completedBy,
            long modifiedAtMicros,
            long personId,
            String person,
            @Nullable String email,
            @Nullable Long weekProjectId,
            long projectId,
            @Nullable String completeName,
            @Nullable String shortName,
            @Nullable Long taskId,
            @Nullable String description,
            @Nullable String itemKey,
            @Nullable Long dayId,
            long epochDay,
            int minutes,
            @Nullable Long labelId,
            @Nullable String label) {}

    private record Week(Row row, Map<Long, Project> projects) {}

    private record Project(Row row, Map<Long, Task> tasks) {}

    private record Task(Row row, List<LoggedDay> days) {}

    void add(Row row) {
        Week week = weeks.computeIfAbsent(row.weekId(), id -> new Week(row, new LinkedHashMap<>()));
        if (row.weekProjectId() == null) {
            return;
        }
        Project project =
                week.projects().computeIfAbsent(row.weekProjectId(), id -> new Project(row, new LinkedHashMap<>()));
        if (row.taskId() == null) {
            return;
        }
        Task task = project.tasks().computeIfAbsent(row.taskId(), id -> new Task(row, new ArrayList<>()));
        if (row.dayId() != null) {
            task.days()
                    .add(new LoggedDay(row.dayId(), LocalDate.ofEpochDay(row.epochDay()), row.minutes(), label(row)));
        }
    }

    private static @Nullable LogLabel label(Row row) {
        return row.labelId() == null ? null : new LogLabel(row.labelId(), text(row.label()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    List<WeekLog> weeks() {
        return weeks.values().stream().map(WeekRows::week).toList();
    }

    private static WeekLog week(Week week) {
        Row row = week.row();
        return new WeekLog(
                row.weekId(),
                new LogPerson(row.personId(), row.person(), row.email()),
                row.monday(),
                row.completed(),
                completion(row),
                Version.text(row.modifiedAtMicros()),
                week.projects().values().stream().map(WeekRows::project).toList());
    }

    private static WeekLog.@Nullable Completion completion(Row row) {
        return !row.completed() || row.completedAtMicros() == null
                ? null
                : new WeekLog.Completion(
                        Version.text(row.completedAtMicros()),
                        row.completedBy() == null ? "somebody who is gone" : row.completedBy());
    }

    private static WeekProject project(Project project) {
        Row row = project.row();
        return new WeekProject(
                row.weekProjectId() == null ? 0 : row.weekProjectId(),
                new LogProject(row.projectId(), text(row.completeName()), text(row.shortName())),
                project.tasks().values().stream().map(WeekRows::task).toList());
    }

    private static LoggedTask task(Task task) {
        Row row = task.row();
        return new LoggedTask(
                row.taskId() == null ? 0 : row.taskId(), text(row.description()), row.itemKey(), task.days());
    }
}
