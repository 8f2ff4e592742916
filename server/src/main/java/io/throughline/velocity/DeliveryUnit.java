package io.throughline.velocity;

import io.throughline.problem.CallerMistakeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In what deliveries are counted. */
public enum DeliveryUnit {
    ITEMS,
    /** The sizes of items as they are today; exports keep no former ones. */
    POINTS,
    /** Logged time; of work to come, the estimates. */
    HOURS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param name as a caller writes it; null for items
     * @throws CallerMistakeException if it names none
     */
    public static DeliveryUnit parse(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return ITEMS;
        }
        for (DeliveryUnit unit : values()) {
            if (unit.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return unit;
            }
        }
        throw new CallerMistakeException("unit is '" + name + "', but must be items, points or hours.");
    }
}
