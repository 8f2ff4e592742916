package io.throughline.backlog.imports.formats;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one date from its tokens: year first, day first, month first, or a month by name; then a time and an offset if
 * they are there. Throws {@link DateTimeException} with the reason where the text is no date.
 */
final class DateGrammar {

    private static final Set<String> CONNECTORS =
            Set.of("de", "del", "of", "st", "nd", "rd", "th", "er", "den", "le", "the", "年", "月", "日", "년", "월", "일");
    private static final Set<String> BEFORE_TIME =
            Set.of("t", "at", "um", "à", "a", "las", "kl", "klo", "o", "om", "в");
    private static final Set<String> MORNING = Set.of("am", "vorm", "午前", "上午", "오전");
    private static final Set<String> AFTERNOON = Set.of("pm", "nachm", "午後", "下午", "오후");
    private static final Set<String> AFTER_TIME = Set.of("uhr", "h", "hrs", "分", "秒");
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("z", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("bst", 1),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("mez", 1),
            Map.entry("mesz", 2));

    private final DateTokens tokens;
    private final DayOrder order;
    private int at;

    private int year = -1;
    private int month;
    private int day;
    private @Nullable LocalTime time;
    private @Nullable ZoneOffset offset;

    DateGrammar(DateTokens tokens, DayOrder order) {
        this.tokens = tokens;
        this.order = order;
    }

    Moment read() {
        if (tokens.count() == 0) {
            throw new DateTimeException("It is not a date");
        }
        skipWeekday();
        if (tokens.isWord(at)) {
            readMonthNameFirst();
        } else if (tokens.isNumber(at) && tokens.digits(at) == 4) {
            readYearFirst();
        } else {
            readDayOrMonthFirst();
        }
        readTime();
        if (year < 0 && tokens.isNumber(at) && tokens.digits(at) == 4) {
            year = tokens.number(at++); // "Mon Sep 22 09:26:00 UTC 2025"
        }
        skipRest();
        if (year < 0) {
            throw new DateTimeException("It has no year");
        }
        return new Moment(date(), time, offset);
    }

    private LocalDate date() {
        if (month < 1 || month > 12) {
            throw new DateTimeException("There is no month " + month + " when read as " + order.pattern());
        }
        return LocalDate.of(year, month, day);
    }

    /** "Mon", "Montag", "mar." (Tuesday in French) stand before another word or number that makes the date. */
    private void skipWeekday() {
        if (!tokens.isWord(at)) {
            return;
        }
        boolean anotherMonth = false;
        for (int token = at + 1; token < tokens.count() && !tokens.isSign(token, ':'); token++) {
            anotherMonth |= tokens.isWord(token) && MonthNames.month(tokens.text(token)) > 0;
        }
        if (anotherMonth || MonthNames.month(tokens.text(at)) == 0) {
            at++;
            while (tokens.isSign(at, '.') || isWordOf(at, CONNECTORS)) {
                at++;
            }
        }
    }

    private void readYearFirst() {
        year = tokens.number(at++);
        skipSeparators();
        month = numberOrMonthName();
        skipSeparators();
        day = smallNumber();
        skipConnectors();
    }

    private void readMonthNameFirst() {
        month = numberOrMonthName();
        skipSeparators();
        day = smallNumber();
        skipSeparators();
        if (tokens.isNumber(at) && !startsTime(at)) {
            year = yearNumber();
        }
    }

    private void readDayOrMonthFirst() {
        int first = smallNumber();
        boolean dotted = tokens.isSign(at, '.');
        skipSeparators();
        boolean named = tokens.isWord(at);
        int second = numberOrMonthName();
        skipSeparators();
        year = yearNumber();
        boolean dayFirst = named || dotted || order == DayOrder.DAY_FIRST;
        day = dayFirst ? first : second;
        month = dayFirst ? second : first;
    }

    private int smallNumber() {
        if (!tokens.isNumber(at) || tokens.digits(at) > 2) {
            throw new DateTimeException("It is not a date");
        }
        return tokens.number(at++);
    }

    private int numberOrMonthName() {
        if (!tokens.isWord(at)) {
            return smallNumber();
        }
        int named = MonthNames.month(tokens.text(at));
        if (named == 0) {
            throw new DateTimeException("It is not a date");
        }
        at++;
        return named;
    }

    /** Two digits are a year from 1970 to 2069. */
    private int yearNumber() {
        if (!tokens.isNumber(at) || (tokens.digits(at) != 4 && tokens.digits(at) != 2)) {
            throw new DateTimeException("It has no year of two or four digits");
        }
        int number = tokens.number(at);
        if (tokens.digits(at++) == 4) {
            return number;
        }
        return number < 70 ? 2000 + number : 1900 + number;
    }

    private void skipSeparators() {
        while (tokens.isSign(at, '-')
                || tokens.isSign(at, '/')
                || tokens.isSign(at, '.')
                || tokens.isSign(at, '\'')
                || isWordOf(at, CONNECTORS)) {
            at++;
        }
    }

    private void skipConnectors() {
        while (tokens.isSign(at, '.') || isWordOf(at, CONNECTORS)) {
            at++;
        }
    }

    private boolean startsTime(int token) {
        return tokens.isNumber(token)
                && tokens.digits(token) <= 2
                && (tokens.isSign(token + 1, ':') || (tokens.touchesNext(token) && isWord(token + 1, "h")));
    }

    private void readTime() {
        while (isWordOf(at, BEFORE_TIME) || (tokens.isSign(at, '-') && startsTime(at + 1)) || tokens.isSign(at, '.')) {
            at++;
        }
        int halfDay = readHalfDay();
        if (!tokens.isNumber(at) || tokens.digits(at) == 4) {
            return;
        }
        int hour = smallNumber();
        int minute = 0;
        int second = 0;
        int nano = 0;
        if (skipTimeSign()) {
            minute = smallNumber();
            if (skipTimeSign() && tokens.isNumber(at)) {
                second = smallNumber();
                nano = readFraction();
            }
        } else if (!isHalfDay(at)) {
            throw new DateTimeException("It has a number too many");
        }
        halfDay = halfDay < 0 ? readHalfDay() : halfDay;
        time = LocalTime.of(onTwentyFourHours(hour, halfDay), minute, second, nano);
        while (isWordOf(at, AFTER_TIME)) {
            at++;
        }
        readOffset();
    }

    private boolean skipTimeSign() {
        boolean sign = tokens.isSign(at, ':')
                || tokens.isSign(at, '.')
                || isWord(at, "h")
                || isWord(at, "時")
                || isWord(at, "分");
        if (sign) {
            at++;
        }
        return sign;
    }

    private int readFraction() {
        if (tokens.isSign(at, '.') && tokens.isNumber(at + 1)) {
            at++;
        } else if (!tokens.isNumber(at) || tokens.digits(at) != 3) { // after a comma, which is no token
            return 0;
        }
        int digits = Math.min(tokens.digits(at), 9);
        int fraction = tokens.number(at++);
        for (int i = digits; i < 9; i++) {
            fraction *= 10;
        }
        return fraction;
    }

    private static int onTwentyFourHours(int hour, int halfDay) {
        if (halfDay < 0 || hour > 12) {
            return hour;
        }
        return hour % 12 + halfDay;
    }

    private boolean isHalfDay(int token) {
        return isWordOf(token, MORNING) || isWordOf(token, AFTERNOON) || isWord(token, "a") || isWord(token, "p");
    }

    /** @return hours to add, or -1 where the text says nothing */
    private int readHalfDay() {
        if (!isHalfDay(at)) {
            return -1;
        }
        boolean afternoon = isWordOf(at, AFTERNOON) || isWord(at, "p");
        at++;
        while (tokens.isSign(at, '.') || isWord(at, "m")) { // "a.m."
            at++;
        }
        return afternoon ? 12 : 0;
    }

    private void readOffset() {
        if (tokens.isWord(at)) {
            Integer hours = ZONE_HOURS.get(tokens.text(at).toLowerCase(Locale.ROOT));
            if (hours != null) {
                at++;
                offset = ZoneOffset.ofHours(hours);
            }
        }
        boolean east = tokens.isSign(at, '+');
        if ((!east && !tokens.isSign(at, '-') && !tokens.isSign(at, '−')) || !tokens.isNumber(at + 1)) {
            return;
        }
        at++;
        int digits = tokens.digits(at);
        int number = tokens.number(at++);
        int hours = digits > 2 ? number / 100 : number;
        int minutes = digits > 2 ? number % 100 : 0;
        if (tokens.isSign(at, ':') && tokens.isNumber(at + 1)) {
            minutes = tokens.number(at + 1);
            at += 2;
        }
        offset = ZoneOffset.ofHoursMinutes(east ? hours : -hours, east ? minutes : -minutes);
    }

    /** The name of the zone in brackets only repeats the offset; any other rest means that this is no date. */
    private void skipRest() {
        while (tokens.isSign(at, '.') || isWordOf(at, CONNECTORS)) {
            at++;
        }
        if (at < tokens.count() && !tokens.isSign(at, '(') && !tokens.isSign(at, '[')) {
            throw new DateTimeException("It has more than a date and a time");
        }
    }

    private boolean isWord(int token, String word) {
        return tokens.isWord(token) && tokens.text(token).equalsIgnoreCase(word);
    }

    private boolean isWordOf(int token, Set<String> words) {
        return tokens.isWord(token) && words.contains(tokens.text(token).toLowerCase(Locale.ROOT));
    }
}
