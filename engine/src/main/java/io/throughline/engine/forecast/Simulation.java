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

    private static final int BLOCK = 8_192;
    /** An odd number without a pattern, so that neighbouring blocks share nothing (Steele, Lea and Flood, 2014). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** A whole amount is reached when its last item is; drawn amounts are no whole ones. */
    private static final double HALF_AN_ITEM = 0.5;

    private final WorkPlan plan;
    private final List<TeamPace> paces;

    Simulation(WorkPlan plan) {
        this.plan = plan;
        this.paces = plan.teams().stream().map(WorkPlan.Team::pace).toList();
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
        double middle = 0;
        for (int at = 0; at < paces.size(); at++) {
            middle += plan.teams().get(at).history().meanOfLast(LearntPrior.DRAWN_PERIODS)
                    * paces.get(at).medianFactor()
                    * periods;
        }
        double expected = middle;
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
        int blocks = (trials + BLOCK - 1) / BLOCK;
        IntStream places = IntStream.range(0, blocks);
        return (blocks > 1 ? places.parallel() : places)
                .mapToObj(block -> {
                    var random = new SplittableRandom(seed + STEP * (block + 1));
                    C count = empty.get();
                    Trial<C> one = trial.get();
                    for (int at = Math.min(BLOCK, trials - block * BLOCK); at > 0; at--) {
                        one.run(count, random);
                    }
                    return count;
                })
                .reduce((sum, more) -> {
                    add.accept(sum, more);
                    return sum;
                })
                .orElseGet(empty);
    }

    private double need(double amount, int team) {
        return plan.teams().get(team).history().wholeNumbers() ? amount - HALF_AN_ITEM : amount;
    }

    /** A known amount of one team: most forecasts, and all of a backtest. */
    private final class OneWork implements Trial<FinishTimes> {

        private final TeamPace pace = paces.get(plan.works().getFirst().team());
        private final double need = need(
                plan.works().getFirst().amount().known(),
                plan.works().getFirst().team());
        private final int limit;

        OneWork(int limit) {
            this.limit = limit;
        }

        @Override
        public void run(FinishTimes times, SplittableRandom random) {
            times.add(need <= 0 ? 0 : pace.finish(0, need, pace.drawFactor(random), limit, random));
        }
    }

    /** Works that wait for each other and for their teams. */
    private final class AllWorks implements Trial<FinishTimes> {

        private final int limit;
        private final double[] factors = new double[paces.size()];
        private final double[] free = new double[paces.size()];
        private final double[] done = new double[plan.works().size()];

        AllWorks(int limit) {
            this.limit = limit;
        }

        @Override
        public void run(FinishTimes times, SplittableRandom random) {
            for (int team = 0; team < factors.length; team++) {
                factors[team] = paces.get(team).drawFactor(random);
            }
            Arrays.fill(free, 0);
            double growth = plan.growth().draw(random);
            double last = 0;
            for (int at = 0; at < done.length; at++) {
                Work work = plan.works().get(at);
                double start = free[work.team()];
                for (int before : work.after()) {
                    start = Math.max(start, done[before]);
                }
                double need = need(work.amount().draw(random) * growth, work.team());
                done[at] = need <= 0 || start >= limit
                        ? start
                        : paces.get(work.team()).finish(start, need, factors[work.team()], limit, random);
                free[work.team()] = done[at];
                last = Math.max(last, done[at]);
            }
            times.add(last);
        }
    }
}
