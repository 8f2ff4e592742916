package io.throughline.timelog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person logged in one week, Monday to Sunday.
 *
 * @param weekStarting a Monday
 * @param completion who completed it and when; null if it is open, or the backend tells no more than that it is completed
 * @param modifiedAt the version, as the backend writes it; to be handed back as it is. Null for a week that the backend has
 *     not stored, or does not tell the version of
 */
public record WeekLog(
        long id,
        LogPerson person,
        LocalDate weekStarting,
        boolean completed,
        @Nullable Completion completion,
        @Nullable String modifiedAt,
        List<WeekProject> projects) {

    /** @param at an instant as ISO text */
    public record Completion(String at, String by) {}

    public WeekLog {
        projects = List.copyOf(projects);
    }

    public LocalDate weekEnding() {
        return weekStarting.plusDays(6);
    }

    public int minutes() {
        return projects.stream().mapToInt(WeekProject::minutes).sum();
    }

    /** Over all projects. */
    public int minutesOn(LocalDate date) {
        return projects.stream()
                .flatMap(project -> project.tasks().stream())
                .flatMap(task -> task.days().stream())
                .filter(day -> day.date().equals(date))
                .mapToInt(LoggedDay::minutes)
                .sum();
    }

    public WeekLog with(List<WeekProject> changed) {
        return new WeekLog(id, person, weekStarting, completed, completion, modifiedAt, changed);
    }
}
