package io.throughline.console;

import io.throughline.console.WorkDays.WorkDay;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A day as the grid and the month show it.
 *
 * @param minutes with what is typed
 * @param expectedMinutes null if not known
 * @param off why there is no work; null on a working day
 * @param state {@code missing}, {@code short}, or empty, for days before today
 */
record GridDay(
        LocalDate date,
        int minutes,
        @Nullable Integer expectedMinutes,
        @Nullable String off,
        boolean today,
        String state) {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    static GridDay of(WorkDay day, int minutes, LocalDate today) {
        boolean over = day.date().isBefore(today) && day.off() == null;
        Integer expected = day.expectedMinutes();
        boolean none = over && minutes == 0 && (expected == null || expected > 0);
        boolean little = over && expected != null && minutes < expected;
        return new GridDay(
                day.date(),
                minutes,
                expected,
                day.off(),
                day.date().equals(today),
                none ? "missing" : little ? "short" : "");
    }

    static List<GridDay> of(List<WorkDay> days, List<GridRow> rows, LocalDate today) {
        return IntStream.range(0, days.size())
                .mapToObj(at -> of(
                        days.get(at),
                        rows.stream()
                                .mapToInt(
                                        row -> GridRow.shownMinutes(row.cells().get(at)))
                                .sum(),
                        today))
                .toList();
    }

    public String weekday() {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    /** Such as {@code 9 Nov}. */
    public String shortDate() {
        return SHORT.format(date);
    }

    public String total() {
        return minutes == 0 ? "" : WorkedTime.clock(minutes);
    }

    public String expected() {
        return expectedMinutes == null || expectedMinutes == 0 ? "" : WorkedTime.clock(expectedMinutes);
    }

    /** What a screen reader and the hint say, such as {@code Tue 10 Nov}. */
    public String spoken() {
        return weekday() + " " + shortDate();
    }

    /** Where there is little room, such as {@code Tu 10}. */
    public String narrow() {
        return weekday().substring(0, 2) + " " + date.getDayOfMonth();
    }

    public String classes() {
        return (off == null ? "" : "off ") + (today ? "today " : "") + state;
    }
}
