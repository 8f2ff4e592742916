package io.throughline.timelog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a week: what was done, on which days.
 *
 * @param id the backend's; negative for one that it has not numbered
 * @param itemKey of the backlog item that it was done for; null for none
 * @param days by date, at most one for each
 */
public record LoggedTask(
        long id, String description, @Nullable String itemKey, List<LoggedDay> days) {

    public LoggedTask {
        days = List.copyOf(days);
    }

    public Optional<LoggedDay> findDay(LocalDate date) {
        return days.stream().filter(day -> day.date().equals(date)).findFirst();
    }

    public int minutes() {
        return days.stream().mapToInt(LoggedDay::minutes).sum();
    }
}
