package io.throughline.forecast;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.throughline.engine.forecast.Calibration;
import io.throughline.engine.forecast.FinishForecast;
import io.throughline.engine.forecast.ForecastOutcome;
import io.throughline.engine.forecast.Forecaster;
import java.util.List;
import java.util.Optional;

/**
 * Makes forecasts of inputs. How often forecasts of the same histories held is remembered: it takes longer to find out than the
 * forecast itself. Safe for concurrent use.
 */
final class Simulator {

    /** To compare forecasts, fewer trials are enough. */
    static final int MOST_TRIALS_TO_COMPARE = 10_000;

    private static final int REMEMBERED = 200;

    private record Key(List<List<Double>> histories, long seed) {}

    private final Cache<Key, Calibration> calibrations =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ForecastOutcome finish(ForecastInputs inputs, int trials, long seed) {
        return Forecaster.finish(inputs.plan(), trials, seed, calibration(inputs, seed));
    }

    /** Empty if there is none, since the history cannot tell or nothing remains. */
    Optional<DatedForecast> forecast(ForecastInputs inputs, int trials, long seed, Calibration calibration) {
        return Forecaster.finish(inputs.plan(), trials, seed, calibration) instanceof ForecastOutcome.Forecast forecast
                ? Optional.of(dated(inputs, forecast.finish()))
                : Optional.empty();
    }

    static DatedForecast dated(ForecastInputs inputs, FinishForecast finish) {
        return new DatedForecast(finish, new WorkingWeeks(inputs.startsOn()));
    }

    Calibration calibration(ForecastInputs inputs, long seed) {
        var key = new Key(
                inputs.teams().stream().map(ForecastInputs.TeamInput::finished).toList(), seed);
        return calibrations.get(key, wanted -> Forecaster.calibration(inputs.plan(), seed));
    }
}
