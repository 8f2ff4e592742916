package io.throughline.engine.forecast;

import java.util.List;

/**
 * What the delivery histories of other teams teach about a team's next months. Learnt from weekly series of sixteen open-source teams
 * (2,900 weeks) by rolling origin: at each, the level of the next 4 to 48 weeks against what was known. A few numbers that are
 * learnt from all teams owe little to each; {@code docs/forecasts.md} has the figures for teams left out, and says how to learn
 * them again.
 *
 * @param windowShares how much of the difference (in logarithms) between the level of each of {@link #WINDOW_PERIODS} and that of
 *     the base is taken on: short windows chase noise and long ones miss change; teams drift, and return half of the way
 * @param drift in logarithms; teams get a little slower more often than faster
 * @param nearDeviation how far the level to come is from the one that is known, in logarithms: mostly near …
 * @param farShare … and at times (people leave, a holiday, another project) far, and then rather below:
 * @param farMean in logarithms
 * @param farDeviation in logarithms
 * @param held for each of {@link #NOMINAL} the probability of the simulation that held as often as that says
 * @param weightInCases as many cases of a team's own history weigh as much as {@code held}
 */
record LearntPrior(
        List<Double> windowShares,
        double drift,
        double nearDeviation,
        double farShare,
        double farMean,
        double farDeviation,
        List<Double> held,
        double weightInCases) {

    /** Of the history, in periods, from which the single periods of a trial are drawn. */
    static final int DRAWN_PERIODS = 26;

    /** The window on which the level is based. */
    static final int BASE_PERIODS = 12;

    /** The other windows that tell of the level; the last is all of the history. */
    static final List<Integer> WINDOW_PERIODS = List.of(4, 26, 52, Integer.MAX_VALUE);

    static final List<Double> NOMINAL = List.of(0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 1.0);

    static final LearntPrior LEARNT = new LearntPrior(
            List.of(0.12, 0.30, 0.22, 0.06),
            -0.02,
            0.22,
            0.20,
            -0.30,
            0.60,
            List.of(0.0, 0.035, 0.078, 0.215, 0.475, 0.738, 0.846, 0.900, 0.951, 1.0),
            200);

    LearntPrior {
        windowShares = List.copyOf(windowShares);
        held = List.copyOf(held);
        if (windowShares.size() != WINDOW_PERIODS.size() || held.size() != NOMINAL.size()) {
            throw new IllegalArgumentException("A prior has " + WINDOW_PERIODS.size() + " window shares and "
                    + NOMINAL.size() + " levels, but these are " + windowShares.size() + " and " + held.size() + ".");
        }
    }

    /** Of how far the level to come is from the one that is known. */
    double variance() {
        double mean = farShare * farMean;
        double squares = (1 - farShare) * nearDeviation * nearDeviation
                + farShare * (farDeviation * farDeviation + farMean * farMean);
        return squares - mean * mean;
    }
}
