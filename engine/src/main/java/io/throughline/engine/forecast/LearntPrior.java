package io.throughline.engine.forecast;

/**
 * What the delivery histories of other teams teach about a team's next months. Learnt from weekly series of sixteen open-source teams
 * (2,900 weeks) by rolling origin: at each, the level of the next 4 to 48 weeks against what was known. With a few numbers each
 * learnt from all teams, those of one team matter little; {@code docs/forecasts.md} has the figures for teams left out.
 */
final class LearntPrior {

    /** Of the history, in periods, from which the single periods of a trial are drawn. */
    static final int DRAWN_PERIODS = 26;

    /** The window on which the level is based. */
    static final int BASE_PERIODS = 12;

    /**
     * How much of the difference (in logarithms) between the level of a window and that of the base is taken on. Short windows
     * chase noise and long ones miss change; teams drift, and return half of the way.
     */
    static final int[] WINDOW_PERIODS = {4, 26, 52, Integer.MAX_VALUE};

    static final double[] WINDOW_SHARES = {0.12, 0.30, 0.22, 0.06};

    /** Teams get a little slower more often than faster, in logarithms. */
    static final double DRIFT = -0.02;

    /**
     * How far the level to come is from the one that is known, in logarithms: mostly near, at times (people leave, a holiday,
     * another project) far, and then rather below.
     */
    static final double NEAR_DEVIATION = 0.22;

    static final double FAR_SHARE = 0.20;
    static final double FAR_MEAN = -0.30;
    static final double FAR_DEVIATION = 0.60;

    /** Variance of the mixture above, for widening it where the history is short. */
    static final double VARIANCE = variance();

    /** Nominal probabilities, and the ones of the simulation that held as often as those say. */
    static final double[] NOMINAL = {0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 1};

    static final double[] HELD = {0, 0.035, 0.078, 0.215, 0.475, 0.738, 0.846, 0.900, 0.951, 1};

    /** As many cases of a team's own history as weigh as much as all that was learnt from others. */
    static final double CASES = 100;

    private LearntPrior() {}

    private static double variance() {
        double mean = FAR_SHARE * FAR_MEAN;
        double squares = (1 - FAR_SHARE) * NEAR_DEVIATION * NEAR_DEVIATION
                + FAR_SHARE * (FAR_DEVIATION * FAR_DEVIATION + FAR_MEAN * FAR_MEAN);
        return squares - mean * mean;
    }
}
