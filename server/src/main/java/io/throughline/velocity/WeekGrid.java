package io.throughline.velocity;

import io.throughline.database.Instants;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** The last five years in weeks of a zone, Monday first; the last of them is running. */
final class WeekGrid {

    static final int WEEKS = 260;

    private final LocalDate today;
    private final LocalDate firstMonday;
    /** When each week began, and at the end when today ends. */
    private final long[] beginMicros = new long[WEEKS + 2];

    private WeekGrid(LocalDate today, ZoneId zone) {
        this.today = today;
        this.firstMonday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS);
        for (int week = 0; week <= WEEKS; week++) {
            beginMicros[week] = micros(monday(week), zone);
        }
        beginMicros[WEEKS + 1] = micros(today.plusDays(1), zone);
    }

    static WeekGrid until(Instant now, ZoneId zone) {
        return new WeekGrid(LocalDate.ofInstant(now, zone), zone);
    }

    private static long micros(LocalDate day, ZoneId zone) {
        return Instants.micros(day.atStartOfDay(zone).toInstant());
    }

    LocalDate today() {
        return today;
    }

    LocalDate monday(int week) {
        return firstMonday.plusWeeks(week);
    }

    long beginMicros(int week) {
        return beginMicros[week];
    }

    /** The week of an instant; negative before the first, {@link #WEEKS} in the running one, more from tomorrow on. */
    int weekOf(long micros) {
        int found = Arrays.binarySearch(beginMicros, micros);
        return found >= 0 ? found : -found - 2;
    }
}
