package io.throughline.engine.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts the past of a team from what was known before it, by rolling origin: every fourth period, for as much as the last
 * twelve periods would give in 4, 8 and 16.
 */
final class Backtest {

    static final int STEP_PERIODS = 4;
    static final int[] HORIZONS = {4, 8, 16};

    /** A case is known after three times its horizon: what is not finished by then counts as later than all that was said. */
    static final int KNOWN_AFTER = 3;

    private static final int TRIALS = 500;
    private static final double[] PROBABILITIES = {0.50, 0.75, 0.85, 0.90, 0.95};

    /** A case: at which origin, when its outcome is known, and where it lies among the trials. */
    private record Case(int origin, int knownAt, double weight, double place) {}

    private final DeliveryHistory history;
    private final long seed;

    Backtest(DeliveryHistory history, long seed) {
        this.history = history;
        this.seed = seed;
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
                    double place = cases.get(at).place();
                    raw += place <= probability ? 1 : 0;
                    corrected += place <= known[at].shareOf(probability) ? 1 : 0;
                }
                coverage.add(new Calibration.Coverage(
                        probability, (double) raw / known.length, (double) corrected / known.length));
            }
        }
        return new Calibration(coverage, cases.size(), levelsAt(cases, history.periods()));
    }

    /** With the cases whose outcome was known then. */
    private static Calibration.Levels levelsAt(List<Case> cases, int period) {
        List<Case> known =
                cases.stream().filter(each -> each.knownAt() <= period).toList();
        double weight = known.stream().mapToDouble(Case::weight).sum();
        return Calibration.Levels.LEARNT.movedTo(
                known.stream().mapToDouble(Case::place).toArray(), weight);
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int origin = LearntPrior.BASE_PERIODS; origin < history.periods(); origin += STEP_PERIODS) {
            DeliveryHistory known = history.first(origin);
            if (Forecaster.reasonAgainst(known).isPresent()) {
                continue;
            }
            for (int horizon : HORIZONS) {
                if (origin + KNOWN_AFTER * horizon <= history.periods()) {
                    cases.add(at(origin, known, horizon));
                }
            }
        }
        return cases;
    }

    private Case at(int origin, DeliveryHistory known, int horizon) {
        double amount = Math.max(1, Math.rint(horizon * known.meanOfLast(LearntPrior.BASE_PERIODS)));
        int watched = KNOWN_AFTER * horizon;
        int finished = periodsUntil(origin, amount, watched);
        FinishTimes times = new Simulation(WorkPlan.of(known, amount)).finishTimes(TRIALS, seed + origin, 2 * watched);
        // In the middle of the period in which it was finished; later than all of them if it was not.
        double place = finished > watched ? times.shareBefore(2 * watched) : times.shareBefore(finished - 0.5);
        return new Case(
                origin,
                origin + watched,
                Math.min(1, (double) STEP_PERIODS / (HORIZONS.length * horizon / 2.0)),
                place);
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
