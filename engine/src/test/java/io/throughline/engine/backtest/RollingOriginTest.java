package io.throughline.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollingOriginTest {

    @Test
    void theMeanOfASteadyTeamIsRight() {
        RollingOrigin.Result result = RollingOrigin.of(steady(2, 40), 4, new NaiveMean(12));
        // Origins 12, 16, … 36; k of 4 leaves 12 periods until 28, k of 8 leaves 24 until 16, k of 16 never 48.
        assertThat(result.when()).hasSize(5 + 2);
        assertThat(result.howMuch()).hasSize(7 + 6 + 4);
        Score when = Score.pooled(result.when());
        assertThat(when.coverage()).containsOnly(1.0);
        assertThat(when.loss()).isZero();
        assertThat(when.p85()).isEqualTo(1);
        assertThat(Score.pooled(result.howMuch()).loss()).isZero();
    }

    @Test
    void whatIsNeverFinishedIsMissedByEveryPercentile() {
        double[] stopped = steady(5, 60);
        Arrays.fill(stopped, 24, 60, 0);
        RollingOrigin.Result result = RollingOrigin.of(stopped, 12, new NaiveMean(12));
        RollingOrigin.Case last = result.when().stream()
                .filter(each -> each.horizon() == 4)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(last.held()).containsOnly(false);
        // Said after 4, charged after 6 x 4 + 26 = 50: the mean of the eight probabilities times 46, in multiples of 4.
        assertThat(last.loss()).isCloseTo(0.54375 * 46 / 4, within(1e-9));
        assertThat(last.medianError()).isEqualTo(46 / 4.0);
    }

    @Test
    void aRefusalIsNoAnswerAndCanBeCountedAsAMiss() {
        ForecastMethod silentOnce = new ForecastMethod() {
            @Override
            public String name() {
                return "silent once";
            }

            @Override
            public Optional<Known> at(DeliveryHistory known, int mostPeriods) {
                return known.periods() == 12 ? Optional.empty() : new NaiveMean(12).at(known, mostPeriods);
            }
        };
        Score score =
                Score.pooled(RollingOrigin.of(steady(2, 40), 4, silentOnce).when());
        assertThat(score.cases()).isEqualTo(7);
        assertThat(score.refused()).isEqualTo(2);
        assertThat(score.coverage()).containsOnly(1.0);
        assertThat(score.coverageWithRefusals())
                .allSatisfy(share -> assertThat(share).isCloseTo(5 / 7.0, within(1e-9)));
        assertThat(score.loss()).isZero();
    }

    @Test
    void everySeriesCountsAlikeInTheMacroMean() {
        Score always = score(10, 1.0);
        Score never = score(1_000, 0.0);
        Score macro = Score.macro(List.of(always, never));
        assertThat(macro.count()).isEqualTo(2);
        assertThat(macro.coverage()).containsOnly(0.5);
        // Standard deviation of 0 and 1 (n - 1), by the square root of 2.
        assertThat(macro.standardError()).isNotNull();
        assertThat(macro.standardError()).allSatisfy(error -> assertThat(error).isCloseTo(0.5, within(1e-9)));
    }

    private static Score score(int cases, double coverage) {
        List<Double> all = Collections.nCopies(RollingOrigin.PERCENTILES.size(), coverage);
        return new Score(cases, cases, 0, all, all, null, 0.1, 0.2, 1.5);
    }

    @Test
    void drawsOfTheSimpleMethodAreThoseOfTheWindow() {
        ForecastMethod.Known known = new SimpleMonteCarlo(12, 0, 1_000)
                .at(DeliveryHistory.of(steady(3, 30)), 50)
                .orElseThrow();
        assertThat(known.periodsUntil(30, 0.05)).isEqualTo(10);
        assertThat(known.periodsUntil(31, 0.95)).isEqualTo(11);
        assertThat(known.totalBelow(4, 0.5)).isEqualTo(12);
        assertThat(new SimpleMonteCarlo(26, 0.3, 10).name()).isEqualTo("mc26_lvl30");
    }

    @Test
    void ourOwnForecastsAreRepeatable() {
        double[] finished = {
            3, 5, 2, 8, 0, 4, 6, 3, 7, 2, 5, 4, 3, 6, 2, 8, 1, 4, 6, 3, 7, 2, 5, 4, 3, 5, 2, 8, 0, 4, 6, 3, 7, 2, 5, 4
        };
        var method = new OwnMethod(2_000, 1);
        RollingOrigin.Result result = RollingOrigin.of(finished, 4, method);
        assertThat(RollingOrigin.of(finished, 4, method)).isEqualTo(result);
        assertThat(Score.pooled(result.when()).refused()).isZero();
    }

    private static double[] steady(double perPeriod, int periods) {
        double[] finished = new double[periods];
        Arrays.fill(finished, perPeriod);
        return finished;
    }
}
