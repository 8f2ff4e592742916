package io.throughline.timelog;

import java.util.List;

/**
 * Weeks that overlap a range of days.
 *
 * @param weeks by Monday, each once
 * @param problems what could not be read, so that weeks may be missing; empty if all could
 */
public record WeeksRead(List<WeekLog> weeks, List<String> problems) {

    public WeeksRead {
        weeks = List.copyOf(weeks);
        problems = List.copyOf(problems);
    }
}
