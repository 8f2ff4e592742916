package io.throughline.engine.forecast;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * By how much the level to come may differ from the one that is known: 4,096 equally likely factors, ascending, so that a trial
 * draws one by twelve random bits.
 */
final class LevelSpread {

    static final int FACTORS = 4_096;
    static final int BITS = 12;

    private static final NormalDistribution NORMAL = new NormalDistribution();
    private static final double[] LOGARITHMS = logarithms();
    private static final double[] LEARNT = widened(1);

    private LevelSpread() {}

    /** @param widening of the logarithms, {@code >= 1}; more for a history that is short */
    static double[] factors(double widening) {
        return widening == 1 ? LEARNT : widened(widening);
    }

    private static double[] widened(double widening) {
        double[] factors = new double[FACTORS];
        for (int at = 0; at < FACTORS; at++) {
            factors[at] = Math.exp(widening * LOGARITHMS[at]);
        }
        return factors;
    }

    /** Quantiles of the mixture of two normal distributions, in the middle of each of as many equal parts. */
    private static double[] logarithms() {
        double[] logarithms = new double[FACTORS];
        for (int at = 0; at < FACTORS; at++) {
            double share = (at + 0.5) / FACTORS;
            double low = -6;
            double high = 6;
            for (int step = 0; step < 60; step++) {
                double middle = (low + high) / 2;
                if (below(middle) < share) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            logarithms[at] = (low + high) / 2;
        }
        return logarithms;
    }

    private static double below(double x) {
        return (1 - LearntPrior.FAR_SHARE) * NORMAL.cumulativeProbability(x / LearntPrior.NEAR_DEVIATION)
                + LearntPrior.FAR_SHARE
                        * NORMAL.cumulativeProbability((x - LearntPrior.FAR_MEAN) / LearntPrior.FAR_DEVIATION);
    }
}
