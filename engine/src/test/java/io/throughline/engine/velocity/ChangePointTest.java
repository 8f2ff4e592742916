package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChangePointTest {

    /** Pettitt (1979), table 1. The test compares ranks, so that adding a constant changes nothing. */
    private static final double[] PETTITT = DoubleStream.of(
                    -1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42, 1.26,
                    -1.02, -0.81, 1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.60, 0.72, -0.12, 0.44, 0.03, 0.66, 0.56, 1.37,
                    1.66, 0.10, 0.80, 1.29, 0.49, -0.07, 1.18, 3.29, 1.84)
            .map(value -> value + 2)
            .toArray();

    @Test
    void agreesWithPettittsOwnExample() {
        // K = 232, p = 0.0146, change after the 17th.
        List<ChangePoint> changes = ChangePoint.in(PETTITT).found().orElseThrow();
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().period()).isEqualTo(17);
        assertThat(changes.getFirst().pValue()).isCloseTo(0.0146, within(0.00005));
    }

    @Test
    void tellsTheLevelsBetweenSeveralChanges() {
        double[] finished = new double[60];
        Arrays.fill(finished, 0, 20, 5);
        Arrays.fill(finished, 20, 40, 12);
        Arrays.fill(finished, 40, 60, 2);
        List<ChangePoint> changes = ChangePoint.in(finished).found().orElseThrow();
        assertThat(changes).extracting(ChangePoint::period).containsExactly(20, 40);
        assertThat(changes).extracting(ChangePoint::meanBefore).containsExactly(5.0, 12.0);
        assertThat(changes).extracting(ChangePoint::meanAfter).containsExactly(12.0, 2.0);
    }

    @Test
    void aSteadyTeamHasNone() {
        assertThat(ChangePoint.in(new double[40]).found()).contains(List.of());
        assertThat(ChangePoint.in(4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5, 900)
                        .found())
                .contains(List.of());
    }

    @Test
    void chanceAloneSeldomShowsOne() {
        int series = 2_000;
        int found = 0;
        var random = new SplittableRandom(1);
        for (int at = 0; at < series; at++) {
            double[] finished = random.doubles(26, 0, 10).map(Math::floor).toArray();
            found += ChangePoint.in(finished).found().orElseThrow().isEmpty() ? 0 : 1;
        }
        double deviation = Math.sqrt(ChangePoint.LEVEL * (1 - ChangePoint.LEVEL) / series);
        assertThat((double) found / series).isLessThan(ChangePoint.LEVEL + 4 * deviation);
    }

    @Test
    void elevenPeriodsAreTooFewToTell() {
        assertThat(ChangePoint.in(0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9))
                .isEqualTo(new Finding.TooLittleData<List<ChangePoint>>("periods", 11, 12));
        assertThat(ChangePoint.in(0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9).found().orElseThrow())
                .extracting(ChangePoint::period)
                .containsExactly(6);
    }
}
