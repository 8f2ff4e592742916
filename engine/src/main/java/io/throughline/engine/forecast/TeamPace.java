package io.throughline.engine.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The pace of a team in the periods to come: single periods are drawn from the last half year, all of them times one factor for
 * the level, which is not known either. Immutable.
 */
final class TeamPace {

    private static final int DRAW_BITS = 16;
    private static final int DRAW_MASK = (1 << DRAW_BITS) - 1;
    private static final int DRAWS_PER_LONG = Long.SIZE / DRAW_BITS;

    private final double[] drawn;
    /** From what was finished in a drawn period to what is finished in one to come: equally likely, ascending. */
    private final double[] factors;

    private final double @Nullable [] capacity;

    private TeamPace(double[] drawn, double[] factors, double @Nullable [] capacity) {
        this.drawn = drawn;
        this.factors = factors;
        this.capacity = capacity;
    }

    /**
     * @param history with anything finished in the periods that are drawn
     * @param capacity for each period to come the share of a usual one in which the team works, {@code >= 0}; those after the
     *     last are usual ones; null if all are
     */
    static TeamPace of(DeliveryHistory history, double @Nullable [] capacity, LevelModel level) {
        return new TeamPace(history.last(LearntPrior.DRAWN_PERIODS), level.factors(history), capacity);
    }

    /** The level of one trial, relative to the drawn periods. */
    double drawFactor(SplittableRandom random) {
        return factors[(int) (random.nextLong() >>> (Long.SIZE - LevelModel.FACTOR_BITS))];
    }

    /** What a usual period gives, in the middle. */
    double medianPerPeriod() {
        return factors[factors.length / 2] * Arrays.stream(drawn).average().orElse(0);
    }

    /**
     * Works until so much is finished, and does nothing else.
     *
     * @param need {@code > 0}
     * @param factor of {@link #drawFactor}
     * @param limit of periods, whole
     * @return when it is finished, in periods from now; {@code limit} if not before
     */
    double finish(double need, double factor, int limit, SplittableRandom random) {
        double left = need / factor;
        long bits = 0;
        for (int period = 0; period < limit; period++) {
            if (period % DRAWS_PER_LONG == 0) {
                bits = random.nextLong();
            }
            double amount = drawnBy(bits) * capacity(period);
            bits >>>= DRAW_BITS;
            if (amount >= left) {
                return period + left / amount;
            }
            left -= amount;
        }
        return limit;
    }

    /** The share of a usual period in which the team works. */
    private double capacity(int period) {
        return capacity != null && period < capacity.length ? capacity[period] : 1;
    }

    /** Which part of the factors is at least so large. */
    double shareOfFactorsFrom(double least) {
        int at = Arrays.binarySearch(factors, least);
        return (double) (factors.length - (at < 0 ? -at - 1 : at)) / factors.length;
    }

    /** What is finished by the end of each of the next usual periods if the factor is 1. The first entry is for now, and 0. */
    void drawSums(double[] sums, SplittableRandom random) {
        long bits = 0;
        for (int period = 0; period < sums.length - 1; period++) {
            if (period % DRAWS_PER_LONG == 0) {
                bits = random.nextLong();
            }
            sums[period + 1] = sums[period] + drawnBy(bits);
            bits >>>= DRAW_BITS;
        }
    }

    /** What is finished in a period if the factor is 1. */
    double drawOne(int period, SplittableRandom random) {
        return drawnBy(random.nextLong()) * capacity(period);
    }

    /** By the lowest bits. A multiple instead of a remainder: no division, and at most one draw in 65,536 is another one. */
    private double drawnBy(long bits) {
        return drawn[(int) (((bits & DRAW_MASK) * drawn.length) >>> DRAW_BITS)];
    }

    /** What is finished in the next periods. */
    double total(int periods, double factor, SplittableRandom random) {
        double sum = 0;
        long bits = 0;
        for (int period = 0; period < periods; period++) {
            if (period % DRAWS_PER_LONG == 0) {
                bits = random.nextLong();
            }
            double amount = drawnBy(bits);
            bits >>>= DRAW_BITS;
            sum += amount * capacity(period);
        }
        return sum * factor;
    }
}
