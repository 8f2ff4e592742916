package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import io.throughline.engine.forecast.FinishForecast;
import io.throughline.engine.forecast.ForecastOutcome;
import io.throughline.engine.forecast.Forecaster;
import io.throughline.engine.forecast.TotalForecast;
import io.throughline.engine.forecast.TotalOutcome;
import io.throughline.engine.forecast.WorkPlan;
import java.util.List;
import java.util.Optional;

/** The forecasts of this engine, each from what was known at the origin alone. */
public record OwnMethod(int trials, long seed) implements ForecastMethod {

    @Override
    public String name() {
        return "throughline";
    }

    @Override
    public Optional<Known> at(DeliveryHistory known, int mostPeriods) {
        return Forecaster.reasonAgainst(known).isPresent() ? Optional.empty() : Optional.of(new Answers(known));
    }

    private final class Answers implements Known {

        private static final int NEVER = 100_000;

        private final DeliveryHistory known;
        private double lastAmount = Double.NaN;
        private Optional<FinishForecast> lastFinish = Optional.empty();
        private int lastPeriods = -1;
        private Optional<TotalForecast> lastTotal = Optional.empty();

        Answers(DeliveryHistory known) {
            this.known = known;
        }

        @Override
        public int periodsUntil(double amount, double probability) {
            if (amount != lastAmount) {
                lastAmount = amount;
                lastFinish = switch (Forecaster.finish(WorkPlan.of(known, amount), trials, seed)) {
                    case ForecastOutcome.Forecast forecast -> Optional.of(forecast.finish());
                    case ForecastOutcome.CannotForecast cannot -> Optional.empty();
                    case ForecastOutcome.AlreadyDone done -> Optional.empty();
                };
            }
            return lastFinish
                    .map(finish -> finish.periods(probability).orElse(NEVER))
                    .orElse(NEVER);
        }

        @Override
        public double totalBelow(int periods, double probability) {
            if (periods != lastPeriods) {
                lastPeriods = periods;
                lastTotal =
                        switch (Forecaster.total(List.of(new WorkPlan.Team(known, List.of())), periods, trials, seed)) {
                            case TotalOutcome.Forecast forecast -> Optional.of(forecast.total());
                            case TotalOutcome.CannotForecast cannot -> Optional.empty();
                        };
            }
            return lastTotal.map(total -> total.reached(1 - probability)).orElse(0.0);
        }
    }
}
