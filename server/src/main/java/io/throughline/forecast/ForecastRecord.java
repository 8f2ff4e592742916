package io.throughline.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often the forecasts that were given have held. Each percentile of each counts once its day has come, done or not.
 *
 * @param percentiles in ascending order
 * @param groups the same by teams and by how far ahead it was
 * @param done forecasts whose targets are done
 * @param meanPinballDays of those that are done, null if there are none
 */
public record ForecastRecord(
        List<Held> percentiles,
        List<Group> groups,
        int done,
        @Nullable Double meanPinballDays) {

    public ForecastRecord {
        percentiles = List.copyOf(percentiles);
        groups = List.copyOf(groups);
    }

    /**
     * @param percent nominal, such as 85
     * @param held of {@code decided}
     */
    public record Held(int percent, int held, int decided) {

        /** 0 if none is decided. */
        public int heldPercent() {
            return decided == 0 ? 0 : (int) Math.round(100.0 * held / decided);
        }
    }

    /** @param horizon such as "up to 4 weeks", by the 50 % day */
    public record Group(String teams, String horizon, List<Held> percentiles) {

        public Group {
            percentiles = List.copyOf(percentiles);
        }
    }

    static ForecastRecord of(List<IssuedForecast> forecasts, LocalDate today) {
        Map<String, List<IssuedForecast>> byGroup = new TreeMap<>();
        for (IssuedForecast forecast : forecasts) {
            if (!forecast.outcomes(today).isEmpty()) {
                byGroup.computeIfAbsent(forecast.teams() + "\n" + horizon(forecast), each -> new ArrayList<>())
                        .add(forecast);
            }
        }
        List<Group> groups = byGroup.entrySet().stream()
                .map(group -> new Group(
                        group.getKey().substring(0, group.getKey().indexOf('\n')),
                        group.getKey().substring(group.getKey().indexOf('\n') + 3),
                        held(group.getValue(), today)))
                .toList();
        List<Double> losses = new ArrayList<>();
        for (IssuedForecast forecast : forecasts) {
            Double loss = forecast.pinballDays();
            if (loss != null) {
                losses.add(loss);
            }
        }
        Double mean = losses.isEmpty()
                ? null
                : losses.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new ForecastRecord(held(forecasts, today), groups, losses.size(), mean);
    }

    /** With a figure before it for sorting. */
    private static String horizon(IssuedForecast forecast) {
        LocalDate middle = forecast.day(Percentile.P50);
        long weeks = middle == null
                ? Long.MAX_VALUE
                : ChronoUnit.WEEKS.between(forecast.inputs().startsOn(), middle.plusDays(6));
        return weeks <= 4 ? "1 up to 4 weeks" : weeks <= 12 ? "2 5 to 12 weeks" : "3 over 12 weeks";
    }

    private static List<Held> held(List<IssuedForecast> forecasts, LocalDate today) {
        List<Held> all = new ArrayList<>();
        for (Percentile percentile : Percentile.values()) {
            int decided = 0;
            int held = 0;
            for (IssuedForecast forecast : forecasts) {
                Boolean outcome = forecast.held(percentile, today);
                decided += outcome == null ? 0 : 1;
                held += Boolean.TRUE.equals(outcome) ? 1 : 0;
            }
            all.add(new Held(percentile.percent(), held, decided));
        }
        return all;
    }

    /** Whether anything is decided yet. */
    public boolean isEmpty() {
        return percentiles.stream().allMatch(each -> each.decided() == 0);
    }
}
