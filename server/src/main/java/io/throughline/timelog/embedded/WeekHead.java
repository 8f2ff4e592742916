package io.throughline.timelog.embedded;

import java.time.LocalDate;

/**
 * A week log as it stands in a list.
 *
 * @param weekStarting a Monday
 * @param modifiedAt an instant with microseconds, as ISO text
 * @param minutes of all projects together
 */
public record WeekHead(long id, LocalDate weekStarting, boolean completed, String modifiedAt, int minutes) {

    public LocalDate weekEnding() {
        return weekStarting.plusDays(6);
    }
}
