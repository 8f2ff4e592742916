package io.throughline.engine.forecast;

/**
 * When trials finished, counted by sixteenths of a period, so that memory does not grow with their number. Not safe for
 * concurrent use while it is filled.
 */
final class FinishTimes {

    private static final int PARTS = 16;

    /**
     * A finish in the first quarter of a period is counted to the one before. Without that a whole period that is named with a
     * probability would hold more often than it says, by half of what one period is worth.
     */
    static final double ROUNDED_DOWN = 0.25;

    private final int limit;
    private final int[] counts;
    private long trials;

    /** @param limit whole periods; what is not finished before is counted as never */
    FinishTimes(int limit) {
        this.limit = limit;
        this.counts = new int[limit * PARTS + 1];
    }

    /** @param periods from now */
    void add(double periods) {
        counts[periods >= limit ? limit * PARTS : (int) (periods * PARTS)]++;
        trials++;
    }

    void addAll(FinishTimes others) {
        for (int at = 0; at < counts.length; at++) {
            counts[at] += others.counts[at];
        }
        trials += others.trials;
    }

    long trials() {
        return trials;
    }

    int limit() {
        return limit;
    }

    /**
     * The number of whole periods within which so large a share of the trials finished, at least 1.
     *
     * @param share 0 to 1
     * @return {@link #limit} + 1 if so many did not finish
     */
    int periodsOf(double share) {
        double time = timeOf(share);
        return time >= limit ? limit + 1 : Math.max(1, (int) Math.ceil(time - ROUNDED_DOWN));
    }

    private double timeOf(double share) {
        double wanted = share * trials;
        long before = 0;
        for (int at = 0; at < counts.length - 1; at++) {
            if (before + counts[at] >= wanted && counts[at] > 0) {
                return (at + Math.max(0, wanted - before) / counts[at]) / PARTS;
            }
            before += counts[at];
        }
        return limit;
    }

    /** The share of trials that finished within so many whole periods, as {@link #periodsOf} counts. */
    double shareWithin(double periods) {
        return shareBefore(periods + ROUNDED_DOWN);
    }

    /** The share of trials that finished before a time. */
    double shareBefore(double periods) {
        double end = Math.max(0, periods) * PARTS;
        int whole = (int) Math.min(end, counts.length - 1);
        double sum = 0;
        for (int at = 0; at < whole; at++) {
            sum += counts[at];
        }
        if (whole < counts.length - 1) {
            sum += counts[whole] * (end - whole);
        }
        return sum / trials;
    }

    /** The share of trials that never finished. */
    double shareNever() {
        return (double) counts[counts.length - 1] / trials;
    }
}
