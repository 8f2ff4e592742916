package io.throughline.forecast;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Between periods of a forecast and the calendar: a period is five days from Monday to Friday, the first of them begins on the
 * start, so it ends on the fifth such day. What is done within n periods is done by the last day of the n-th.
 *
 * @param start the first day that counts
 */
record WorkingWeeks(LocalDate start) {

    static final int DAYS = 5;

    /** @param periods {@code >= 1} */
    LocalDate endOf(int periods) {
        LocalDate day = start;
        while (isWeekend(day)) {
            day = day.plusDays(1);
        }
        // Five working days later is the same day of the week; the period ends on the working day before.
        day = day.plusWeeks(periods).minusDays(1);
        while (isWeekend(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** How many periods lie between the start and the end of a day; 0 if it is before the first working day. */
    double until(LocalDate day) {
        long working = 0;
        if (!day.isBefore(start)) {
            long days = day.toEpochDay() - start.toEpochDay() + 1;
            working = days / 7 * DAYS;
            for (LocalDate rest = start.plusDays(days / 7 * 7); !rest.isAfter(day); rest = rest.plusDays(1)) {
                working += isWeekend(rest) ? 0 : 1;
            }
        }
        return (double) working / DAYS;
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
