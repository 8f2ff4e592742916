package io.throughline.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.engine.forecast.Calibration.Coverage;
import io.throughline.engine.forecast.Calibration.Levels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Levels LEARNT = new Levels(LearntPrior.LEARNT.held());

    @Test
    void levelsAscendWhereverTheOutcomesLay() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            double[] places = random.doubles(1 + random.nextInt(80)).toArray();
            Levels moved = LEARNT.movedTo(places, random.nextDouble());
            double last = 0;
            for (double probability = 0.01; probability < 1; probability += 0.01) {
                double share = moved.shareOf(probability);
                assertThat(share).isBetween(last, 1.0);
                last = share;
            }
        }
    }

    @Test
    void movesTowardsWhatTheTeamsOwnHistoryTells() {
        double[] late = new double[60];
        Arrays.fill(late, 0.99);
        double before = LEARNT.shareOf(0.85);
        assertThat(LEARNT.movedTo(late, 0.5).shareOf(0.85)).isCloseTo((before + 0.99) / 2, within(1e-9));
        assertThat(LEARNT.movedTo(new double[0], 0.5).shareOf(0.85)).isEqualTo(before);
    }

    @Test
    void probabilitiesAndSharesAreEachOthersInverse() {
        Levels moved = LEARNT.movedTo(new double[] {0.2, 0.4, 0.6, 0.9}, 0.3);
        for (double probability : new double[] {0.05, 0.3, 0.5, 0.85, 0.95}) {
            assertThat(moved.probabilityOf(moved.shareOf(probability))).isCloseTo(probability, within(1e-9));
        }
    }

    @Test
    void aShortHistoryHasNoCasesOfItsOwn() {
        Calibration calibration = calibration(Histories.varied(9, 23, 1));
        assertThat(calibration.cases()).isZero();
        assertThat(calibration.coverage()).isEmpty();
        // From 24 on, the first four weeks after the twelfth have been watched for three times as long.
        assertThat(calibration(Histories.varied(9, 24, 1)).cases()).isEqualTo(1);
    }

    @Test
    void theFutureOfABacktestIsNotKnown() {
        DeliveryHistory whole = Histories.varied(9, 120, 2);
        double[] past = new double[80];
        for (int at = 0; at < past.length; at++) {
            past[at] = whole.finished(at);
        }
        double[] otherFuture = Arrays.copyOf(past, 120);
        Arrays.fill(otherFuture, 80, 120, 0.25); // not even whole
        List<Coverage> known = calibration(DeliveryHistory.of(past)).coverage();
        assertThat(calibration(whole.first(80)).coverage()).isEqualTo(known);
        assertThat(calibration(DeliveryHistory.of(otherFuture).first(80)).coverage())
                .isEqualTo(known);
        assertThat(periods(whole.first(80)))
                .isEqualTo(periods(DeliveryHistory.of(otherFuture).first(80)));
    }

    @Test
    void aLevelThatHoldsIsHeldOftenAndOneThatSinksIsNot() {
        Calibration steady = calibration(Histories.varied(9, 260, 3));
        assertThat(steady.cases()).isEqualTo(168);
        assertThat(held(steady, 0.85).raw()).isGreaterThan(0.85);
        double[] sinking = new double[260];
        for (int at = 0; at < sinking.length; at++) {
            sinking[at] = Math.rint(200 * Math.exp(-at / 40.0));
        }
        Coverage sunk = held(calibration(DeliveryHistory.of(sinking)), 0.85);
        assertThat(sunk.raw()).isLessThan(0.85);
        assertThat(sunk.corrected()).isGreaterThan(sunk.raw());
    }

    private static Coverage held(Calibration calibration, double probability) {
        return calibration.coverage().stream()
                .filter(each -> each.probability() == probability)
                .findFirst()
                .orElseThrow();
    }

    private static int periods(DeliveryHistory history) {
        return ((ForecastOutcome.Forecast) Forecaster.finish(WorkPlan.of(history, 60), 10_000, 1))
                .finish()
                .periods(0.85)
                .orElseThrow();
    }

    private static Calibration calibration(DeliveryHistory history) {
        return new Backtest(history, 1, LevelModel.LEARNT).calibration();
    }
}
