package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A day as programs get it, with sums over minutes. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record DayDocument(
        LocalDate date,
        LocalDate weekStarting,
        List<Project> projects,
        Total totalLoggedTime,
        int totalProjects,
        int totalTasks,
        @Nullable Week weekLog) {

    /**
     * @param projectId of the project within this week, as the known server names it
     * @param nsubteamId the id that tools take
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Project(
            long projectId,
            @Nullable Long nsubteamId,
            String projectName,
            String teamName,
            List<Task> tasks,
            int totalHours,
            int totalMinutes,
            BigDecimal totalDecimalHours) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Task(
            @Nullable Long id,
            String description,
            @Nullable String itemKey,
            int hours,
            int minutes,
            BigDecimal decimalHours,
            @Nullable Long labelId,
            @Nullable String labelOption,
            @Nullable String labelName) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Total(int hours, int minutes, BigDecimal decimalHours) {

        static Total of(int minutes) {
            return new Total(minutes / 60, minutes % 60, WorkedTime.decimalHours(minutes));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Week(
            long id,
            @Nullable Long personId,
            String personName,
            boolean isCompleted,
            LocalDate weekStarting,
            LocalDate weekEnding) {

        static Week of(WeekLog week) {
            return new Week(
                    week.id(),
                    week.person().id(),
                    week.person().name(),
                    week.completed(),
                    week.weekStarting(),
                    week.weekEnding());
        }
    }

    /** @param entries those of the day */
    static DayDocument of(LocalDate date, LocalDate monday, Optional<WeekLog> week, List<LogEntry> entries) {
        Map<WeekProject, List<LogEntry>> byProject = entries.stream()
                .collect(Collectors.groupingBy(LogEntry::weekProject, LinkedHashMap::new, Collectors.toList()));
        List<Project> projects = byProject.entrySet().stream()
                .map(each -> project(each.getKey(), each.getValue()))
                .toList();
        return new DayDocument(
                date,
                monday,
                projects,
                Total.of(LogEntry.minutes(entries)),
                projects.size(),
                entries.size(),
                week.map(Week::of).orElse(null));
    }

    private static Project project(WeekProject project, List<LogEntry> entries) {
        Total total = Total.of(LogEntry.minutes(entries));
        String subteam = project.project().subteam();
        return new Project(
                project.id(),
                WeekDocument.known(project.project().id()),
                subteam.isBlank() ? project.project().team() : subteam,
                project.project().team(),
                entries.stream().map(DayDocument::task).toList(),
                total.hours(),
                total.minutes(),
                total.decimalHours());
    }

    private static Task task(LogEntry entry) {
        Total total = Total.of(entry.minutes());
        LogLabel label = entry.day().label();
        String labelName = label == null ? null : label.name();
        return new Task(
                WeekDocument.known(entry.task().id()),
                entry.task().description(),
                entry.task().itemKey(),
                total.hours(),
                total.minutes(),
                total.decimalHours(),
                label == null ? null : label.id(),
                labelName,
                labelName);
    }
}
