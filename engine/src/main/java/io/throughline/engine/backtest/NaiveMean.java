package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.Optional;

/**
 * What people do on paper: what remains divided by the mean of the last periods, for every probability alike.
 *
 * @param window of past periods
 */
public record NaiveMean(int window) implements ForecastMethod {

    private static final double EPSILON = 1e-9;

    @Override
    public String name() {
        return "naive" + window;
    }

    @Override
    public Optional<Known> at(DeliveryHistory known, int mostPeriods) {
        double mean = known.meanOfLast(window);
        return mean > 0 ? Optional.of(new Quotient(mean)) : Optional.empty();
    }

    private record Quotient(double mean) implements Known {
        @Override
        public int periodsUntil(double amount, double probability) {
            return (int) Math.ceil(amount / mean - EPSILON);
        }

        @Override
        public double totalBelow(int periods, double probability) {
            return mean * periods;
        }
    }
}
