package io.throughline.timelog;

import io.throughline.problem.CallerMistakeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of work. They are whole minutes; hours are how people write and read them. */
public final class WorkedTime {

    public static final int MINUTES_A_DAY = 1_440;

    /** In code points. */
    public static final int MAX_DESCRIPTION = 10_000;

    /** A number with that many zeros behind the point is no time. */
    private static final int LEAST_DIGITS = 10;

    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(24);
    private static final Pattern COLON = Pattern.compile("(\\d{1,2}):([0-5]\\d)");
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,2}(?:[.,]\\d{1,4})?)\\s*h)?\\s*(?:(\\d{1,4})\\s*m(?:in)?)?");
    private static final Pattern SHORT_UNITS = Pattern.compile("(\\d{1,2})\\s*h\\s*([0-5]\\d)");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,2}(?:[.,]\\d{1,4})?");

    private WorkedTime() {}

    /**
     * Minutes of a number of hours, rounded half up.
     *
     * @return 1 to 1440
     * @throws CallerMistakeException if it is not more than 0 and at most 24, or rounds to no minute
     */
    public static int ofHours(BigDecimal hours) {
        // Digits first: arithmetic on a number such as 1e999999999 would take all memory.
        boolean plausible = hours.precision() - (long) hours.scale() <= 3 && hours.scale() <= 1_000;
        if (hours.signum() <= 0 || !plausible || hours.compareTo(MOST_HOURS) > 0) {
            throw new CallerMistakeException("Hours must be more than 0 and at most 24, but were " + shown(hours)
                    + ". To take time away use delete_log.");
        }
        int minutes = hours.multiply(SIXTY).setScale(0, RoundingMode.HALF_UP).intValueExact();
        if (minutes == 0) {
            throw new CallerMistakeException("Hours were " + shown(hours)
                    + ", which is less than half a minute. The least is one minute, 0.02.");
        }
        return minutes;
    }

    private static String shown(BigDecimal hours) {
        return hours.precision() <= 20 && Math.abs((long) hours.scale()) <= 20
                ? hours.toPlainString()
                : "a number of " + hours.precision() + " digits with the exponent " + -hours.scale();
    }

    /**
     * Minutes as people type them: {@code 2}, {@code 2.5}, {@code 2,5} (hours), {@code 2:30}, {@code 2h 30m}, {@code 2h30},
     * {@code 45m}. Empty text and zero are no time.
     *
     * @return 0 to 1440
     * @throws CallerMistakeException if it is none of these, or more than a day
     */
    public static int parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        if (written.isEmpty()) {
            return 0;
        }
        int minutes = minutes(written, text);
        if (minutes > MINUTES_A_DAY) {
            throw new CallerMistakeException("'" + text.strip() + "' is more than the 24 hours of a day.");
        }
        return minutes;
    }

    private static int minutes(String written, String text) {
        Matcher colon = COLON.matcher(written);
        if (colon.matches()) {
            return Integer.parseInt(colon.group(1)) * 60 + Integer.parseInt(colon.group(2));
        }
        if (DECIMAL.matcher(written).matches()) {
            return rounded(written);
        }
        Matcher shortUnits = SHORT_UNITS.matcher(written);
        if (shortUnits.matches()) {
            return Integer.parseInt(shortUnits.group(1)) * 60 + Integer.parseInt(shortUnits.group(2));
        }
        Matcher units = UNITS.matcher(written);
        if (units.matches()) {
            int fromHours = units.group(1) == null ? 0 : rounded(units.group(1));
            int fromMinutes = units.group(2) == null ? 0 : Integer.parseInt(units.group(2));
            return fromHours + fromMinutes;
        }
        throw new CallerMistakeException("'" + text.strip() + "' is no time. Write hours such as 2, 2.5, 2:30 or 45m.");
    }

    private static int rounded(String hours) {
        return new BigDecimal(hours.replace(',', '.'))
                .multiply(SIXTY)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    /** Minutes of a decimal number of hours that another system wrote, rounded half up; not checked for its range. */
    public static long ofDecimal(BigDecimal hours) {
        // Digits first: rounding a number such as 1e-999999999 would take all time and memory.
        if ((long) hours.precision() - hours.scale() < -LEAST_DIGITS) {
            return 0;
        }
        return hours.multiply(SIXTY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Hours with two decimals, rounded half up: 20 minutes are 0.33. Sums are over minutes, never over these. */
    public static BigDecimal decimalHours(int minutes) {
        return BigDecimal.valueOf(minutes).divide(SIXTY, 2, RoundingMode.HALF_UP);
    }

    /** Such as {@code 7:30}. */
    public static String clock(int minutes) {
        int rest = minutes % 60;
        return minutes / 60 + ":" + (rest < 10 ? "0" : "") + rest;
    }

    /**
     * A description as it is kept: without blanks around it, otherwise verbatim.
     *
     * @throws CallerMistakeException if it is blank, too long, or has characters that cannot be shown
     */
    public static String description(String text) {
        String kept = strip(text);
        int codePoints = kept.codePointCount(0, kept.length());
        if (codePoints == 0) {
            throw new CallerMistakeException("The description is empty. Say in some words what was done.");
        }
        if (codePoints > MAX_DESCRIPTION) {
            throw new CallerMistakeException("The description has " + codePoints + " characters, but " + MAX_DESCRIPTION
                    + " at most are kept. Shorten it.");
        }
        kept.codePoints()
                .filter(character -> (Character.isISOControl(character) && character != '\n' && character != '\t')
                        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE))
                .findFirst()
                .ifPresent(character -> {
                    throw new CallerMistakeException(
                            "The description has a control character (U+" + hex(character) + "). Leave it out.");
                });
        return kept;
    }

    /** Windows line ends are line ends; other blanks around the text, no-break ones too, are none of it. */
    private static String strip(String text) {
        String unix = text.replace("\r\n", "\n");
        int start = 0;
        int end = unix.length();
        while (start < end && blank(unix.charAt(start))) {
            start++;
        }
        while (end > start && blank(unix.charAt(end - 1))) {
            end--;
        }
        return unix.substring(start, end);
    }

    private static boolean blank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static String hex(int character) {
        String digits = Integer.toHexString(character).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
