package io.throughline.backlog.imports.formats;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads dates in all the ways trackers write them. */
final class DateReader {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;
    private static final String ADVICE =
            "Write the date as year-month-day, for example 2025-09-22 or 2025-09-22T09:26:00Z.";

    /** How .NET and Go write "no date". */
    private static final LocalDate NO_DATE = LocalDate.of(1, 1, 1);

    private final LocalDate today;

    DateReader(LocalDate today) {
        this.today = today;
    }

    /** @return empty if the value says that there is no date */
    Optional<Moment> read(String column, String value, DayOrder order) throws RefusedRowException {
        if (AbsentValues.contains(value)) {
            return Optional.empty();
        }
        try {
            Moment moment = parse(value, order);
            if (moment.date().equals(NO_DATE)) {
                return Optional.empty();
            }
            int year = moment.date().getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                throw new DateTimeException("Its year is not from " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            return Optional.of(moment);
        } catch (DateTimeException e) {
            throw new RefusedRowException(column, value, "The date cannot be read: " + reason(e) + ".", ADVICE);
        }
    }

    private static String reason(DateTimeException e) {
        String message = e.getMessage();
        return message == null ? "it is not a date" : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private Moment parse(String value, DayOrder order) {
        if (value.startsWith("{") && value.endsWith("}")) {
            return new Moment(relative(value.substring(1, value.length() - 1)), null, null);
        }
        DateTokens tokens = new DateTokens(value);
        if (tokens.count() == 1 && tokens.isNumber(0)) {
            return fromDigits(value);
        }
        return new DateGrammar(tokens, order).read();
    }

    /** {@code 20250922}, or seconds or milliseconds since 1970. */
    private static Moment fromDigits(String digits) {
        return switch (digits.length()) {
            case 8 ->
                new Moment(
                        LocalDate.of(
                                Integer.parseInt(digits, 0, 4, 10),
                                Integer.parseInt(digits, 4, 6, 10),
                                Integer.parseInt(digits, 6, 8, 10)),
                        null,
                        null);
            case 10 -> at(Instant.ofEpochSecond(Long.parseLong(digits)));
            case 13 -> at(Instant.ofEpochMilli(Long.parseLong(digits)));
            default -> throw new DateTimeException("It is a number, not a date");
        };
    }

    private static Moment at(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return new Moment(utc.toLocalDate(), utc.toLocalTime(), ZoneOffset.UTC);
    }

    /** {@code -84} is 84 days before today, {@code w-12} is 12 weekdays before. */
    private LocalDate relative(String distance) {
        boolean weekdays = distance.startsWith("w") || distance.startsWith("W");
        Integer days = findInteger(weekdays ? distance.substring(1) : distance);
        if (days == null || Math.abs(days) > 36_525) {
            throw new DateTimeException("Braces hold days from today such as {-84}, or weekdays such as {w-12}");
        }
        return weekdays ? plusWeekdays(today, days) : today.plusDays(days);
    }

    private static @Nullable Integer findInteger(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static LocalDate plusWeekdays(LocalDate from, int weekdays) {
        int step = Integer.signum(weekdays);
        LocalDate date = from;
        for (int left = Math.abs(weekdays); left > 0; ) {
            date = date.plusDays(step);
            if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return date;
    }
}
