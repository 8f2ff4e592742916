package io.throughline.backlog.imports.formats;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads estimates and values: decimal point or comma, groups of thousands, "5 pts". */
final class NumberReader {

    static final double LARGEST = 1_000_000;

    private static final Set<String> UNITS =
            Set.of("pt", "pts", "point", "points", "sp", "story points", "punkte", "puntos");

    private NumberReader() {}

    /** @return empty if the value says that there is no number */
    static OptionalDouble read(String column, String value) throws RefusedRowException {
        return read(column, value, LARGEST);
    }

    /** @param largest the most that makes sense, a whole number */
    static OptionalDouble read(String column, String value, double largest) throws RefusedRowException {
        if (AbsentValues.contains(value)) {
            return OptionalDouble.empty();
        }
        Double number = findNumber(withoutUnit(value.strip()));
        if (number == null) {
            throw new RefusedRowException(
                    column,
                    value,
                    "'" + RefusedRowException.shorten(value) + "' is not a number.",
                    "Write a number such as 5 or 2.5, or leave the cell empty.");
        }
        return OptionalDouble.of(inRange(column, value, number, largest));
    }

    /** Also for numbers that come as such, from JSON. */
    static double inRange(String column, String value, double number, double largest) throws RefusedRowException {
        if (number < 0) {
            throw new RefusedRowException(
                    column,
                    value,
                    "The number must be 0 or more, but was " + RefusedRowException.shorten(value) + ".",
                    "Write 0 or more, or leave it empty if it is not known.");
        }
        if (!(number <= largest)) {
            throw new RefusedRowException(
                    column,
                    value,
                    "The number must be " + String.format(Locale.ROOT, "%,.0f", largest) + " or less, but was "
                            + RefusedRowException.shorten(value) + ".",
                    "Write the true number, or leave it empty if it is not known.");
        }
        return number == 0 ? 0 : number; // no negative zero
    }

    private static String withoutUnit(String value) {
        int end = value.length();
        while (end > 0 && !Character.isDigit(value.charAt(end - 1))) {
            end--;
        }
        String unit = value.substring(end).strip().toLowerCase(Locale.ROOT);
        return end > 0 && UNITS.contains(unit) ? value.substring(0, end) : value;
    }

    private static @Nullable Double findNumber(String value) {
        String plain = normalise(value);
        if (plain == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(plain);
            return Double.isNaN(number) ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** @return digits with a decimal point, or null if a sign means nothing or more than one thing, as in 1,000 */
    private static @Nullable String normalise(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        int lastComma = value.lastIndexOf(',');
        int lastPoint = value.lastIndexOf('.');
        boolean both = lastComma >= 0 && lastPoint >= 0;
        if (!both && lastComma >= 0 && value.length() - lastComma == 4 && !value.startsWith("0,")) {
            return null;
        }
        char decimal = lastComma > lastPoint ? ',' : '.';
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == decimal) {
                digits.append('.');
            } else if ((character >= '0' && character <= '9')
                    || (i == 0 && (character == '-' || character == '+'))
                    || isExponent(value, i)) {
                digits.append(character);
            } else if (!isGroupSign(value, i)) {
                return null;
            }
        }
        return digits.toString();
    }

    private static boolean isExponent(String value, int at) {
        char character = value.charAt(at);
        return at > 0
                && (character == 'e'
                        || character == 'E'
                        || ((character == '-' || character == '+')
                                && (value.charAt(at - 1) == 'e' || value.charAt(at - 1) == 'E')));
    }

    /** A blank, comma, point or apostrophe with three digits behind it. */
    private static boolean isGroupSign(String value, int at) {
        char character = value.charAt(at);
        boolean sign = character == ','
                || character == '.'
                || character == '\''
                || character == '’'
                || Character.isSpaceChar(character);
        if (!sign || at == 0 || at + 3 >= value.length()) {
            return false;
        }
        for (int i = at + 1; i <= at + 3; i++) {
            if (!Character.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return at + 4 == value.length() || !Character.isDigit(value.charAt(at + 4));
    }
}
