package io.throughline.engine.forecast;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Forecasts deliveries by Monte Carlo over the teams' own histories (Vacanti 2018; Magennis, <i>Forecasting and Simulating Software
 * Development Projects</i>, 2011). What single periods give is drawn from the last half year; the level of the periods to come is
 * uncertain itself, as far as other teams' histories teach ({@link LearntPrior}); percentiles are corrected by how often they
 * held in the team's own past ({@link Calibration}).
 */
public final class Forecaster {

    /** Ten years of weeks. */
    public static final int LIMIT_PERIODS = 520;

    public static final int MOST_TRIALS = 1_000_000;

    private static final int LEAST_PERIODS = 6;
    private static final int LEAST_ACTIVE = 3;

    private Forecaster() {}

    /** Why nothing can be said of a team's future; empty if something can. */
    public static Optional<String> reasonAgainst(DeliveryHistory history) {
        if (history.periods() < LEAST_PERIODS) {
            return Optional.of("There are only " + history.periods() + " past periods; a forecast needs at least "
                    + LEAST_PERIODS + ".");
        }
        if (history.sumOfLast(LearntPrior.BASE_PERIODS) == 0) {
            return Optional.of("Nothing was finished in the last "
                    + Math.min(LearntPrior.BASE_PERIODS, history.periods())
                    + " periods: work has stopped, or is not recorded.");
        }
        int active = history.activeOfLast(LearntPrior.DRAWN_PERIODS);
        if (active < LEAST_ACTIVE) {
            return Optional.of("Something was finished in only " + active + " of the last "
                    + Math.min(LearntPrior.DRAWN_PERIODS, history.periods()) + " periods; a forecast needs at least "
                    + LEAST_ACTIVE + " such periods.");
        }
        return Optional.empty();
    }

    /**
     * When a plan will be done.
     *
     * @param trials 1 to {@link #MOST_TRIALS}
     * @param seed the same seed gives the same answer
     * @throws IllegalArgumentException if the number of trials is another
     */
    public static ForecastOutcome finish(WorkPlan plan, int trials, long seed) {
        return finish(plan, trials, seed, LevelModel.LEARNT);
    }

    /**
     * As above, with what was found out before of how often forecasts of these teams held.
     *
     * @param calibration of a plan with the same histories, and with the same seed
     */
    public static ForecastOutcome finish(WorkPlan plan, int trials, long seed, Calibration calibration) {
        return finish(plan, trials, seed, LevelModel.LEARNT, () -> calibration);
    }

    /** How often forecasts of these teams held in their past; of the plan only their histories matter. */
    public static Calibration calibration(WorkPlan plan, long seed) {
        return calibration(plan, seed, LevelModel.LEARNT);
    }

    static ForecastOutcome finish(WorkPlan plan, int trials, long seed, LevelModel level) {
        return finish(plan, trials, seed, level, () -> calibration(plan, seed, level));
    }

    private static ForecastOutcome finish(
            WorkPlan plan, int trials, long seed, LevelModel level, Supplier<Calibration> calibration) {
        requireTrials(trials);
        if (plan.isDone()) {
            return new ForecastOutcome.AlreadyDone();
        }
        Optional<String> against = reasonAgainst(plan);
        if (against.isPresent()) {
            return new ForecastOutcome.CannotForecast(against.get());
        }
        FinishTimes times = new Simulation(plan, level).finishTimes(trials, seed, LIMIT_PERIODS);
        if (times.shareNever() > 0.5) {
            return new ForecastOutcome.CannotForecast("At the pace of the last periods this takes more than "
                    + LIMIT_PERIODS + " periods; nobody can see so far. Forecast a part of it.");
        }
        return new ForecastOutcome.Forecast(new FinishForecast(times, calibration.get()));
    }

    /** How much all teams of a plan finish in the next periods. */
    public static TotalOutcome total(List<WorkPlan.Team> teams, int periods, int trials, long seed) {
        requireTrials(trials);
        if (periods < 1 || periods > LIMIT_PERIODS) {
            throw new IllegalArgumentException(
                    "The number of periods is " + periods + "; it must be 1 to " + LIMIT_PERIODS + ".");
        }
        var plan = new WorkPlan(teams, List.of(), ScopeGrowth.NONE);
        Optional<String> against = reasonAgainst(plan);
        return against.<TotalOutcome>map(TotalOutcome.CannotForecast::new)
                .orElseGet(() -> new TotalOutcome.Forecast(new TotalForecast(
                        new Simulation(plan, LevelModel.LEARNT).totals(periods, trials, seed),
                        calibration(plan, seed, LevelModel.LEARNT),
                        teams.stream().allMatch(team -> team.history().wholeNumbers()))));
    }

    private static void requireTrials(int trials) {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException(
                    "The number of trials is " + trials + "; it must be 1 to " + MOST_TRIALS + ".");
        }
    }

    private static Optional<String> reasonAgainst(WorkPlan plan) {
        if (plan.teams().isEmpty()) {
            return Optional.of("There is no team with a history.");
        }
        return plan.teams().stream()
                .map(team -> reasonAgainst(team.history()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Calibration calibration(WorkPlan plan, long seed, LevelModel level) {
        List<Calibration> own = plan.teams().stream()
                .map(team -> new Backtest(team.history(), seed, level).calibration())
                .toList();
        return own.size() == 1
                ? own.getFirst()
                : new Calibration(
                        List.of(),
                        own.stream().mapToInt(Calibration::cases).sum(),
                        Calibration.Levels.mean(
                                own.stream().map(Calibration::levels).toList()));
    }
}
