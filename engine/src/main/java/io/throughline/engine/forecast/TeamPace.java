package io.throughline.engine.forecast;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The pace of a team in the periods to come: single periods are drawn from the last half year, all of them times one factor for
 * the level, which is not known either. Immutable.
 */
final class TeamPace {

    private static final int DRAW_BITS = 16;
    private static final int DRAW_MASK = (1 << DRAW_BITS) - 1;

    private final double[] drawn;
    /** From what was finished in a drawn period to what is finished in one to come. */
    private final double[] factors;

    private final double @Nullable [] capacity;

    private TeamPace(double[] drawn, double[] factors, double @Nullable [] capacity) {
        this.drawn = drawn;
        this.factors = factors;
        this.capacity = capacity;
    }

    /**
     * @param capacity for each period to come the share of a usual one in which the team works, {@code >= 0}; those after the
     *     last are usual ones; null if all are
     */
    static TeamPace of(DeliveryHistory history, double @Nullable [] capacity) {
        double[] drawn = history.last(LearntPrior.DRAWN_PERIODS);
        double mean = history.meanOfLast(LearntPrior.DRAWN_PERIODS);
        double scale = Math.exp(logLevel(history)) / mean;
        double[] spread = LevelSpread.factors(widening(history, mean));
        double[] factors = new double[spread.length];
        for (int at = 0; at < spread.length; at++) {
            factors[at] = scale * spread[at];
        }
        return new TeamPace(drawn, factors, capacity);
    }

    /** The logarithm of what to expect of a period to come, in the middle. */
    private static double logLevel(DeliveryHistory history) {
        double base = log(history, LearntPrior.BASE_PERIODS);
        double level = base + LearntPrior.DRIFT;
        for (int at = 0; at < LearntPrior.WINDOW_PERIODS.length; at++) {
            level += LearntPrior.WINDOW_SHARES[at] * (log(history, LearntPrior.WINDOW_PERIODS[at]) - base);
        }
        return level;
    }

    /** Half an item more, so that an idle window has a logarithm, too. */
    private static double log(DeliveryHistory history, int window) {
        int periods = Math.min(window, history.periods());
        return Math.log((history.sumOfLast(window) + 0.5) / periods);
    }

    /** Fewer periods than the base tell less of the level: the variance of their mean comes on top. */
    private static double widening(DeliveryHistory history, double mean) {
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
        return Math.sqrt(1 + more / LearntPrior.VARIANCE);
    }

    /** The level of one trial, relative to the drawn periods. */
    double drawFactor(SplittableRandom random) {
        return factors[(int) (random.nextLong() >>> (Long.SIZE - LevelSpread.BITS))];
    }

    /** The middle of the factors. */
    double medianFactor() {
        return factors[factors.length / 2];
    }

    /**
     * Works until so much is finished.
     *
     * @param start in periods from now, {@code >= 0}
     * @param need {@code > 0}
     * @param factor of {@link #drawFactor}
     * @param limit of periods, whole
     * @return when it is finished, in periods from now; {@code limit} or more if not before
     */
    double finish(double start, double need, double factor, int limit, SplittableRandom random) {
        int period = (int) start;
        double begun = start - period;
        double left = need / factor;
        long bits = 0;
        int draws = 0;
        int choices = drawn.length;
        double[] shares = capacity;
        while (period < limit) {
            if (draws == 0) {
                bits = random.nextLong();
                draws = Long.SIZE / DRAW_BITS;
            }
            // A multiple instead of a remainder: no division, and an error of at most one draw in 65,536 by each
            // choice.
            double amount = drawn[(int) (((bits & DRAW_MASK) * choices) >>> DRAW_BITS)] * (1 - begun);
            bits >>>= DRAW_BITS;
            draws--;
            if (shares != null && period < shares.length) {
                amount *= shares[period];
            }
            if (amount >= left) {
                return period + begun + (1 - begun) * left / amount;
            }
            left -= amount;
            begun = 0;
            period++;
        }
        return limit;
    }

    /** What is finished in the next periods. */
    double total(int periods, double factor, SplittableRandom random) {
        double sum = 0;
        long bits = 0;
        for (int period = 0; period < periods; period++) {
            if ((period & 3) == 0) {
                bits = random.nextLong();
            }
            double amount = drawn[(int) (((bits & DRAW_MASK) * drawn.length) >>> DRAW_BITS)];
            bits >>>= DRAW_BITS;
            sum += capacity != null && period < capacity.length ? amount * capacity[period] : amount;
        }
        return sum * factor;
    }
}
