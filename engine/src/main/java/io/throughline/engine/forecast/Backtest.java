package io.throughline.engine.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Forecasts the past of a team from what was known before it, by rolling origin: every fourth period, for as much as the last
 * twelve periods would give in 4, 8 and 16.
 */
final class Backtest {

    static final int STEP_PERIODS = 4;
    static final int[] HORIZONS = {4, 8, 16};

    /** A case is known after three times its horizon: what is not finished by then counts as later than all that was said. */
    static final int KNOWN_AFTER = 3;

    /** Each tells for all levels at once, so that few do. */
    private static final int PATHS = 100;

    private static final double[] PROBABILITIES = {0.50, 0.75, 0.85, 0.90, 0.95};

    /**
     * A case.
     *
     * @param origin how many periods were known
     * @param knownAt when the outcome was known, in periods
     * @param weight less than 1 where cases overlap
     * @param place of the outcome among the trials: the share that was earlier
     * @param heldFrom the share of the trials from which on a percentile in whole periods held
     */
    private record Case(int origin, int knownAt, double weight, double place, double heldFrom) {}

    private final DeliveryHistory history;
    private final long seed;
    private final LevelModel level;

    Backtest(DeliveryHistory history, long seed, LevelModel level) {
        this.history = history;
        this.seed = seed;
        this.level = level;
    }

    Calibration calibration() {
        List<Case> cases = cases();
        List<Calibration.Coverage> coverage = new ArrayList<>();
        if (!cases.isEmpty()) {
            Calibration.Levels[] known =
                    cases.stream().map(each -> levelsAt(cases, each.origin())).toArray(Calibration.Levels[]::new);
            for (double probability : PROBABILITIES) {
                int raw = 0;
                int corrected = 0;
                for (int at = 0; at < known.length; at++) {
                    double heldFrom = cases.get(at).heldFrom();
                    raw += heldFrom < probability ? 1 : 0;
                    corrected += heldFrom < known[at].shareOf(probability) ? 1 : 0;
                }
                coverage.add(new Calibration.Coverage(
                        probability, (double) raw / known.length, (double) corrected / known.length));
            }
        }
        return new Calibration(coverage, cases.size(), levelsAt(cases, history.periods()));
    }

    /** With the cases whose outcome was known then. */
    private Calibration.Levels levelsAt(List<Case> cases, int period) {
        List<Case> known =
                cases.stream().filter(each -> each.knownAt() <= period).toList();
        double weight = known.stream().mapToDouble(Case::weight).sum();
        double own = weight / (weight + level.prior().weightInCases());
        return new Calibration.Levels(level.prior().held())
                .movedTo(known.stream().mapToDouble(Case::place).toArray(), own);
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int origin = LearntPrior.BASE_PERIODS; origin < history.periods(); origin += STEP_PERIODS) {
            DeliveryHistory known = history.first(origin);
            if (Forecaster.reasonAgainst(known).isEmpty()) {
                addCases(origin, known, cases);
            }
        }
        return cases;
    }

    private void addCases(int origin, DeliveryHistory known, List<Case> cases) {
        double mean = known.meanOfLast(LearntPrior.BASE_PERIODS);
        TeamPace pace = TeamPace.of(known, null, level);
        var random = new SplittableRandom(seed + origin);
        for (int horizon : HORIZONS) {
            int watched = KNOWN_AFTER * horizon;
            if (origin + watched <= history.periods()) {
                double amount = Math.max(1, Math.rint(horizon * mean));
                cases.add(at(origin, horizon, amount, known.wholeNumbers(), pace, random));
            }
        }
    }

    private Case at(
            int origin, int horizon, double amount, boolean wholeNumbers, TeamPace pace, SplittableRandom random) {
        int watched = KNOWN_AFTER * horizon;
        int finished = periodsUntil(origin, amount, watched);
        boolean late = finished > watched;
        // In the middle of the period in which it was finished; later than nearly all if it was not.
        double at = late ? 2 * watched : finished - 0.5;
        double need = wholeNumbers ? amount - Simulation.HALF_AN_ITEM : amount;
        double place = 0;
        double heldFrom = 0;
        double[] sums = new double[(int) Math.ceil(at) + 1];
        for (int path = 0; path < PATHS; path++) {
            pace.drawSums(sums, random);
            place += shareBefore(at, need, sums, pace);
            heldFrom += late ? 1 : shareBefore(finished - 1 + FinishTimes.ROUNDED_DOWN, need, sums, pace);
        }
        double weight = Math.min(1, (double) STEP_PERIODS / (HORIZONS.length * horizon / 2.0));
        return new Case(origin, origin + watched, weight, place / PATHS, heldFrom / PATHS);
    }

    /** On one path the share of the levels that finish before a time. */
    private static double shareBefore(double periods, double need, double[] sums, TeamPace pace) {
        int whole = (int) periods;
        double part = periods - whole;
        double sum = part == 0 ? sums[whole] : sums[whole] + part * (sums[whole + 1] - sums[whole]);
        return sum == 0 ? 0 : pace.shareOfFactorsFrom(need / sum);
    }

    private int periodsUntil(int origin, double amount, int watched) {
        for (int periods = 1; periods <= watched; periods++) {
            if (history.sum(origin, periods) >= amount) {
                return periods;
            }
        }
        return watched + 1;
    }
}
