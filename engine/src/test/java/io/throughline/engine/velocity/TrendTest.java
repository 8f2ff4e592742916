package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrendTest {

    /** Little, "A Mann-Kendall Example (By Hand)", College of the Holy Cross. */
    private static final double[] BY_HAND = {
        12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7
    };

    @Test
    void agreesWithTheExampleWorkedByHand() {
        MannKendall order = MannKendall.of(BY_HAND);
        assertThat(order.score()).isEqualTo(54);
        assertThat(order.pairs()).isEqualTo(90);
        assertThat(order.variance()).isCloseTo(332.67, within(0.01));
        assertThat(order.pValue() / 2).isCloseTo(0.0018, within(0.00005));
        assertThat(order.exact()).isFalse();
    }

    @Test
    void agreesWithGilbertsExactTable() {
        // Gilbert (1987), example 16.1: the chance of S of 4 or more among 4 values is 0.167.
        MannKendall order = MannKendall.of(new double[] {10, 15, 14, 20});
        assertThat(order.score()).isEqualTo(4);
        assertThat(order.pValue()).isCloseTo(2 * 0.167, within(0.001));
        assertThat(order.exact()).isTrue();
    }

    @Test
    void correctsTheVarianceForTiesAsGilbertDoes() {
        // Gilbert (1987), section 16.4.2: groups of 2, 3 and 3 equal values among 9.
        assertThat(MannKendall.of(new double[] {23, 24, 0, 6, 0, 24, 24, 0, 23}).variance())
                .isCloseTo(1506 / 18.0, within(1e-9));
    }

    @Test
    void countsOutAllOrdersOfFewValuesWithTies() {
        double[] values = {1, 1, 2, 3, 3, 3};
        assertThat(MannKendall.of(values).pValue()).isCloseTo(shareOfOrdersAsFar(values), within(1e-12));
        double[] mixed = {3, 1, 3, 2, 1, 3};
        assertThat(MannKendall.of(mixed).pValue()).isCloseTo(shareOfOrdersAsFar(mixed), within(1e-12));
    }

    /** Over all 720 orders, one by one. */
    private static double shareOfOrdersAsFar(double[] values) {
        long score = Math.abs(MannKendall.of(values).score());
        int[] counts = new int[2];
        permute(values.clone(), 0, score, counts);
        return (double) counts[0] / counts[1];
    }

    private static void permute(double[] values, int from, long score, int[] counts) {
        if (from == values.length) {
            counts[0] += Math.abs(MannKendall.of(values).score()) >= score ? 1 : 0;
            counts[1]++;
            return;
        }
        for (int at = from; at < values.length; at++) {
            swap(values, from, at);
            permute(values, from + 1, score, counts);
            swap(values, from, at);
        }
    }

    private static void swap(double[] values, int one, int other) {
        double kept = values[one];
        values[one] = values[other];
        values[other] = kept;
    }

    @Test
    void oneGiantWeekIsNoTrend() {
        Trend trend = Trend.of(5, 6, 5, 4, 6, 5, 500, 5, 4, 6, 5).found().orElseThrow();
        assertThat(trend.isSignificant()).isFalse();
        assertThat(trend.slopePerPeriod()).isZero();
    }

    @Test
    void findsHowFastASteadySeriesRises() {
        Trend trend = Trend.of(3, 5, 7, 9, 11, 13).found().orElseThrow();
        assertThat(trend.slopePerPeriod()).isEqualTo(2);
        assertThat(trend.tau()).isEqualTo(1);
        assertThat(trend.pValue()).isCloseTo(2 / 720.0, within(1e-12));
        assertThat(trend.isSignificant()).isTrue();
    }

    @Test
    void periodsThatAreAllEqualHaveNoTrend() {
        for (double[] equal : new double[][] {new double[8], {4, 4, 4, 4, 4, 4}, new double[30]}) {
            assertThat(Trend.of(equal).found()).contains(new Trend(0, 0, 1, equal.length <= 10));
        }
    }

    @Test
    void fourPeriodsAreTooFewToTell() {
        assertThat(Trend.of(1, 2, 3, 4)).isEqualTo(new Finding.TooLittleData<Trend>("periods", 4, 5));
        assertThat(Trend.of()).isEqualTo(new Finding.TooLittleData<Trend>("periods", 0, 5));
        assertThat(Trend.of(1, 2, 3, 4, 5).found().orElseThrow().isSignificant())
                .isTrue();
    }

    @Test
    void namesThePeriodWhoseAmountIsWrong() {
        assertThatThrownBy(() -> Trend.of(1, Double.NaN))
                .hasMessage("What was finished in period 2 is NaN; it must be a number of 0 or more.");
        assertThatThrownBy(() -> Trend.of(-1)).hasMessageContaining("period 1 is -1.0");
        double[] tooMany = new double[2_000];
        Arrays.fill(tooMany, 1);
        assertThatThrownBy(() -> Trend.of(tooMany))
                .hasMessage("There are 2000 periods; look at the last 1040 at most.");
    }
}
