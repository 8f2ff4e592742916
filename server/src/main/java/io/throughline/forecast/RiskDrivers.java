package io.throughline.forecast;

import io.throughline.engine.forecast.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a forecast late or unsure. Each driver is taken away alone, with the same random numbers, and how much earlier the
 * 85 % day then is counts as its part. What cannot be taken away, that the level of the teams may change, counts by what is left
 * between the 50 % and the 85 % day when all the others are gone. Shares are of the sum of the parts.
 */
final class RiskDrivers {

    private static final double LATE = 0.85;
    private static final double LEAST_SHARE = 0.01;

    /** Within these spans of weeks, newest first, the engine looks at sums; levelling within them keeps those. */
    private static final int[] SPANS = {4, 8, 14, 26};

    private final Simulator simulator;
    private final int trials;
    private final long seed;
    private final Calibration calibration;

    RiskDrivers(Simulator simulator, int trials, long seed, Calibration calibration) {
        this.simulator = simulator;
        this.trials = Math.min(trials, Simulator.MOST_TRIALS_TO_COMPARE);
        this.seed = seed;
        this.calibration = calibration;
    }

    /** The largest first; shares are hundredths and add up to 1. Empty if nothing differs. */
    List<ForecastAnswer.Risk> of(ForecastInputs inputs) {
        double late = periods(inputs, LATE);
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("weeks differ from each other", late - periods(levelled(inputs), LATE));
        if (!inputs.growth().isNone()) {
            parts.put("work is added on the way", late - periods(inputs.withGrowth(ForecastInputs.Growth.NONE), LATE));
        }
        if (inputs.works().stream().anyMatch(work -> work.unsized() > 0)) {
            parts.put("items without a size", late - periods(sized(inputs), LATE));
        }
        if (inputs.works().stream().anyMatch(work -> !work.after().isEmpty())) {
            parts.put("waiting for other teams", late - periods(unchained(inputs), LATE));
        }
        if (inputs.teams().size() > 1) {
            parts.put("all teams must finish", periods(unchained(inputs), LATE) - slowestAlone(inputs));
        }
        if (inputs.teams().stream().anyMatch(team -> !team.capacity().isEmpty())) {
            parts.put("days off", late - periods(inputs.withoutDaysOff(), LATE));
        }
        ForecastInputs bare = unchained(sized(levelled(inputs.withGrowth(ForecastInputs.Growth.NONE))))
                .withoutDaysOff();
        parts.put("the pace of the teams may change", periods(bare, LATE) - periods(bare, 0.5));
        return shares(parts);
    }

    private double periods(ForecastInputs inputs, double probability) {
        Optional<DatedForecast> forecast = simulator.forecast(inputs, trials, seed, calibration);
        return forecast.map(dated -> dated.periods(probability)).orElse(0.0);
    }

    private double slowestAlone(ForecastInputs inputs) {
        double slowest = 0;
        for (int team = 0; team < inputs.teams().size(); team++) {
            int only = team;
            List<ForecastInputs.WorkInput> works = inputs.works().stream()
                    .filter(work -> work.team() == only)
                    .map(work -> alone(work, 0))
                    .toList();
            if (!works.isEmpty()) {
                slowest = Math.max(
                        slowest,
                        periods(
                                new ForecastInputs(
                                        inputs.startsOn(),
                                        List.of(inputs.teams().get(team)),
                                        works,
                                        inputs.growth()),
                                LATE));
            }
        }
        return slowest;
    }

    private static ForecastInputs.WorkInput alone(ForecastInputs.WorkInput work, int team) {
        return new ForecastInputs.WorkInput(
                team, work.known(), work.unsized(), work.meanSize(), work.sizeDeviation(), List.of());
    }

    private static ForecastInputs unchained(ForecastInputs inputs) {
        return inputs.withWorks(
                inputs.works().stream().map(work -> alone(work, work.team())).toList());
    }

    private static ForecastInputs sized(ForecastInputs inputs) {
        return inputs.withWorks(inputs.works().stream()
                .map(work ->
                        new ForecastInputs.WorkInput(work.team(), work.amount().expected(), 0, 0, 0, work.after()))
                .toList());
    }

    /** Each team as if it had always delivered the mean of the span. */
    private static ForecastInputs levelled(ForecastInputs inputs) {
        return inputs.withTeams(inputs.teams().stream()
                .map(team -> new ForecastInputs.TeamInput(
                        team.teamId(), team.name(), levelled(team.finished()), team.capacity()))
                .toList());
    }

    private static List<Double> levelled(List<Double> finished) {
        List<Double> level = new ArrayList<>(finished);
        int end = finished.size();
        for (int span = 0; end > 0; span++) {
            int begin = span < SPANS.length ? Math.max(0, end - SPANS[span]) : 0;
            double mean = finished.subList(begin, end).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            for (int week = begin; week < end; week++) {
                level.set(week, mean);
            }
            end = begin;
        }
        return level;
    }

    private static List<ForecastAnswer.Risk> shares(Map<String, Double> parts) {
        double sum =
                parts.values().stream().mapToDouble(part -> Math.max(0, part)).sum();
        if (sum <= 0) {
            return List.of();
        }
        List<ForecastAnswer.Risk> risks = new ArrayList<>();
        parts.forEach((driver, part) -> {
            double share = Math.round(Math.max(0, part) / sum * 100) / 100.0;
            if (share >= LEAST_SHARE) {
                risks.add(new ForecastAnswer.Risk(driver, share));
            }
        });
        risks.sort(Comparator.comparingDouble(ForecastAnswer.Risk::share).reversed());
        double rest = 1 - risks.stream().mapToDouble(ForecastAnswer.Risk::share).sum();
        ForecastAnswer.Risk first = risks.getFirst();
        risks.set(0, new ForecastAnswer.Risk(first.driver(), Math.round((first.share() + rest) * 100) / 100.0));
        return risks;
    }
}
