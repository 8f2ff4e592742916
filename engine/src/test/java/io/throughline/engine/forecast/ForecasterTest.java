package io.throughline.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ForecasterTest {

    private static final List<Double> PERCENTILES = List.of(0.05, 0.10, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 0.99);

    @Test
    void theSameSeedGivesTheSameAnswerOnAnyNumberOfThreads() throws Exception {
        WorkPlan plan = WorkPlan.of(Histories.varied(9, 60, 1), 70);
        try (var oneThread = new ForkJoinPool(1);
                var threeThreads = new ForkJoinPool(3)) {
            List<Integer> parallel = periods(plan, 100_000, 7);
            assertThat(oneThread.submit(() -> periods(plan, 100_000, 7)).get()).isEqualTo(parallel);
            assertThat(threeThreads.submit(() -> histogram(plan, 7)).get()).isEqualTo(histogram(plan, 7));
        }
        assertThat(histogram(plan, 8)).isNotEqualTo(histogram(plan, 7));
    }

    @Test
    void laterPercentilesAreLater() {
        for (long seed = 0; seed < 20; seed++) {
            List<Integer> periods = periods(WorkPlan.of(Histories.varied(6, 40 + (int) seed, seed), 50), 1_000, seed);
            assertThat(periods).isSorted();
            assertThat(periods.getFirst()).isPositive();
        }
    }

    @Test
    void unfinishedWorkIsNeverCertain() {
        FinishForecast finish = finish(WorkPlan.of(Histories.steady(10, 30), 5), 10_000, 1);
        assertThat(finish.probabilityWithin(500))
                .isEqualTo(FinishForecast.MOST_CERTAIN)
                .isLessThan(1);
        assertThat(finish.probabilityWithin(0)).isLessThan(0.01);
    }

    @Test
    void theProbabilityOfAPercentileIsAtLeastThatPercentile() {
        FinishForecast finish = finish(WorkPlan.of(Histories.varied(9, 80, 3), 60), 50_000, 3);
        for (double percentile : PERCENTILES) {
            int periods = finish.periods(percentile).orElseThrow();
            assertThat(finish.probabilityWithin(periods)).isGreaterThanOrEqualTo(Math.min(0.99, percentile) - 0.01);
            if (periods > 1) {
                assertThat(finish.probabilityWithin(periods - 1)).isLessThan(percentile + 0.01);
            }
        }
    }

    @Test
    void aHistogramHoldsNearlyAllTrials() {
        List<FinishForecast.Bar> bars = histogram(WorkPlan.of(Histories.varied(9, 60, 1), 70), 7);
        assertThat(bars.size()).isBetween(2, 20);
        assertThat(bars.stream().mapToDouble(FinishForecast.Bar::share).sum()).isBetween(0.95, 1.0);
        for (int at = 1; at < bars.size(); at++) {
            assertThat(bars.get(at).from()).isEqualTo(bars.get(at - 1).to());
        }
    }

    @Test
    void whatIsDoneNeedsNoForecast() {
        assertThat(Forecaster.finish(WorkPlan.of(DeliveryHistory.of(), 0), 100, 1))
                .isEqualTo(new ForecastOutcome.AlreadyDone());
    }

    @Test
    void saysWhyItCannotForecast() {
        assertThat(reason()).isEqualTo("There are only 0 past periods; a forecast needs at least 6.");
        assertThat(reason(9)).isEqualTo("There are only 1 past periods; a forecast needs at least 6.");
        assertThat(reason(new double[30]))
                .isEqualTo("Nothing was finished in the last 12 periods: work has stopped, or is not recorded.");
        assertThat(reason(0, 0, 0, 0, 0, 0, 900, 0))
                .isEqualTo("Something was finished in only 1 of the last 8 periods; a forecast needs at least 3 such"
                        + " periods.");
        double[] stopped = new double[40];
        Arrays.fill(stopped, 0, 28, 5);
        assertThat(reason(stopped))
                .isEqualTo("Nothing was finished in the last 12 periods: work has stopped, or is not recorded.");
    }

    @Test
    void oneTeamThatCannotBeForecastStopsThePlan() {
        var plan = new WorkPlan(
                List.of(team(Histories.steady(5, 30)), team(DeliveryHistory.of(new double[30]))),
                List.of(Work.of(5), new Work(1, Amount.of(1), List.of())),
                ScopeGrowth.NONE);
        assertThat(Forecaster.finish(plan, 100, 1)).isInstanceOf(ForecastOutcome.CannotForecast.class);
        assertThat(Forecaster.finish(new WorkPlan(List.of(), List.of(), ScopeGrowth.NONE), 100, 1))
                .isEqualTo(new ForecastOutcome.AlreadyDone());
    }

    @Test
    void nobodySeesTenYearsAhead() {
        assertThat(Forecaster.finish(WorkPlan.of(Histories.steady(5, 30), 1e9), 1_000_000, 1))
                .isEqualTo(new ForecastOutcome.CannotForecast(
                        "At the pace of the last periods this takes more than 520 periods; nobody can see so far."
                                + " Forecast a part of it."));
    }

    @Test
    void refusesNumbersOfTrialsThatAreNone() {
        WorkPlan plan = WorkPlan.of(Histories.steady(5, 30), 10);
        assertThatThrownBy(() -> Forecaster.finish(plan, 0, 1))
                .hasMessage("The number of trials is 0; it must be 1 to 1000000.");
        assertThatThrownBy(() -> Forecaster.finish(plan, 1_000_000_000, 1))
                .hasMessage("The number of trials is 1000000000; it must be 1 to 1000000.");
        assertThat(finish(plan, 1, 1).trials()).isEqualTo(1);
    }

    @Test
    void refusesAmountsThatAreNone() {
        assertThatThrownBy(() -> Amount.of(-1))
                .hasMessage("The work that is known is -1.0; it must be a number of 0 or more.");
        assertThatThrownBy(() -> Amount.of(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Amount(1, -2, 3, 1)).hasMessageContaining("items without a size is -2");
        assertThatThrownBy(() -> DeliveryHistory.of(1, -2))
                .hasMessage("What was finished in period 2 is -2.0; it must be a number of 0 or more.");
        assertThatThrownBy(() -> DeliveryHistory.of(Double.NaN)).hasMessageContaining("period 1 is NaN");
        assertThatThrownBy(() -> new ScopeGrowth(0, 0)).hasMessageContaining("growth factor is 0.0");
        assertThatThrownBy(() -> new ScopeGrowth(1, Double.NaN)).hasMessageContaining("deviation of growth is NaN");
        assertThatThrownBy(() -> new WorkPlan.Team(Histories.steady(1, 9), List.of(1.0, -0.5)))
                .hasMessageContaining("capacity of a period is -0.5");
        assertThatThrownBy(() -> new WorkPlan(List.of(), List.of(Work.of(1)), ScopeGrowth.NONE))
                .hasMessage("Work 0 is of team 0, but there are 0 teams.");
        assertThatThrownBy(() -> new WorkPlan(
                        List.of(team(Histories.steady(1, 9))),
                        List.of(new Work(0, Amount.of(1), List.of(0))),
                        ScopeGrowth.NONE))
                .hasMessage("Work 0 must come after all works that it waits for.");
    }

    @Test
    void moreIsReachedWithLessCertainty() {
        TotalForecast total = total(List.of(team(Histories.varied(9, 60, 5))), 8);
        assertThat(total.reached(0.95)).isLessThan(total.reached(0.85));
        assertThat(total.reached(0.85)).isLessThan(total.reached(0.50));
        assertThat(total.reached(0.50)).isEqualTo(Math.rint(total.reached(0.50)));
        assertThatThrownBy(() -> Forecaster.total(List.of(team(Histories.steady(1, 9))), 0, 10, 1))
                .hasMessage("The number of periods is 0; it must be 1 to 520.");
    }

    @Test
    void teamsAddUp() {
        WorkPlan.Team team = team(Histories.steady(6, 40));
        double one = total(List.of(team), 10).reached(0.5);
        double three = total(Collections.nCopies(3, team), 10).reached(0.5);
        assertThat(three).isBetween(2.8 * one, 3.1 * one);
        // What one team lacks, another may have more: the cautious figure grows by more.
        assertThat(total(Collections.nCopies(3, team), 10).reached(0.9))
                .isGreaterThan(3 * total(List.of(team), 10).reached(0.9));
    }

    private static WorkPlan.Team team(DeliveryHistory history) {
        return new WorkPlan.Team(history, List.of());
    }

    private static String reason(double... finished) {
        return ((ForecastOutcome.CannotForecast)
                        Forecaster.finish(WorkPlan.of(DeliveryHistory.of(finished), 10), 100, 1))
                .reason();
    }

    private static FinishForecast finish(WorkPlan plan, int trials, long seed) {
        return ((ForecastOutcome.Forecast) Forecaster.finish(plan, trials, seed)).finish();
    }

    private static TotalForecast total(List<WorkPlan.Team> teams, int periods) {
        return ((TotalOutcome.Forecast) Forecaster.total(teams, periods, 50_000, 1)).total();
    }

    private static List<Integer> periods(WorkPlan plan, int trials, long seed) {
        FinishForecast finish = finish(plan, trials, seed);
        return PERCENTILES.stream().map(p -> finish.periods(p).orElseThrow()).toList();
    }

    private static List<FinishForecast.Bar> histogram(WorkPlan plan, long seed) {
        return finish(plan, 100_000, seed).histogram(20);
    }
}
