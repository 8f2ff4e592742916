package io.throughline.engine.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs trials of a plan in blocks, each with random numbers of its own, made from the seed and its place. Their sum is the same
 * in any order, so the same seed gives the same answer on any number of threads.
 */
final class Simulation {

    private static final int LEAST_TRIALS_PER_BLOCK = 8_192;

    /** Each counts on its own, so that memory does not grow with trials. */
    private static final int MOST_BLOCKS = 64;

    /** Items are whole, and the level makes fractions of them: the last one is taken as done when its half is. */
    static final double HALF_AN_ITEM = 0.5;

    private final WorkPlan plan;
    private final List<TeamPace> paces;

    Simulation(WorkPlan plan, LevelModel level) {
        this.plan = plan;
        this.paces = plan.teams().stream().map(team -> team.pace(level)).toList();
    }

    /** Adds the outcome of one trial to a count. Used by one thread. */
    private interface Trial<C> {
        void run(C count, SplittableRandom random);
    }

    /** @param limit of periods, after which nothing is looked at */
    FinishTimes finishTimes(int trials, long seed, int limit) {
        return blocks(
                trials,
                seed,
                () -> new FinishTimes(limit),
                () -> isSingle() ? new OneWork(limit) : new AllWorks(limit),
                FinishTimes::addAll);
    }

    private boolean isSingle() {
        return plan.works().size() == 1
                && plan.growth().isNone()
                && plan.works().getFirst().amount().unsized() == 0;
    }

    /** What all teams of the plan together finish in the next periods. */
    Totals totals(int periods, int trials, long seed) {
        double expected =
                periods * paces.stream().mapToDouble(TeamPace::medianPerPeriod).sum();
        return blocks(
                trials,
                seed,
                () -> new Totals(expected),
                () -> (totals, random) -> {
                    double sum = 0;
                    for (TeamPace pace : paces) {
                        sum += pace.total(periods, pace.drawFactor(random), random);
                    }
                    totals.add(sum);
                },
                Totals::addAll);
    }

    private static <C> C blocks(
            int trials, long seed, Supplier<C> empty, Supplier<Trial<C>> trial, BiConsumer<C, C> add) {
        var source = new SplittableRandom(seed);
        int count = Math.clamp(trials / LEAST_TRIALS_PER_BLOCK, 1, MOST_BLOCKS);
        var randoms = new SplittableRandom[count];
        // Seeds that differ by a constant would not do: the generator itself steps by one, so that blocks would share
        // numbers.
        Arrays.setAll(randoms, block -> source.split());
        IntStream blocks = IntStream.range(0, count);
        return (count > 1 ? blocks.parallel() : blocks)
                .mapToObj(block -> {
                    C counted = empty.get();
                    Trial<C> one = trial.get();
                    int before = (int) ((long) trials * block / count);
                    int end = (int) ((long) trials * (block + 1) / count);
                    for (int at = before; at < end; at++) {
                        one.run(counted, randoms[block]);
                    }
                    return counted;
                })
                .reduce((sum, more) -> {
                    add.accept(sum, more);
                    return sum;
                })
                .orElseGet(empty);
    }

    /** How much of the first item of a team is taken as done: nothing where amounts are no whole numbers. */
    private double ahead(int team) {
        return plan.teams().get(team).history().wholeNumbers() ? HALF_AN_ITEM : 0;
    }

    /** A known amount of one team: most forecasts, and all of a backtest. */
    private final class OneWork implements Trial<FinishTimes> {

        private final TeamPace pace = paces.get(plan.works().getFirst().team());
        private final double need = plan.works().getFirst().amount().known()
                - ahead(plan.works().getFirst().team());
        private final int limit;

        OneWork(int limit) {
            this.limit = limit;
        }

        @Override
        public void run(FinishTimes times, SplittableRandom random) {
            times.add(need <= 0 ? 0 : pace.finish(need, pace.drawFactor(random), limit, random));
        }
    }

    /** Works that wait for each other and for their teams. */
    private final class AllWorks implements Trial<FinishTimes> {

        private final int limit;
        private final List<TeamTrial> teams;
        private final double[] done = new double[plan.works().size()];

        AllWorks(int limit) {
            this.limit = limit;
            this.teams = IntStream.range(0, paces.size())
                    .mapToObj(team -> new TeamTrial(paces.get(team), ahead(team), limit))
                    .toList();
        }

        @Override
        public void run(FinishTimes times, SplittableRandom random) {
            teams.forEach(team -> team.begin(random));
            double growth = plan.growth().draw(random);
            double last = 0;
            for (int at = 0; at < done.length; at++) {
                Work work = plan.works().get(at);
                double start = 0;
                for (int before : work.after()) {
                    start = Math.max(start, done[before]);
                }
                done[at] = teams.get(work.team())
                        .finish(Math.min(limit, start), work.amount().draw(random) * growth, random);
                last = Math.max(last, done[at]);
            }
            times.add(last);
        }
    }
}
