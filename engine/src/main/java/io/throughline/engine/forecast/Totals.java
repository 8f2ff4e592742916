package io.throughline.engine.forecast;

/** How much trials finished, counted by steps of about one percent, so that memory does not grow with their number. */
final class Totals {

    private static final int STEPS_PER_DOUBLING = 64;
    private static final int DOUBLINGS = 10;
    private static final int STEPS = 2 * DOUBLINGS * STEPS_PER_DOUBLING;
    private static final double LOG_2 = Math.log(2);

    private final double middle;
    private final int[] counts = new int[STEPS];
    private long nothing;
    private long trials;

    /** @param middle about what is to be expected, {@code > 0} */
    Totals(double middle) {
        this.middle = middle;
    }

    void add(double total) {
        trials++;
        if (total <= 0) {
            nothing++;
        } else {
            double step = (Math.log(total / middle) / LOG_2 + DOUBLINGS) * STEPS_PER_DOUBLING;
            counts[(int) Math.max(0, Math.min(STEPS - 1, step))]++;
        }
    }

    void addAll(Totals others) {
        for (int at = 0; at < STEPS; at++) {
            counts[at] += others.counts[at];
        }
        nothing += others.nothing;
        trials += others.trials;
    }

    /** What a share of the trials stays below. */
    double below(double share) {
        double wanted = share * trials;
        double before = nothing;
        if (wanted <= before) {
            return 0;
        }
        for (int at = 0; at < STEPS; at++) {
            if (before + counts[at] >= wanted && counts[at] > 0) {
                double step = at + (wanted - before) / counts[at];
                return middle * Math.exp((step / STEPS_PER_DOUBLING - DOUBLINGS) * LOG_2);
            }
            before += counts[at];
        }
        return middle * Math.exp(DOUBLINGS * LOG_2);
    }
}
