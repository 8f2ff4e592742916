package io.throughline.engine.velocity;

import org.hipparchus.stat.descriptive.rank.Median;

/**
 * Where a series goes: the median of the slopes of all pairs of periods (Sen, <i>Estimates of the Regression Coefficient Based on
 * Kendall's Tau</i>, 1968, after Theil, 1950), which single odd periods do not move, and how likely such an order of the
 * periods is by chance (Mann–Kendall, {@link MannKendall}).
 *
 * @param slopePerPeriod in the unit of the series per period
 * @param tau Kendall's, −1 to 1: how consistently it rises (1) or falls (−1); pairs that are equal count for neither
 * @param pValue two-sided, above 0, at most 1
 * @param exact whether the p-value is exact, as for {@value MannKendall#MOST_EXACT} periods and fewer; else it is that of the
 *     normal approximation
 */
public record Trend(double slopePerPeriod, double tau, double pValue, boolean exact) {

    /** With fewer, no order of the periods is rare enough. */
    public static final int LEAST_PERIODS = 5;

    /** A trend is called one if chance alone shows such an order in fewer than one of twenty series. */
    public static final double LEVEL = 0.05;

    /**
     * @param finished per period, oldest first
     * @throws IllegalArgumentException unless each is finite and {@code >= 0}
     */
    public static Finding<Trend> of(double... finished) {
        double[] amounts = Amounts.checked(finished);
        return Finding.ifEnough("periods", amounts.length, LEAST_PERIODS, () -> {
            MannKendall order = MannKendall.of(amounts);
            return new Trend(slope(amounts), order.tau(), order.pValue(), order.exact());
        });
    }

    public boolean isSignificant() {
        return pValue < LEVEL;
    }

    private static double slope(double[] amounts) {
        int count = amounts.length;
        double[] slopes = new double[count * (count - 1) / 2];
        int pair = 0;
        for (int later = 1; later < count; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[pair++] = (amounts[later] - amounts[earlier]) / (later - earlier);
            }
        }
        return new Median().evaluate(slopes);
    }
}
