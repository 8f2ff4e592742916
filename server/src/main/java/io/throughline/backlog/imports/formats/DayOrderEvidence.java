package io.throughline.backlog.imports.formats;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether 03/04/2025 is in March or in April, from all dates of the file: a number over 12 can only be a day. A
 * column that speaks for itself is taken at its word, the others follow the whole file.
 */
final class DayOrderEvidence {

    private static final class Votes {
        private int dayFirst;
        private int monthFirst;

        private @Nullable DayOrder winner() {
            if (dayFirst == monthFirst) {
                return null;
            }
            return dayFirst > monthFirst ? DayOrder.DAY_FIRST : DayOrder.MONTH_FIRST;
        }
    }

    private final Map<String, Votes> byColumn = new HashMap<>();
    private final Votes wholeFile = new Votes();
    private @Nullable String proof;
    private @Nullable String undecidedExample;
    private boolean twelveHourClock;

    void see(String column, String value) {
        if (value.length() < 6 || !Character.isDigit(value.charAt(0)) || !hasSeparator(value)) {
            return;
        }
        DateTokens tokens = new DateTokens(value);
        boolean yearLast = tokens.isNumber(0)
                && tokens.digits(0) <= 2
                && isSeparator(tokens, 1)
                && tokens.isNumber(2)
                && tokens.digits(2) <= 2
                && isSeparator(tokens, 3)
                && tokens.isNumber(4);
        if (!yearLast) {
            return;
        }
        int first = tokens.number(0);
        int second = tokens.number(2);
        Votes votes = byColumn.computeIfAbsent(column, unseen -> new Votes());
        String lower = value.toLowerCase(Locale.ROOT);
        twelveHourClock |= lower.endsWith("am") || lower.endsWith("pm");
        if (first > 12 && second <= 12) {
            votes.dayFirst++;
            wholeFile.dayFirst++;
            prove(column, value);
        } else if (second > 12 && first <= 12) {
            votes.monthFirst++;
            wholeFile.monthFirst++;
            prove(column, value);
        } else if (first != second && undecidedExample == null) {
            undecidedExample = value;
        }
    }

    /** Most dates of a file are of another kind, and need not be cut into tokens to see that. */
    private static boolean hasSeparator(String value) {
        int at = Character.isDigit(value.charAt(1)) ? 2 : 1;
        char separator = value.charAt(at);
        return (separator == '/' || separator == '-') && Character.isDigit(value.charAt(at + 1));
    }

    private static boolean isSeparator(DateTokens tokens, int token) {
        return tokens.isSign(token, '/') || tokens.isSign(token, '-');
    }

    private void prove(String column, String value) {
        if (proof == null) {
            proof = RefusedRowException.shorten(value) + " in column '" + RefusedRowException.shorten(column) + "'";
        }
    }

    DayOrder orderOf(String column) {
        Votes own = byColumn.get(column);
        DayOrder ownWinner = own == null ? null : own.winner();
        return ownWinner == null ? orderOfFile() : ownWinner;
    }

    private DayOrder orderOfFile() {
        DayOrder winner = wholeFile.winner();
        if (winner != null) {
            return winner;
        }
        return twelveHourClock ? DayOrder.MONTH_FIRST : DayOrder.DAY_FIRST;
    }

    /** What was decided or assumed, if there was anything to decide. */
    Optional<String> note() {
        DayOrder order = orderOfFile();
        if (wholeFile.winner() != null) {
            return Optional.of("Dates were read as " + order.pattern() + ", as " + proof + " shows.");
        }
        if (undecidedExample == null) {
            return Optional.empty();
        }
        return Optional.of("Dates such as " + undecidedExample + " were assumed to be " + order.pattern()
                + (twelveHourClock ? " because of AM and PM" : "")
                + ": no date in the file decides. If that is wrong, export with year-month-day.");
    }
}
