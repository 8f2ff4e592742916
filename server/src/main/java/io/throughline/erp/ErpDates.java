package io.throughline.erp;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as an ERP writes them: {@code 2026-01-05}, or {@code Mon, Jan 5} without the year, in English whatever the locale. */
final class ErpDates {

    private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?");
    private static final Pattern SHORT =
            Pattern.compile("(?:([A-Za-z]{3,9})\\.?,? +)?([A-Za-z]{3,9})\\.? +([0-9]{1,2})(?:, *([0-9]{4}))?");

    private ErpDates() {}

    /**
     * A Monday. Where the year is missing it is the one near the expected year in which that day is a Monday: the year that
     * is said beside it is wrong around New Year.
     *
     * @return null if the text is none, or cannot be a Monday
     */
    static @Nullable LocalDate monday(String text, int expectedYear) {
        return date(text, expectedYear, date -> date.getDayOfWeek() == DayOfWeek.MONDAY);
    }

    /** A day of the week that begins on the given Monday; null for every other. */
    static @Nullable LocalDate inWeek(String text, LocalDate monday) {
        LocalDate sunday = monday.plusDays(6);
        return date(text, monday.getYear(), date -> !date.isBefore(monday) && !date.isAfter(sunday));
    }

    private static @Nullable LocalDate date(String text, int expectedYear, Predicate<LocalDate> fits) {
        Matcher iso = ISO.matcher(text.strip());
        if (iso.matches()) {
            return fitting(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)), fits);
        }
        Matcher brief = SHORT.matcher(text.strip());
        Month month = brief.matches() ? month(brief.group(2)) : null;
        if (month == null) {
            return null;
        }
        List<Integer> years = brief.group(4) == null
                ? List.of(expectedYear, expectedYear - 1, expectedYear + 1)
                : List.of(number(brief.group(4)));
        for (int year : years) {
            LocalDate date = fitting(year, month.getValue(), number(brief.group(3)), fits);
            if (date != null
                    && (brief.group(1) == null || named(date.getDayOfWeek().name(), brief.group(1)))) {
                return date;
            }
        }
        return null;
    }

    private static @Nullable LocalDate fitting(int year, int month, int day, Predicate<LocalDate> fits) {
        try {
            LocalDate date = LocalDate.of(year, month, day);
            return fits.test(date) ? date : null;
        } catch (DateTimeException e) {
            return null; // such as February 29 in a year without
        }
    }

    private static @Nullable Month month(String text) {
        for (Month month : Month.values()) {
            if (named(month.name(), text)) {
                return month;
            }
        }
        return null;
    }

    /** Whether a text is a name or its beginning, such as {@code Sep}, {@code Sept} and {@code September}. */
    private static boolean named(String name, String text) {
        return text.length() >= 3 && name.startsWith(text.toUpperCase(Locale.ROOT));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
