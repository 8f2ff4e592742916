package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What tools ship: single periods are drawn from the last ones, and added up. Optionally all of a trial are multiplied with one
 * log-normal factor, the simplest repair.
 *
 * @param window of past periods that are drawn from
 * @param levelDeviation of the logarithm of the factor; 0 for none
 * @param trials {@code >= 1}
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
        private double lastAmount = Double.NaN;
        private int[] lastPeriods = {};
        private int lastLength = -1;
        private double[] lastTotals = {};

        Paths(double[][] paths, double[] factors) {
            this.paths = paths;
            this.factors = factors;
        }

        @Override
        public int periodsUntil(double amount, double probability) {
            if (amount != lastAmount) {
                lastAmount = amount;
                lastPeriods = IntStream.range(0, paths.length)
                        .map(trial -> periodsUntil(amount / factors[trial] - EPSILON, paths[trial]))
                        .sorted()
                        .toArray();
            }
            int place = (int) Math.ceil(probability * lastPeriods.length) - 1;
            return lastPeriods[Math.min(lastPeriods.length - 1, place)];
        }

        private static int periodsUntil(double needed, double[] path) {
            int at = Arrays.binarySearch(path, needed);
            int first = at < 0 ? -at - 1 : at;
            while (first > 0 && path[first - 1] >= needed) {
                first--;
            }
            return first + 1;
        }

        @Override
        public double totalBelow(int periods, double probability) {
            if (periods != lastLength) {
                lastLength = periods;
                lastTotals = IntStream.range(0, paths.length)
                        .mapToDouble(trial -> paths[trial][periods - 1] * factors[trial])
                        .sorted()
                        .toArray();
            }
            double at = probability * (lastTotals.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, lastTotals.length - 1);
            return lastTotals[low] + (at - low) * (lastTotals[high] - lastTotals[low]);
        }
    }
}
