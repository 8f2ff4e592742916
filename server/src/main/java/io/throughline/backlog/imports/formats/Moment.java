package io.throughline.backlog.imports.formats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A date as a file writes it: with or without a time, with or without an offset.
 *
 * @param offset null where the zone of the file counts
 */
record Moment(
        LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {

    /** A date without a time is the start of that day. */
    Instant toInstant(ZoneId zone) {
        if (time == null) {
            return date.atStartOfDay(zone).toInstant();
        }
        return offset == null
                ? date.atTime(time).atZone(zone).toInstant()
                : date.atTime(time).toInstant(offset);
    }

    /** The day in the zone. Midnight with an offset is how many systems write a plain day, so it stays that day. */
    LocalDate toDate(ZoneId zone) {
        if (time == null || offset == null || time.equals(LocalTime.MIDNIGHT)) {
            return date;
        }
        return toInstant(zone).atZone(zone).toLocalDate();
    }
}
