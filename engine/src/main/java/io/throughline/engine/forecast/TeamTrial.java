package io.throughline.engine.forecast;

import java.util.SplittableRandom;

/**
 * One team in one trial that does several works: what it finishes in a period is drawn once, whichever works it goes to. Used by
 * one thread, for one trial after the other.
 */
final class TeamTrial {

    private final TeamPace pace;
    private final double ahead;
    private final int limit;
    /** What is finished by the end of each period; the first entry is for now, and 0. */
    private final double[] sums;

    private int drawn;
    private double factor;
    private double credit;
    private double free;

    /**
     * @param ahead how much is taken as done of the first work
     * @param limit of periods, after which nothing is looked at
     */
    TeamTrial(TeamPace pace, double ahead, int limit) {
        this.pace = pace;
        this.ahead = ahead;
        this.limit = limit;
        this.sums = new double[limit + 1];
    }

    void begin(SplittableRandom random) {
        factor = pace.drawFactor(random);
        credit = ahead;
        drawn = 0;
        free = 0;
    }

    /**
     * Works on what comes next.
     *
     * @param start in periods from now before which it cannot begin, 0 to the limit
     * @param amount {@code >= 0}
     * @return when it is finished, in periods from now; the limit if not before
     */
    double finish(double start, double amount, SplittableRandom random) {
        double need = amount - credit;
        double begun = Math.max(start, free);
        if (need <= 0) {
            credit = -need;
            return begun;
        }
        credit = 0;
        free = reached(sumAt(begun, random) + need / factor, (int) begun, random);
        return free;
    }

    private double sumAt(double time, SplittableRandom random) {
        int whole = (int) time;
        double part = time - whole;
        draw(Math.min(limit, whole + 1), random);
        return part == 0 ? sums[whole] : sums[whole] + part * (sums[whole + 1] - sums[whole]);
    }

    private double reached(double sum, int from, SplittableRandom random) {
        for (int period = from; period < limit; period++) {
            draw(period + 1, random);
            double amount = sums[period + 1] - sums[period];
            if (sums[period + 1] >= sum && amount > 0) {
                return period + Math.max(0, sum - sums[period]) / amount;
            }
        }
        return limit;
    }

    private void draw(int periods, SplittableRandom random) {
        while (drawn < periods) {
            sums[drawn + 1] = sums[drawn] + pace.drawOne(drawn, random);
            drawn++;
        }
    }
}
