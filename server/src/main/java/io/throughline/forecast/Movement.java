package io.throughline.forecast;

import io.throughline.engine.forecast.Calibration;
import io.throughline.velocity.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Why the 85 % day of a target is another than in the forecast before: from the inputs of then, one input after the other takes
 * its value of now, with the same random numbers, so that the steps add up to the whole way.
 */
final class Movement {

    private static final double LATE = 0.85;
    private static final int DAYS_PER_PERIOD = 7;

    private final Simulator simulator;
    private final int trials;
    private final long seed;

    Movement(Simulator simulator, int trials, long seed) {
        this.simulator = simulator;
        this.trials = Math.min(trials, Simulator.MOST_TRIALS_TO_COMPARE);
        this.seed = seed;
    }

    /** Empty if either has no 85 % day. */
    Optional<ForecastAnswer.Moved> between(IssuedForecast before, ForecastInputs now, DatedForecast forecast) {
        LocalDate dayBefore = before.day(Percentile.P85);
        LocalDate dayNow = forecast.day(LATE);
        if (dayBefore == null || dayNow == null) {
            return Optional.empty();
        }
        ForecastInputs then = before.inputs();
        ForecastInputs passed = later(then, now.startsOn());
        ForecastInputs worked = workOf(now, passed);
        ForecastInputs paced = paceOf(now, worked);
        Map<String, ForecastInputs> steps = new LinkedHashMap<>();
        steps.put("time that passed", passed);
        steps.put("work that remains" + amounts(then, now), worked);
        steps.put("pace of the teams", paced);
        steps.put("work that is added on the way", paced.withGrowth(now.growth()));
        steps.put("days off", now);
        List<ForecastAnswer.Cause> causes = new ArrayList<>();
        double begin = position(then);
        long told = 0;
        for (Map.Entry<String, ForecastInputs> step : steps.entrySet()) {
            // Rounded from the beginning on, so that the rounded steps add up, too.
            long days = Math.round(position(step.getValue()) - begin) - told;
            told += days;
            if (days != 0) {
                causes.add(new ForecastAnswer.Cause(step.getKey(), days));
            }
        }
        long whole = dayNow.toEpochDay() - dayBefore.toEpochDay();
        if (whole != told) {
            causes.add(new ForecastAnswer.Cause("rounding to whole weeks", whole - told));
        }
        return Optional.of(
                new ForecastAnswer.Moved(before.publicId(), before.issuedOn(), dayBefore, whole, List.copyOf(causes)));
    }

    private static String amounts(ForecastInputs then, ForecastInputs now) {
        return " (" + Figures.text(then.remaining()) + " to " + Figures.text(now.remaining()) + ")";
    }

    /** The former inputs begun later: days off that are past by then are past. */
    private static ForecastInputs later(ForecastInputs then, LocalDate start) {
        int weeks = (int) Math.max(0, (start.toEpochDay() - then.startsOn().toEpochDay()) / DAYS_PER_PERIOD);
        return new ForecastInputs(
                start,
                then.teams().stream()
                        .map(team -> new ForecastInputs.TeamInput(
                                team.teamId(),
                                team.name(),
                                team.finished(),
                                team.capacity()
                                        .subList(
                                                Math.min(weeks, team.capacity().size()),
                                                team.capacity().size())))
                        .toList(),
                then.works(),
                then.growth());
    }

    /** The work of now for teams as they were; a team that was not there before comes as it is now. */
    private static ForecastInputs workOf(ForecastInputs now, ForecastInputs then) {
        List<ForecastInputs.TeamInput> teams = now.teams().stream()
                .map(team -> then.teams().stream()
                        .filter(each -> Objects.equals(each.teamId(), team.teamId()))
                        .findFirst()
                        .orElse(team))
                .toList();
        return new ForecastInputs(then.startsOn(), teams, now.works(), then.growth());
    }

    private static ForecastInputs paceOf(ForecastInputs now, ForecastInputs reached) {
        List<ForecastInputs.TeamInput> teams = new ArrayList<>();
        for (int at = 0; at < now.teams().size(); at++) {
            ForecastInputs.TeamInput team = now.teams().get(at);
            teams.add(new ForecastInputs.TeamInput(
                    team.teamId(),
                    team.name(),
                    team.finished(),
                    reached.teams().get(at).capacity()));
        }
        return reached.withTeams(teams);
    }

    /** The 85 % day, not rounded to whole periods, in days since 1970. */
    private double position(ForecastInputs inputs) {
        Calibration calibration = simulator.calibration(inputs, seed);
        double periods = simulator
                .forecast(inputs, trials, seed, calibration)
                .map(forecast -> forecast.periods(LATE))
                .orElse(0.0);
        return inputs.startsOn().toEpochDay() + periods * DAYS_PER_PERIOD;
    }
}
