package io.throughline.engine.forecast;

import java.util.Arrays;

/**
 * How much a team finished in each past period, oldest first: items or points, in periods of equal length (weeks, sprints). A
 * period in which nothing was finished counts as 0; leaving it out would make every forecast too early (Vacanti, <i>When Will It
 * Be Done?</i>, 2018).
 */
public final class DeliveryHistory {

    private final double[] finished;
    /** At {@code n} what was finished in the first {@code n} periods. */
    private final double[] sums;
    /** How many of the periods are seen: those after it are the future of a backtest. */
    private final int periods;

    /** The first of all periods in which the amount is not whole. */
    private final int firstFraction;

    private DeliveryHistory(double[] finished, double[] sums, int periods, int firstFraction) {
        this.finished = finished;
        this.sums = sums;
        this.periods = periods;
        this.firstFraction = firstFraction;
    }

    /**
     * @param finished each finite and {@code >= 0}; may be empty
     * @throws IllegalArgumentException if a number is not
     */
    public static DeliveryHistory of(double... finished) {
        double[] sums = new double[finished.length + 1];
        int firstFraction = finished.length;
        for (int at = 0; at < finished.length; at++) {
            double amount = finished[at];
            if (!(amount >= 0) || Double.isInfinite(amount)) { // also refuses NaN
                throw new IllegalArgumentException("What was finished in period " + (at + 1) + " is " + amount
                        + "; it must be a number of 0 or more.");
            }
            if (amount != Math.rint(amount)) {
                firstFraction = Math.min(firstFraction, at);
            }
            sums[at + 1] = sums[at] + amount;
        }
        return new DeliveryHistory(finished.clone(), sums, finished.length, firstFraction);
    }

    public int periods() {
        return periods;
    }

    /** @param period from 0, the oldest */
    public double finished(int period) {
        if (period >= periods) {
            throw new IndexOutOfBoundsException("Period " + period + " of " + periods + ".");
        }
        return finished[period];
    }

    /** What was known after the first {@code count} periods. */
    public DeliveryHistory first(int count) {
        if (count < 0 || count > periods) {
            throw new IndexOutOfBoundsException("The first " + count + " of " + periods + " periods.");
        }
        return new DeliveryHistory(finished, sums, count, firstFraction);
    }

    /** Finished in the last {@code count} periods, or in all if there are fewer. */
    public double sumOfLast(int count) {
        return sums[periods] - sums[periods - Math.min(count, periods)];
    }

    /** Per period, over the last {@code count}, or over all if there are fewer; NaN if there is none. */
    public double meanOfLast(int count) {
        return sumOfLast(count) / Math.min(count, periods);
    }

    /** From {@code from} on, {@code count} periods. */
    double sum(int from, int count) {
        return sums[from + count] - sums[from];
    }

    double[] last(int count) {
        return Arrays.copyOfRange(finished, periods - Math.min(count, periods), periods);
    }

    /** Of the last {@code count} periods, those in which anything was finished. */
    public int activeOfLast(int count) {
        int active = 0;
        for (int at = periods - Math.min(count, periods); at < periods; at++) {
            active += finished[at] > 0 ? 1 : 0;
        }
        return active;
    }

    /** Whether all amounts are whole, as counts of items are. */
    public boolean wholeNumbers() {
        return firstFraction >= periods;
    }
}
