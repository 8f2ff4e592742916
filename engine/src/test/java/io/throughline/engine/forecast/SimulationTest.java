package io.throughline.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The distribution of the trials, against what can be worked out. */
class SimulationTest {

    private static final int TRIALS = 100_000;

    /** Of a share of trials: four standard deviations, and an eighth of a sixteenth of a period for counting by sixteenths. */
    private static final Offset<Double> CLOSE = within(4 * 0.5 / Math.sqrt(TRIALS) + 0.002);

    /** Of two shares that were both simulated. */
    private static final Offset<Double> BOTH_CLOSE = within(4 * 0.5 * Math.sqrt(2.0 / TRIALS) + 0.004);

    @Test
    void agreesWithTheDistributionOfDrawsThatIsWorkedOut() {
        TeamPace pace = TeamPace.of(DeliveryHistory.of(1, 3), null, LevelModel.LEARNT);
        var random = new SplittableRandom(1);
        int[] within = new int[5];
        for (int trial = 0; trial < TRIALS; trial++) {
            int periods = (int) Math.ceil(pace.finish(3.5, 1, 10, random));
            for (int at = periods; at < within.length; at++) {
                within[at]++;
            }
        }
        // Two draws give 2, 4 or 6; three at least 3; four at least 4.
        assertThat(within[1]).isZero();
        assertThat((double) within[2] / TRIALS).isCloseTo(0.75, CLOSE);
        assertThat((double) within[3] / TRIALS).isCloseTo(0.875, CLOSE);
        assertThat(within[4]).isEqualTo(TRIALS);
    }

    @Test
    void aSteadyTeamIsOnlyAsUncertainAsItsLevel() {
        DeliveryHistory history = Histories.steady(10, 52);
        FinishTimes times = times(WorkPlan.of(history, 100), 3);
        TeamPace pace = TeamPace.of(history, null, LevelModel.LEARNT);
        for (double periods : new double[] {6, 8, 10, 12, 16, 24}) {
            // The last of 100 items is done when its half is.
            assertThat(times.shareBefore(periods)).isCloseTo(pace.shareOfFactorsFrom(99.5 / 10 / periods), CLOSE);
        }
    }

    @Test
    void moreTrialsTellMore() {
        WorkPlan plan = WorkPlan.of(Histories.varied(9, 60, 1), 60);
        int trials = 65_536;
        double[] shares = LongStream.range(0, 40)
                .mapToDouble(seed -> new Simulation(plan, LevelModel.LEARNT)
                        .finishTimes(trials, seed, 200)
                        .shareBefore(14))
                .toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double variance = Arrays.stream(shares)
                        .map(share -> (share - mean) * (share - mean))
                        .sum()
                / (shares.length - 1);
        // As independent trials vary; of 40 a variance is off by a factor of 2 in less than one of ten thousand cases.
        assertThat(variance).isBetween(mean * (1 - mean) / trials / 2.5, 2 * mean * (1 - mean) / trials);
    }

    @Test
    void severalTeamsAreDoneWhenAllAreDone() {
        List<DeliveryHistory> histories = IntStream.range(0, 5)
                .mapToObj(team -> Histories.varied(8 + team, 60, team))
                .toList();
        FinishTimes joint = times(
                new WorkPlan(
                        histories.stream().map(SimulationTest::team).toList(),
                        IntStream.range(0, 5)
                                .mapToObj(team -> new Work(team, Amount.of(40 + 5 * team), List.of()))
                                .toList(),
                        ScopeGrowth.NONE),
                1);
        List<FinishTimes> alone = IntStream.range(0, 5)
                .mapToObj(team -> times(WorkPlan.of(histories.get(team), 40 + 5 * team), 2 + team))
                .toList();
        for (double periods : new double[] {8, 12, 16, 24}) {
            double product = alone.stream()
                    .mapToDouble(times -> times.shareBefore(periods))
                    .reduce(1, (some, one) -> some * one);
            assertThat(joint.shareBefore(periods)).isCloseTo(product, within(0.012));
        }
        int slowest =
                alone.stream().mapToInt(times -> times.periodsOf(0.85)).max().orElseThrow();
        assertThat(joint.periodsOf(0.85)).isGreaterThan(slowest);
        assertThat(joint.shareWithin(slowest)).isLessThan(0.75);
    }

    @Test
    void oneWorkOrManySmallOnesOfATeamTakeEquallyLong() {
        DeliveryHistory history = Histories.varied(6, 60, 4);
        FinishTimes one = times(WorkPlan.of(history, 30), 1);
        FinishTimes many =
                times(new WorkPlan(List.of(team(history)), Collections.nCopies(30, Work.of(1)), ScopeGrowth.NONE), 2);
        for (double periods : new double[] {6, 8, 10, 14}) {
            assertThat(many.shareBefore(periods)).isCloseTo(one.shareBefore(periods), BOTH_CLOSE);
        }
    }

    @Test
    void timeInWhichATeamWaitedIsLost() {
        // The second team cannot begin before the first is done, whatever it could have finished by then.
        var plan = new WorkPlan(
                List.of(team(Histories.steady(10, 52)), team(Histories.varied(9, 60, 1))),
                List.of(new Work(0, Amount.of(100), List.of()), new Work(1, Amount.of(1), List.of(0))),
                ScopeGrowth.NONE);
        FinishTimes first = times(WorkPlan.of(Histories.steady(10, 52), 100), 1);
        FinishTimes both = times(plan, 2);
        for (double periods : new double[] {8, 10, 14}) {
            assertThat(both.shareBefore(periods)).isLessThan(first.shareBefore(periods) + 0.01);
            assertThat(both.shareBefore(periods + 1.5)).isGreaterThan(first.shareBefore(periods) - 0.01);
        }
    }

    @Test
    void aWorkStartsWhenThoseItWaitsForAreDone() {
        var teams = List.of(team(Histories.steady(10, 52)), team(Histories.steady(10, 52)));
        FinishTimes together = times(
                new WorkPlan(
                        teams,
                        List.of(new Work(0, Amount.of(100), List.of()), new Work(1, Amount.of(100), List.of())),
                        ScopeGrowth.NONE),
                1);
        FinishTimes waiting = times(
                new WorkPlan(
                        teams,
                        List.of(new Work(0, Amount.of(100), List.of()), new Work(1, Amount.of(100), List.of(0))),
                        ScopeGrowth.NONE),
                1);
        assertThat(together.periodsOf(0.5)).isBetween(10, 14);
        assertThat(waiting.periodsOf(0.5)).isBetween(20, 24);
        // Two levels that are uncertain on their own even out: less spread than one work twice as long.
        FinishTimes alone = times(WorkPlan.of(Histories.steady(10, 52), 200), 1);
        assertThat(waiting.periodsOf(0.95) - waiting.periodsOf(0.05))
                .isLessThan(alone.periodsOf(0.95) - alone.periodsOf(0.05));
    }

    @Test
    void daysOffPushTheFinishOut() {
        DeliveryHistory history = Histories.varied(9, 60, 6);
        FinishTimes usual = times(WorkPlan.of(history, 40), 1);
        FinishTimes afterThreeOff = times(withCapacity(history, List.of(0.0, 0.0, 0.0)), 2);
        FinishTimes atHalf = times(withCapacity(history, Collections.nCopies(400, 0.5)), 3);
        FinishTimes twiceAsMuch = times(WorkPlan.of(history, 79.5), 4);
        for (double periods : new double[] {5, 8, 12}) {
            assertThat(afterThreeOff.shareBefore(periods + 3)).isCloseTo(usual.shareBefore(periods), BOTH_CLOSE);
        }
        for (double periods : new double[] {12, 18, 26}) {
            assertThat(atHalf.shareBefore(periods)).isCloseTo(twiceAsMuch.shareBefore(periods), BOTH_CLOSE);
        }
    }

    @Test
    void scopeThatDoublesTakesAsLongAsTwiceTheWork() {
        DeliveryHistory history = Histories.varied(9, 60, 6);
        FinishTimes doubled =
                times(new WorkPlan(List.of(team(history)), List.of(Work.of(30)), new ScopeGrowth(2, 0)), 1);
        FinishTimes twice = times(WorkPlan.of(history, 60), 2);
        FinishTimes uncertain =
                times(new WorkPlan(List.of(team(history)), List.of(Work.of(30)), new ScopeGrowth(2, 0.5)), 3);
        for (double periods : new double[] {8, 12, 18}) {
            assertThat(doubled.shareBefore(periods)).isCloseTo(twice.shareBefore(periods), BOTH_CLOSE);
        }
        assertThat(uncertain.periodsOf(0.95)).isGreaterThan(doubled.periodsOf(0.95));
    }

    @Test
    void itemsWithoutASizeCountAsOthersTurnedOut() {
        DeliveryHistory history = Histories.steady(10.5, 52); // points, not whole
        FinishTimes sized = times(WorkPlan.of(history, 100), 1);
        FinishTimes unsized = times(withAmount(history, new Amount(40, 20, 3, 0)), 2);
        FinishTimes varied = times(withAmount(history, new Amount(40, 20, 3, 12)), 3);
        for (double periods : new double[] {8, 10, 14}) {
            assertThat(unsized.shareBefore(periods)).isCloseTo(sized.shareBefore(periods), BOTH_CLOSE);
        }
        assertThat(varied.periodsOf(0.95)).isGreaterThan(sized.periodsOf(0.95));
        assertThat(new Amount(40, 20, 3, 12).expected()).isEqualTo(100);
    }

    private static WorkPlan withCapacity(DeliveryHistory history, List<Double> capacity) {
        return new WorkPlan(List.of(new WorkPlan.Team(history, capacity)), List.of(Work.of(40)), ScopeGrowth.NONE);
    }

    private static WorkPlan withAmount(DeliveryHistory history, Amount amount) {
        return new WorkPlan(List.of(team(history)), List.of(new Work(0, amount, List.of())), ScopeGrowth.NONE);
    }

    private static WorkPlan.Team team(DeliveryHistory history) {
        return new WorkPlan.Team(history, List.of());
    }

    private static FinishTimes times(WorkPlan plan, long seed) {
        return new Simulation(plan, LevelModel.LEARNT).finishTimes(TRIALS, seed, 520);
    }
}
