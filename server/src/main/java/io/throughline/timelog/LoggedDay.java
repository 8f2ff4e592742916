package io.throughline.timelog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The time of one task on one day.
 *
 * @param id the backend's; 0 for one that it has not stored yet
 * @param minutes 1 to 1440
 * @param label null if it has none
 */
public record LoggedDay(
        long id, LocalDate date, int minutes, @Nullable LogLabel label) {}
