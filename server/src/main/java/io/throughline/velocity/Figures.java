package io.throughline.velocity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as they are told: no more digits than they are worth. */
public final class Figures {

    private Figures() {}

    /** To a hundredth. */
    public static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    public static @Nullable Double roundedOrNull(@Nullable Double value) {
        return value == null ? null : rounded(value);
    }

    /** With one digit after the point where it is no whole number. */
    public static String text(double value) {
        double tenth = Math.round(value * 10) / 10.0;
        return tenth == Math.rint(tenth) ? String.valueOf((long) tenth) : String.format(Locale.ROOT, "%.1f", tenth);
    }

    /** A share as whole percent. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Such as {@code "1 item"}, {@code "3 items"}. */
    public static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
