package io.throughline.engine.forecast;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a team's level will be in the periods to come: what its history says in the middle, and how far that may be off, as
 * 4,096 equally likely factors, so that a trial draws one by twelve random bits. Immutable.
 */
final class LevelModel {

    static final int FACTOR_BITS = 12;

    private static final int FACTORS = 1 << FACTOR_BITS;
    private static final double WIDEST_LOGARITHM = 6;
    private static final double STEP = 1 / 1_024.0;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    static final LevelModel LEARNT = new LevelModel(LearntPrior.LEARNT);

    private final LearntPrior prior;
    /** Quantiles in the middle of each of as many equal parts, ascending. */
    private final double[] logarithms;
    /** Powers of those. */
    private final double[] spread;

    LevelModel(LearntPrior prior) {
        this.prior = prior;
        this.logarithms = quantiles(prior);
        this.spread = Arrays.stream(logarithms).map(Math::exp).toArray();
    }

    LearntPrior prior() {
        return prior;
    }

    /**
     * What to multiply with what was finished in one of the periods that are drawn: equally likely, ascending.
     *
     * @param history with anything finished in the last {@link LearntPrior#DRAWN_PERIODS}
     */
    double[] factors(DeliveryHistory history) {
        double mean = history.meanOfLast(LearntPrior.DRAWN_PERIODS);
        double scale = Math.exp(logLevel(history)) / mean;
        double widening = widening(history, mean);
        double[] factors = new double[FACTORS];
        for (int at = 0; at < FACTORS; at++) {
            factors[at] = scale * (widening == 1 ? spread[at] : Math.exp(widening * logarithms[at]));
        }
        return factors;
    }

    /** The logarithm of what to expect of a period to come, in the middle. */
    private double logLevel(DeliveryHistory history) {
        double base = log(history, LearntPrior.BASE_PERIODS);
        double level = base + prior.drift();
        for (int at = 0; at < LearntPrior.WINDOW_PERIODS.size(); at++) {
            level += prior.windowShares().get(at) * (log(history, LearntPrior.WINDOW_PERIODS.get(at)) - base);
        }
        return level;
    }

    /** Half an item more, so that an idle window has a logarithm, too. */
    private static double log(DeliveryHistory history, int window) {
        int periods = Math.min(window, history.periods());
        return Math.log((history.sumOfLast(window) + 0.5) / periods);
    }

    /** Fewer periods than the base tell less of the level: the variance of their mean comes on top. */
    private double widening(DeliveryHistory history, double mean) {
        int periods = history.periods();
        if (periods >= LearntPrior.BASE_PERIODS) {
            return 1;
        }
        double squares = 0;
        for (double finished : history.last(periods)) {
            squares += (finished - mean) * (finished - mean);
        }
        double relativeVariance = periods < 2 ? 1 : squares / (periods - 1) / (mean * mean);
        double more = relativeVariance * (1.0 / periods - 1.0 / LearntPrior.BASE_PERIODS);
        return Math.sqrt(1 + more / prior.variance());
    }

    /** Of the mixture of two normal distributions, in straight lines between points that lie close. */
    private static double[] quantiles(LearntPrior prior) {
        double[] logarithms = new double[FACTORS];
        double x = -WIDEST_LOGARITHM;
        double below = below(prior, x);
        int at = 0;
        while (at < FACTORS) {
            double next = x + STEP;
            double belowNext = next >= WIDEST_LOGARITHM ? 1 : below(prior, next);
            while (at < FACTORS && belowNext > (at + 0.5) / FACTORS) {
                logarithms[at] = x + STEP * Math.max(0, (at + 0.5) / FACTORS - below) / (belowNext - below);
                at++;
            }
            x = next;
            below = belowNext;
        }
        return logarithms;
    }

    private static double below(LearntPrior prior, double x) {
        return (1 - prior.farShare()) * NORMAL.cumulativeProbability(x / prior.nearDeviation())
                + prior.farShare() * NORMAL.cumulativeProbability((x - prior.farMean()) / prior.farDeviation());
    }
}
