package io.throughline.engine.velocity;

import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/**
 * The middle and the spread of what was finished per period, in the unit of the series. Idle periods count as 0.
 *
 * @param periods {@code >= 1}
 * @param median the mean of the two middle ones if their number is even
 * @param standardDeviation of a sample (n − 1); null for a single period
 * @param coefficientOfVariation standard deviation ÷ mean, no unit; null for a single period, or if nothing was finished
 */
public record SeriesSummary(
        int periods,
        double total,
        double mean,
        double median,
        @Nullable Double standardDeviation,
        @Nullable Double coefficientOfVariation) {

    /**
     * @param finished per period, oldest first
     * @throws IllegalArgumentException unless each is finite and {@code >= 0}
     */
    public static Finding<SeriesSummary> of(double... finished) {
        double[] amounts = Amounts.checked(finished);
        return Finding.ifEnough("periods", amounts.length, 1, () -> summary(amounts));
    }

    private static SeriesSummary summary(double[] amounts) {
        double mean = StatUtils.mean(amounts);
        Double deviation = amounts.length < 2 ? null : Math.sqrt(StatUtils.variance(amounts));
        return new SeriesSummary(
                amounts.length,
                StatUtils.sum(amounts),
                mean,
                new Median().evaluate(amounts),
                deviation,
                deviation == null || mean == 0 ? null : deviation / mean);
    }
}
