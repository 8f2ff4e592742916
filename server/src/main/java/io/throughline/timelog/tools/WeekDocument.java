package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A week as programs get it: the document of the ERP. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WeekDocument(
        long id,
        int year,
        @Nullable Long personId,
        String personName,
        LocalDate weekStarting,
        LocalDate weekEnding,
        boolean isCompleted,
        @Nullable String completedAt,
        @Nullable String completedBy,
        @Nullable String modifiedAt,
        int totalMinutes,
        List<Project> projects) {

    /**
     * @param id of the project within this week
     * @param nsubteamId as tools take it; null if the backend does not say
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Project(
            long id, String team, String subteam, @Nullable Long nsubteamId, List<Task> tasks) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Task(
            @Nullable Long id, String description, @Nullable String itemKey, List<Day> days) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Day(
            @Nullable Long id,
            LocalDate date,
            int hours,
            int minutes,
            BigDecimal decimalHours,
            @Nullable Long label,
            @Nullable String labelOption) {}

    static WeekDocument of(WeekLog week) {
        WeekLog.Completion completion = week.completion();
        return new WeekDocument(
                week.id(),
                week.weekStarting().getYear(),
                week.person().id(),
                week.person().name(),
                week.weekStarting(),
                week.weekEnding(),
                week.completed(),
                completion == null ? null : completion.at(),
                completion == null ? null : completion.by(),
                week.modifiedAt(),
                week.minutes(),
                week.projects().stream().map(WeekDocument::project).toList());
    }

    private static Project project(WeekProject project) {
        LogProject named = project.project();
        return new Project(
                project.id(),
                named.team(),
                named.subteam(),
                known(named.id()),
                project.tasks().stream().map(WeekDocument::task).toList());
    }

    private static Task task(LoggedTask task) {
        return new Task(
                known(task.id()),
                task.description(),
                task.itemKey(),
                task.days().stream().map(WeekDocument::day).toList());
    }

    private static Day day(LoggedDay day) {
        LogLabel label = day.label();
        return new Day(
                known(day.id()),
                day.date(),
                day.minutes() / 60,
                day.minutes() % 60,
                WorkedTime.decimalHours(day.minutes()),
                label == null ? null : label.id(),
                label == null ? null : label.name());
    }

    /** What is not numbered has no id. */
    static @Nullable Long known(long id) {
        return id > 0 ? id : null;
    }
}
