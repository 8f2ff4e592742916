package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesSummaryTest {

    @Test
    void tellsTheMiddleAndTheSpread() {
        SeriesSummary summary = SeriesSummary.of(2, 4, 4, 4, 5, 5, 7, 9).found().orElseThrow();
        assertThat(summary.total()).isEqualTo(40);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.median()).isEqualTo(4.5);
        assertThat(summary.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
        assertThat(summary.coefficientOfVariation()).isCloseTo(Math.sqrt(32 / 7.0) / 5, within(1e-12));
    }

    @Test
    void onePeriodHasNoSpread() {
        assertThat(SeriesSummary.of(7).found()).contains(new SeriesSummary(1, 7, 7, 7, null, null));
    }

    @Test
    void idlePeriodsHaveNoRelativeSpread() {
        assertThat(SeriesSummary.of(0, 0, 0).found()).contains(new SeriesSummary(3, 0, 0, 0, 0.0, null));
    }

    @Test
    void noPeriodIsTooLittle() {
        assertThat(SeriesSummary.of()).isEqualTo(new Finding.TooLittleData<SeriesSummary>("periods", 0, 1));
    }

    @Test
    void refusesWhatCannotBeFinished() {
        assertThatThrownBy(() -> SeriesSummary.of(1, 2, -3))
                .hasMessage("What was finished in period 3 is -3.0; it must be a number of 0 or more.");
        assertThatThrownBy(() -> SeriesSummary.of(Double.POSITIVE_INFINITY)).hasMessageContaining("period 1");
    }
}
