package io.throughline.forecast;

import io.throughline.velocity.Figures;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts that were given in a workspace, and how often they held.
 *
 * @param promises the newest first
 */
public record PromiseBook(ForecastRecord record, List<Promise> promises) {

    public PromiseBook {
        promises = List.copyOf(promises);
    }

    /**
     * One forecast.
     *
     * @param amount what remained, such as "8 items"
     * @param doneOn null while it is not done
     */
    public record Promise(
            String id,
            LocalDate issuedOn,
            String target,
            String teams,
            String amount,
            List<Day> days,
            @Nullable LocalDate doneOn) {

        public Promise {
            days = List.copyOf(days);
        }
    }

    /** @param held null while it is not decided */
    public record Day(
            int percent, @Nullable LocalDate day, @Nullable Boolean held) {}

    static PromiseBook of(List<IssuedForecast> forecasts, LocalDate today) {
        return new PromiseBook(
                ForecastRecord.of(forecasts, today),
                forecasts.stream()
                        .map(forecast -> new Promise(
                                forecast.publicId(),
                                forecast.issuedOn(),
                                forecast.target(),
                                forecast.teams(),
                                amount(forecast),
                                Arrays.stream(Percentile.values())
                                        .map(percentile -> new Day(
                                                percentile.percent(),
                                                forecast.day(percentile),
                                                forecast.held(percentile, today)))
                                        .toList(),
                                forecast.doneOn()))
                        .toList());
    }

    private static String amount(IssuedForecast forecast) {
        String amount = Figures.text(forecast.remaining()) + " " + forecast.unit();
        return amount.startsWith("1 ") ? amount.substring(0, amount.length() - 1) : amount; // one item
    }
}
