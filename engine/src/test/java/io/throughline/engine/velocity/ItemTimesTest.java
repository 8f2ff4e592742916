package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cycle times, work in progress and flow efficiency: what the times of single items tell. */
class ItemTimesTest {

    @Test
    void aPercentileIsATimeThatSoManyItemsDidNotExceed() {
        // Nearest rank, as in the example of Hyndman and Fan's definition 1: of 20 items the 10th, the 17th, the 19th.
        assertThat(CycleTimes.of(days(1, 20)).found())
                .contains(new CycleTimes(20, Duration.ofDays(10), Duration.ofDays(17), Duration.ofDays(19)));
    }

    @Test
    void theSlowestOfFewItemsIsNoPercentile() {
        assertThat(CycleTimes.of(days(1, 6)).found()).contains(new CycleTimes(6, Duration.ofDays(3), null, null));
        assertThat(CycleTimes.of(days(1, 7)).found())
                .contains(new CycleTimes(7, Duration.ofDays(4), Duration.ofDays(6), null));
        assertThat(CycleTimes.of(days(1, 4))).isEqualTo(new Finding.TooLittleData<CycleTimes>("finished items", 4, 5));
    }

    @Test
    void itemsThatTookEquallyLongAreAllTheSame() {
        var same = Duration.ofHours(30);
        assertThat(CycleTimes.of(Collections.nCopies(40, same)).found()).contains(new CycleTimes(40, same, same, same));
    }

    @Test
    void noItemEndsBeforeItStarts() {
        assertThatThrownBy(() -> CycleTimes.of(List.of(Duration.ofDays(2), Duration.ofDays(-1))))
                .hasMessage("A time is PT-24H; an end must not be before its start.");
    }

    @Test
    void workInProgressAges() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        var starts = List.of(
                now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(40)), now, now.plus(Duration.ofDays(1)));
        WorkInProgress work = WorkInProgress.of(starts, now);
        assertThat(work.items()).isEqualTo(3);
        assertThat(work.startedInFuture()).isEqualTo(1);
        assertThat(work.oldestAge()).isEqualTo(Duration.ofDays(40));
        assertThat(work.medianAge()).isEqualTo(Duration.ofDays(3));
        assertThat(work.olderThan(Duration.ofDays(3))).isEqualTo(1);
    }

    @Test
    void nothingInProgressHasNoAge() {
        WorkInProgress none = WorkInProgress.of(List.of(), Instant.EPOCH);
        assertThat(none.items()).isZero();
        assertThat(none.oldestAge()).isNull();
        assertThat(none.medianAge()).isNull();
    }

    @Test
    void flowEfficiencyIsTheActivePartOfTheTime() {
        var items = List.of(times(2, 8), times(2, 8), times(2, 8), times(10, 0), times(0, 60), times(0, 0));
        assertThat(FlowEfficiency.of(items).found()).contains(new FlowEfficiency(5, 16 / 100.0, 0.2));
    }

    @Test
    void fourItemsAreTooFewForAnEfficiency() {
        assertThat(FlowEfficiency.of(Collections.nCopies(4, times(1, 1))))
                .isEqualTo(new Finding.TooLittleData<FlowEfficiency>("finished items with a history", 4, 5));
    }

    private static FlowEfficiency.Times times(int activeHours, int waitingHours) {
        return new FlowEfficiency.Times(Duration.ofHours(activeHours), Duration.ofHours(waitingHours));
    }

    private static List<Duration> days(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Duration::ofDays)
                .toList()
                .reversed();
    }
}
