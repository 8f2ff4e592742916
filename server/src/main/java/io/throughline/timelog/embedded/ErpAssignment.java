package io.throughline.timelog.embedded;

import io.throughline.timelog.LogProject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who may log time on what, and when.
 *
 * @param from first day
 * @param to last day; null if it goes on
 */
public record ErpAssignment(
        long id,
        long personId,
        LogProject project,
        boolean active,
        LocalDate from,
        @Nullable LocalDate to) {

    /** Whether it lets log time in some week of that range. */
    boolean overlaps(LocalDate first, LocalDate last) {
        LocalDate end = to;
        return active && !from.isAfter(last) && (end == null || !end.isBefore(first));
    }
}
