package io.throughline.backlog.imports.formats;

import java.util.Locale;
import java.util.OptionalDouble;

/** Reads durations of work such as {@code 1w 2d 3h 30m} or {@code PT5H}: a day has 8 hours, a week 5 days, as in Jira. */
final class WorkDurations {

    static final double MINUTES_PER_HOUR = 60;
    static final double MINUTES_PER_DAY = 8 * MINUTES_PER_HOUR;
    private static final double MINUTES_PER_WEEK = 5 * MINUTES_PER_DAY;

    private WorkDurations() {}

    /** @return minutes, or empty if the text is no duration or a number without a unit */
    static OptionalDouble minutes(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        if (rest.startsWith("p")) {
            rest = rest.substring(1).replace("t", "");
        }
        double minutes = 0;
        boolean any = false;
        int at = 0;
        while (at < rest.length()) {
            int start = at;
            while (at < rest.length() && isNumberPart(rest.charAt(at))) {
                at++;
            }
            int unitStart = at;
            while (at < rest.length() && !isNumberPart(rest.charAt(at))) {
                at++;
            }
            double unit = minutesOf(
                    rest.substring(unitStart, at).strip().replace(",", "").strip());
            if (unitStart == start || unit <= 0) {
                return OptionalDouble.empty();
            }
            try {
                minutes += unit
                        * Double.parseDouble(rest.substring(start, unitStart).replace(',', '.'));
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
            any = true;
        }
        return any ? OptionalDouble.of(minutes) : OptionalDouble.empty();
    }

    private static boolean isNumberPart(char character) {
        return (character >= '0' && character <= '9') || character == '.' || character == ',';
    }

    private static double minutesOf(String unit) {
        return switch (unit) {
            case "s", "sec", "secs", "second", "seconds" -> 1 / 60.0;
            case "m", "min", "mins", "minute", "minutes", "minuten" -> 1;
            case "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden" -> MINUTES_PER_HOUR;
            case "d", "day", "days", "tag", "tage" -> MINUTES_PER_DAY;
            case "w", "wk", "week", "weeks", "woche", "wochen" -> MINUTES_PER_WEEK;
            default -> 0;
        };
    }
}
