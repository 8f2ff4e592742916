package io.throughline.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelModelTest {

    private static final LearntPrior PLAIN =
            new LearntPrior(List.of(0.0, 0.0, 0.0, 0.0), 0, 0.3, 0, 0, 1, LearntPrior.NOMINAL, 100);

    @Test
    void withoutFarChangesTheLevelIsLogNormal() {
        double[] factors = new LevelModel(PLAIN).factors(Histories.steady(1_000, 52));
        assertThat(factors).isSorted();
        assertThat(at(factors, 0.5)).isCloseTo(1, within(0.002));
        assertThat(at(factors, 0.8413)).isCloseTo(Math.exp(0.3), within(0.005));
        assertThat(at(factors, 0.0228)).isCloseTo(Math.exp(-0.6), within(0.005));
    }

    @Test
    void whatTheTeamDidLatelyCountsForSomeOfIt() {
        double[] finished = new double[52];
        Arrays.fill(finished, 10);
        double usual = median(finished);
        Arrays.fill(finished, 48, 52, 20);
        assertThat(median(finished)).isBetween(1.1 * usual, 1.5 * usual);
    }

    @Test
    void aShortHistoryIsLessSure() {
        double[] twelve = LevelModel.LEARNT.factors(Histories.varied(9, 12, 1));
        double[] six = LevelModel.LEARNT.factors(Histories.varied(9, 12, 1).first(6));
        assertThat(at(six, 0.9) / at(six, 0.1)).isGreaterThan(at(twelve, 0.9) / at(twelve, 0.1));
    }

    @Test
    void theVarianceIsThatOfTheMixture() {
        assertThat(PLAIN.variance()).isCloseTo(0.09, within(1e-12));
        var mixed = new LearntPrior(List.of(0.0, 0.0, 0.0, 0.0), 0, 0.1, 0.5, 2, 0.1, LearntPrior.NOMINAL, 100);
        assertThat(mixed.variance()).isCloseTo(0.01 + 1, within(1e-12));
    }

    /** What one period gives in the middle: draws are as far from their mean as the factors say. */
    private static double median(double[] finished) {
        DeliveryHistory history = DeliveryHistory.of(finished);
        return at(LevelModel.LEARNT.factors(history), 0.5) * history.meanOfLast(LearntPrior.DRAWN_PERIODS);
    }

    private static double at(double[] ascending, double share) {
        return ascending[(int) (share * ascending.length)];
    }
}
