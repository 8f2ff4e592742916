package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a method at every few periods of a history, from period 12 on, what it would have said from what was known then, and
 * compares: <em>when</em> will k times the mean of the last twelve periods be done (k = 4, 8, 16, as far as 3 k periods are
 * left to look at), and <em>how much</em> will be done in 4, 8 and 16 periods. What is not finished in the history counts as
 * missed by every percentile, and is charged in the loss as finished after 6 k + 26 periods.
 */
public final class RollingOrigin {

    public static final List<Integer> HORIZONS = List.of(4, 8, 16);
    public static final List<Double> PERCENTILES = List.of(0.50, 0.75, 0.85, 0.90, 0.95);
    public static final List<Double> LOSS_PERCENTILES = List.of(0.05, 0.10, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95);

    private static final int BASE = 12;
    private static final double EPSILON = 1e-9;

    private RollingOrigin() {}

    /**
     * One answer, compared.
     *
     * @param horizon k, or periods
     * @param held whether each of {@link #PERCENTILES} held; all false if the method refused
     * @param refused whether the method said that it cannot tell
     * @param loss mean pinball loss over {@link #LOSS_PERCENTILES}, in multiples of k, or of the mean of the series times
     *     the periods
     * @param medianError absolute, in the same multiples
     * @param p85 in multiples of k; NaN for amounts
     */
    public record Case(int horizon, List<Boolean> held, boolean refused, double loss, double medianError, double p85) {
        public Case {
            held = List.copyOf(held);
        }
    }

    /** What came of both questions. */
    public record Result(List<Case> when, List<Case> howMuch) {
        public Result {
            when = List.copyOf(when);
            howMuch = List.copyOf(howMuch);
        }
    }

    /** @param step periods between origins, {@code >= 1} */
    public static Result of(double[] finished, int step, ForecastMethod method) {
        DeliveryHistory history = DeliveryHistory.of(finished);
        double mean = history.periods() == 0 ? 0 : history.meanOfLast(history.periods());
        List<Case> when = new ArrayList<>();
        List<Case> howMuch = new ArrayList<>();
        for (int origin = BASE; origin <= finished.length - HORIZONS.getFirst(); origin += step) {
            DeliveryHistory known = history.first(origin);
            double base = known.meanOfLast(BASE);
            if (base > 0) {
                int left = finished.length - origin;
                int most = 6 * HORIZONS.getLast() + 26;
                Optional<ForecastMethod.Known> answers = method.at(known, most);
                for (int k : HORIZONS) {
                    if (3 * k <= left) {
                        when.add(when(finished, origin, k, Math.max(1, Math.rint(k * base)), answers));
                    }
                    if (k <= left) {
                        howMuch.add(howMuch(finished, origin, k, mean * k, answers));
                    }
                }
            }
        }
        return new Result(when, howMuch);
    }

    private static Case when(
            double[] finished, int origin, int k, double amount, Optional<ForecastMethod.Known> answers) {
        int charged = 6 * k + 26;
        int actual = periodsUntil(finished, origin, amount);
        boolean unfinished = actual > finished.length - origin;
        if (answers.isEmpty()) {
            return refused(k);
        }
        ForecastMethod.Known known = answers.get();
        List<Boolean> held = PERCENTILES.stream()
                .map(p -> !unfinished && actual <= known.periodsUntil(amount, p))
                .toList();
        int outcome = Math.min(unfinished ? charged : actual, charged);
        double loss = LOSS_PERCENTILES.stream()
                .mapToDouble(p -> pinball(Math.min(charged, known.periodsUntil(amount, p)), outcome, p))
                .average()
                .orElseThrow();
        return new Case(
                k,
                held,
                false,
                loss / k,
                Math.abs(Math.min(charged, known.periodsUntil(amount, 0.5)) - outcome) / (double) k,
                (double) Math.min(charged, known.periodsUntil(amount, 0.85)) / k);
    }

    private static int periodsUntil(double[] finished, int origin, double amount) {
        double sum = 0;
        for (int at = origin; at < finished.length; at++) {
            sum += finished[at];
            if (sum >= amount - EPSILON) {
                return at - origin + 1;
            }
        }
        return finished.length - origin + 1;
    }

    private static Case howMuch(
            double[] finished, int origin, int periods, double scale, Optional<ForecastMethod.Known> answers) {
        if (answers.isEmpty()) {
            return refused(periods);
        }
        double actual = 0;
        for (int at = origin; at < origin + periods; at++) {
            actual += finished[at];
        }
        double done = actual;
        ForecastMethod.Known known = answers.get();
        List<Boolean> held = PERCENTILES.stream()
                .map(p -> done >= known.totalBelow(periods, 1 - p) - EPSILON)
                .toList();
        double loss = LOSS_PERCENTILES.stream()
                .mapToDouble(p -> pinball(known.totalBelow(periods, p), done, p))
                .average()
                .orElseThrow();
        return new Case(
                periods,
                held,
                false,
                loss / scale,
                Math.abs(known.totalBelow(periods, 0.5) - done) / scale,
                Double.NaN);
    }

    private static Case refused(int horizon) {
        return new Case(
                horizon, PERCENTILES.stream().map(p -> false).toList(), true, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Koenker and Bassett (1978): what a percentile costs that was wrong. */
    private static double pinball(double said, double happened, double probability) {
        return Math.max(probability * (happened - said), (probability - 1) * (happened - said));
    }
}
