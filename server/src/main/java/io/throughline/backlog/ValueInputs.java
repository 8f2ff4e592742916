package io.throughline.backlog;

import org.jspecify.annotations.Nullable;

/**
 * What a product manager said of the worth of an item; each part may be unknown.
 *
 * @param businessValue relative points, {@code >= 0}
 * @param timeCriticality relative points, {@code >= 0}
 * @param riskReduction relative points, {@code >= 0}
 * @param opportunityEnablement relative points, {@code >= 0}
 * @param costOfDelayPerWeek money per week in the workspace's currency, {@code >= 0}
 * @param urgency how the cost grows with time
 */
public record ValueInputs(
        @Nullable Double businessValue,
        @Nullable Double timeCriticality,
        @Nullable Double riskReduction,
        @Nullable Double opportunityEnablement,
        @Nullable Double costOfDelayPerWeek,
        @Nullable Urgency urgency) {

    public static final ValueInputs UNKNOWN = new ValueInputs(null, null, null, null, null, null);

    public ValueInputs {
        requireNotNegative("businessValue", businessValue);
        requireNotNegative("timeCriticality", timeCriticality);
        requireNotNegative("riskReduction", riskReduction);
        requireNotNegative("opportunityEnablement", opportunityEnablement);
        requireNotNegative("costOfDelayPerWeek", costOfDelayPerWeek);
    }

    private static void requireNotNegative(String name, @Nullable Double value) {
        if (value != null && !(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be a finite number >= 0, but was " + value + ".");
        }
    }
}
