package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What tools ship: single periods are drawn from the last ones, and added up. Optionally all of a trial are multiplied with one
 * log-normal factor, the simplest repair.
 *
 * @param window of past periods that are drawn from
 * @param levelDeviation of the logarithm of the factor; 0 for none
 */
public record SimpleMonteCarlo(int window, double levelDeviation, int trials) implements ForecastMethod {

    private static final double EPSILON = 1e-9;

    @Override
    public String name() {
        return levelDeviation == 0 ? "mc" + window : "mc" + window + "_lvl" + Math.round(100 * levelDeviation);
    }

    @Override
    public Optional<Known> at(DeliveryHistory known, int mostPeriods) {
        if (known.sumOfLast(window) <= 0) {
            return Optional.empty();
        }
        var random = new SplittableRandom(1 + known.periods());
        int drawn = Math.min(window, known.periods());
        double[][] paths = new double[trials][mostPeriods];
        double[] factors = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            double sum = 0;
            for (int period = 0; period < mostPeriods; period++) {
                sum += known.finished(known.periods() - drawn + random.nextInt(drawn));
                paths[trial][period] = sum;
            }
            factors[trial] = levelDeviation == 0 ? 1 : Math.exp(levelDeviation * random.nextGaussian());
        }
        return Optional.of(new Paths(paths, factors));
    }

    private static final class Paths implements Known {

        private final double[][] paths;
        private final double[] factors;

        Paths(double[][] paths, double[] factors) {
            this.paths = paths;
            this.factors = factors;
        }

        @Override
        public int periodsUntil(double amount, double probability) {
            int[] periods = new int[paths.length];
            for (int trial = 0; trial < paths.length; trial++) {
                double needed = amount / factors[trial] - EPSILON;
                int at = Arrays.binarySearch(paths[trial], needed);
                int first = at < 0 ? -at - 1 : at;
                while (first > 0 && paths[trial][first - 1] >= needed) {
                    first--;
                }
                periods[trial] = first + 1;
            }
            Arrays.sort(periods);
            int place = (int) Math.ceil(probability * periods.length) - 1;
            return periods[Math.min(periods.length - 1, place)];
        }

        @Override
        public double totalBelow(int periods, double probability) {
            double[] totals = new double[paths.length];
            for (int trial = 0; trial < paths.length; trial++) {
                totals[trial] = paths[trial][periods - 1] * factors[trial];
            }
            Arrays.sort(totals);
            double at = probability * (totals.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, totals.length - 1);
            return totals[low] + (at - low) * (totals[high] - totals[low]);
        }
    }
}
