package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutlierTest {

    @Test
    void twoOutliersDoNotHideEachOther() {
        // Median 2.45, median distance 0.15: (8.2 - 2.45) x 0.6745 / 0.15.
        List<Outlier> outliers = Outlier.in(2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3)
                .found()
                .orElseThrow();
        assertThat(outliers).extracting(Outlier::period).containsExactly(8, 9);
        assertThat(outliers.get(0).score()).isCloseTo(25.86, within(0.01));
        assertThat(outliers.get(1).score()).isCloseTo(26.31, within(0.01));
    }

    @Test
    void anIdleWeekOfASteadyTeamIsOne() {
        Outlier idle = Outlier.in(10, 11, 10, 9, 10, 11, 0, 10, 9)
                .found()
                .orElseThrow()
                .getFirst();
        assertThat(idle.period()).isEqualTo(6);
        assertThat(idle.score()).isNegative();
    }

    @Test
    void findsThemWhereMostPeriodsAreEqual() {
        // More than half of the distances are 0; their mean is 50 / 11.
        Outlier giant = Outlier.in(0, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0)
                .found()
                .orElseThrow()
                .getFirst();
        assertThat(giant.period()).isEqualTo(5);
        assertThat(giant.score()).isCloseTo(50 / (1.253314 * 50 / 11), within(0.001));
    }

    @Test
    void periodsThatAreAllEqualHaveNone() {
        assertThat(Outlier.in(3, 3, 3, 3, 3, 3).found()).contains(List.of());
        assertThat(Outlier.in(0, 0, 0, 0, 0).found()).contains(List.of());
    }

    @Test
    void fourPeriodsAreTooFewToTell() {
        assertThat(Outlier.in(1, 1, 1, 90)).isEqualTo(new Finding.TooLittleData<List<Outlier>>("periods", 4, 5));
    }
}
