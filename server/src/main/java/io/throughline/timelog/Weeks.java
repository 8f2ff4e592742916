package io.throughline.timelog;

import io.throughline.problem.CallerMistakeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Pattern;

/** Days and weeks as callers write them. A week is Monday to Sunday. A day is a plain date, the same in every zone. */
public final class Weeks {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Weeks() {}

    /**
     * A date of the form {@code YYYY-MM-DD}, and of no other.
     *
     * @throws CallerMistakeException if it is none, or outside the years 1 to 9999
     */
    public static LocalDate date(String text) {
        try {
            if (SHAPE.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text, STRICT);
                // Its whole week must be within the years, too.
                if (date.getYear() >= 1 && !mondayOf(date).plusDays(6).isAfter(LocalDate.of(9999, 12, 31))) {
                    return date;
                }
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new CallerMistakeException(
                "'" + text + "' is no date from 0001-01-01 to 9999-12-26. Write it as YYYY-MM-DD, such as 2026-01-06.");
    }

    /**
     * A Monday.
     *
     * @throws CallerMistakeException if it is another day; names the Monday of that week
     */
    public static LocalDate monday(String text) {
        LocalDate date = date(text);
        if (date.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new CallerMistakeException(date + " is a "
                    + date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                    + ". A week starts on its Monday: for that week it is " + mondayOf(date) + ".");
        }
        return date;
    }

    public static LocalDate mondayOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
