package io.throughline.engine.forecast;

import io.throughline.engine.backtest.ForecastMethod;
import io.throughline.engine.backtest.TeamSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/**
 * Learns {@link LearntPrior} from series of teams. Random priors around a plain one are tried on all teams; the mean of the best
 * few is taken, which no single team moves far; then the levels that held as often as they say are read off. For each team the same
 * is done without it.
 */
@NullMarked
public final class PriorLearning {

    private static final int BEST = 20;

    private final List<TeamSeries> series;
    private final List<PriorCases> cases;
    private final LearntPrior[] tried;
    /** Of each prior that was tried, for each team. */
    private final double[][] losses;

    /** @param count how many priors to try, {@code >= 20} */
    public PriorLearning(List<TeamSeries> all, int count) {
        series = all.stream().filter(each -> !new PriorCases(each).isEmpty()).toList();
        cases = series.stream().map(PriorCases::new).toList();
        var random = new SplittableRandom(1);
        tried = new LearntPrior[count];
        Arrays.setAll(tried, at -> drawn(random));
        losses = IntStream.range(0, count)
                .parallel()
                .mapToObj(at -> {
                    var level = new LevelModel(tried[at]);
                    return cases.stream()
                            .mapToDouble(each -> each.fit(level).loss())
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    public List<TeamSeries> series() {
        return series;
    }

    /** Widely around what one would guess: half of the weight on the base, a fifth up or down. */
    private static LearntPrior drawn(SplittableRandom random) {
        return new LearntPrior(
                List.of(
                        random.nextDouble(-0.1, 0.3),
                        random.nextDouble(0, 0.5),
                        random.nextDouble(0, 0.4),
                        random.nextDouble(-0.1, 0.3)),
                random.nextDouble(-0.08, 0.04),
                random.nextDouble(0.12, 0.35),
                random.nextDouble(0.05, 0.40),
                random.nextDouble(-0.6, 0.2),
                random.nextDouble(0.3, 0.9),
                LearntPrior.NOMINAL,
                LearntPrior.LEARNT.weightInCases());
    }

    /** From all teams. */
    public String learnt() {
        return learn(team -> true).toString();
    }

    /** The forecasts of this engine with what was learnt without one team. */
    public ForecastMethod without(int team, int trials, long seed) {
        var level = new LevelModel(learn(each -> each != team));
        return new ForecastMethod() {
            @Override
            public String name() {
                return "learnt from the others";
            }

            @Override
            public Optional<Known> at(DeliveryHistory known, int mostPeriods) {
                return Forecaster.reasonAgainst(known).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Answers(known, level, trials, seed));
            }
        };
    }

    private LearntPrior learn(IntPredicate teams) {
        int[] taught = IntStream.range(0, cases.size()).filter(teams).toArray();
        List<LearntPrior> best = IntStream.range(0, tried.length)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> Arrays.stream(taught)
                        .mapToDouble(team -> losses[at][team])
                        .sum()))
                .limit(BEST)
                .map(at -> tried[at])
                .toList();
        LearntPrior mean = mean(best);
        return withHeld(mean, held(new LevelModel(mean), taught));
    }

    private static LearntPrior mean(List<LearntPrior> priors) {
        List<Double> shares = new ArrayList<>();
        for (int at = 0; at < LearntPrior.WINDOW_PERIODS.size(); at++) {
            int window = at;
            shares.add(mean(priors.stream()
                    .mapToDouble(prior -> prior.windowShares().get(window))
                    .toArray()));
        }
        return new LearntPrior(
                shares,
                mean(priors.stream().mapToDouble(LearntPrior::drift).toArray()),
                mean(priors.stream().mapToDouble(LearntPrior::nearDeviation).toArray()),
                mean(priors.stream().mapToDouble(LearntPrior::farShare).toArray()),
                mean(priors.stream().mapToDouble(LearntPrior::farMean).toArray()),
                mean(priors.stream().mapToDouble(LearntPrior::farDeviation).toArray()),
                LearntPrior.NOMINAL,
                LearntPrior.LEARNT.weightInCases());
    }

    private static double mean(double... numbers) {
        return Math.rint(1e3 * Arrays.stream(numbers).average().orElseThrow()) / 1e3;
    }

    /** For each nominal probability the place that this share of the outcomes did not exceed, in the mean over teams. */
    private List<Double> held(LevelModel level, int[] taught) {
        List<List<Double>> places = Arrays.stream(taught)
                .mapToObj(team -> cases.get(team).fit(level).places())
                .toList();
        List<Double> held = new ArrayList<>();
        for (double nominal : LearntPrior.NOMINAL) {
            double low = 0;
            double high = 1;
            for (int step = 0; step < 20 && nominal > 0 && nominal < 1; step++) {
                double middle = (low + high) / 2;
                double share = places.stream()
                        .mapToDouble(each -> shareUpTo(each, middle))
                        .average()
                        .orElseThrow();
                if (share < nominal) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            held.add(nominal == 0 || nominal == 1 ? nominal : mean(low, high));
        }
        return held;
    }

    private static double shareUpTo(List<Double> places, double place) {
        return (double) places.stream().filter(each -> each <= place).count() / places.size();
    }

    private static LearntPrior withHeld(LearntPrior prior, List<Double> held) {
        return new LearntPrior(
                prior.windowShares(),
                prior.drift(),
                prior.nearDeviation(),
                prior.farShare(),
                prior.farMean(),
                prior.farDeviation(),
                held,
                prior.weightInCases());
    }

    private record Answers(DeliveryHistory history, LevelModel level, int trials, long seed)
            implements ForecastMethod.Known {

        private static final int NEVER = 100_000;

        @Override
        public int periodsUntil(double amount, double probability) {
            return switch (Forecaster.finish(WorkPlan.of(history, amount), trials, seed, level)) {
                case ForecastOutcome.Forecast forecast ->
                    forecast.finish().periods(probability).orElse(NEVER);
                case ForecastOutcome.AlreadyDone done -> 0;
                case ForecastOutcome.CannotForecast cannot -> NEVER;
            };
        }

        @Override
        public double totalBelow(int periods, double probability) {
            return 0; // only WHEN is measured
        }
    }
}
