package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One week log, complete: what is read, and what is sent back changed to be saved. */
record WeekDocument(
        long id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long personId,
        String personName,
        @JsonPropertyDescription("the Monday") LocalDate weekStarting,

        @JsonPropertyDescription("the Sunday") LocalDate weekEnding,

        @JsonPropertyDescription("of the Monday") int year,

        @JsonPropertyDescription("a completed week is locked until it is opened again")
        boolean isCompleted,

        @JsonPropertyDescription("the version; to be sent back as it is")
        String modifiedAt,

        int totalMinutes,
        List<Project> projects) {

    WeekDocument {
        projects = List.copyOf(projects);
    }

    record Project(
            @JsonPropertyDescription("of the project within this week")
            long id,

            String team,
            String subteam,

            @JsonPropertyDescription("of the project itself, as active_project_list has it")
            long nsubteamId,

            List<Task> tasks) {

        Project {
            tasks = List.copyOf(tasks);
        }
    }

    record Task(
            long id,
            String description,

            @JsonPropertyDescription("of the backlog item that it was done for; absent for none")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable String itemKey,

            List<Day> days) {

        Task {
            days = List.copyOf(days);
        }
    }

    record Day(
            long id,
            LocalDate date,
            int hours,

            @JsonPropertyDescription("0 to 59, besides the hours")
            int minutes,

            @JsonPropertyDescription("the same time with two decimals; ignored where hours or minutes are sent")
            BigDecimal decimalHours,

            @JsonPropertyDescription("id of the label; null for none") @Nullable Long label,

            @JsonPropertyDescription("name of the label; never read from what is sent") @Nullable String labelOption) {}

    static WeekDocument of(WeekLog week) {
        return new WeekDocument(
                week.id(),
                week.person().id(),
                week.person().name(),
                week.weekStarting(),
                week.weekEnding(),
                week.weekStarting().getYear(),
                week.completed(),
                Objects.requireNonNull(week.modifiedAt()),
                week.minutes(),
                week.projects().stream().map(WeekDocument::project).toList());
    }

    private static Project project(WeekProject project) {
        return new Project(
                project.id(),
                project.project().team(),
                project.project().subteam(),
                project.project().id(),
                project.tasks().stream().map(WeekDocument::task).toList());
    }

    private static Task task(LoggedTask task) {
        return new Task(
                task.id(),
                task.description(),
                task.itemKey(),
                task.days().stream().map(WeekDocument::day).toList());
    }

    private static Day day(LoggedDay day) {
        LogLabel label = day.label();
        return new Day(
                day.id(),
                day.date(),
                day.minutes() / 60,
                day.minutes() % 60,
                WorkedTime.decimalHours(day.minutes()),
                label == null ? null : label.id(),
                label == null ? null : label.name());
    }
}
