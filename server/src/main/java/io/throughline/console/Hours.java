package io.throughline.console;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Minutes as people type them: hours, with places after the point where needed. */
final class Hours {

    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    /** So many places bring every whole minute back. */
    private static final int PLACES = 4;

    private Hours() {}

    /** Empty for null. */
    static String text(@Nullable Integer minutes) {
        return minutes == null
                ? ""
                : BigDecimal.valueOf(minutes)
                        .divide(MINUTES, PLACES, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** Minutes, null for an empty text. */
    static @Nullable Integer minutes(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            BigDecimal hours = new BigDecimal(text.strip().replace(',', '.'));
            if (hours.signum() >= 0 && hours.compareTo(BigDecimal.valueOf(168)) <= 0) {
                return Math.toIntExact(WorkedTime.ofDecimal(hours));
            }
        } catch (NumberFormatException e) {
            // refused below, as what is out of range
        }
        throw new CallerMistakeException(
                "The weekly capacity is '" + text + "', but must be hours from 0 to 168, such as 32 or 37.5.");
    }
}
