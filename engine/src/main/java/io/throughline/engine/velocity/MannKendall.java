package io.throughline.engine.velocity;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The test of Mann (1945) and Kendall (<i>Rank Correlation Methods</i>, 1975) for a trend. Up to {@value #MOST_EXACT} periods the
 * distribution under chance is counted out, with ties as they are; above, it is approximated by a normal one with the variance
 * corrected for ties, and corrected for continuity, as in Gilbert, <i>Statistical Methods for Environmental Pollution
 * Monitoring</i> (1987), ch. 16. Periods are taken as independent.
 *
 * @param score S: pairs that rise less pairs that fall
 * @param pairs that differ
 * @param variance of S under chance, corrected for ties
 */
record MannKendall(long score, long pairs, double variance, double pValue, boolean exact) {

    /** Gilbert gives exact tables up to here. */
    static final int MOST_EXACT = 10;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    static MannKendall of(double[] values) {
        int count = values.length;
        long score = 0;
        long pairs = 0;
        for (int later = 1; later < count; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                int sign = Double.compare(values[later], values[earlier]);
                score += sign;
                pairs += Math.abs(sign);
            }
        }
        int[] ties = ties(values);
        double variance = varianceTerm(count);
        for (int tie : ties) {
            variance -= varianceTerm(tie);
        }
        boolean exact = count <= MOST_EXACT;
        double pValue = pairs == 0 ? 1 : exact ? exactP(score, pairs, ties) : normalP(score, variance);
        return new MannKendall(score, pairs, variance, pValue, exact);
    }

    double tau() {
        return pairs == 0 ? 0 : (double) score / pairs;
    }

    private static double varianceTerm(double count) {
        return count * (count - 1) * (2 * count + 5) / 18;
    }

    /** How often each value occurs. */
    private static int[] ties(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] ties = new int[sorted.length];
        int groups = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (at > 0 && sorted[at] != sorted[at - 1]) {
                groups++;
            }
            ties[groups]++;
        }
        return Arrays.stream(ties).filter(tie -> tie > 0).toArray();
    }

    private static double normalP(long score, double variance) {
        double z = Math.max(0, Math.abs(score) - 1) / Math.sqrt(variance);
        return Math.min(1, 2 * NORMAL.cumulativeProbability(-z));
    }

    /** Pairs that fall are inversions: S = pairs − 2 × inversions. */
    private static double exactP(long score, long pairs, int[] ties) {
        double[] orders = ordersByInversions(ties);
        double all = 0;
        double asFar = 0;
        for (int inversions = 0; inversions < orders.length; inversions++) {
            all += orders[inversions];
            if (Math.abs(pairs - 2L * inversions) >= Math.abs(score)) {
                asFar += orders[inversions];
            }
        }
        return asFar / all;
    }

    /**
     * How many orders of values with ties have so many inversions: the coefficients of the q-multinomial (MacMahon, 1916), group
     * by group, as products and quotients of 1 − q^n.
     */
    private static double[] ordersByInversions(int[] ties) {
        int most = Arrays.stream(ties).sum();
        double[] orders = new double[most * (most - 1) / 2 + 1];
        orders[0] = 1;
        int before = 0;
        for (int tie : ties) {
            for (int at = 1; at <= tie; at++) {
                times(orders, before + at);
                dividedBy(orders, at);
            }
            before += tie;
        }
        return orders;
    }

    private static void times(double[] coefficients, int power) {
        for (int at = coefficients.length - 1; at >= power; at--) {
            coefficients[at] -= coefficients[at - power];
        }
    }

    private static void dividedBy(double[] coefficients, int power) {
        for (int at = power; at < coefficients.length; at++) {
            coefficients[at] += coefficients[at - power];
        }
    }
}
