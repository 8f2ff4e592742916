package io.throughline.timelog;

import java.util.List;

/**
 * A project within a week.
 *
 * @param id of the project within this week, not the one that tools take
 * @param project with id 0 if the backend does not say which of its projects it is; it is then known by its names alone
 */
public record WeekProject(long id, LogProject project, List<LoggedTask> tasks) {

    public WeekProject {
        tasks = List.copyOf(tasks);
    }

    public int minutes() {
        return tasks.stream().mapToInt(LoggedTask::minutes).sum();
    }
}
