package io.throughline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingWeeksTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 1, 2026-11-27", // Monday to Friday
        "2026-11-21, 1, 2026-11-27", // a Saturday: work begins on Monday
        "2026-11-22, 2, 2026-12-04",
        "2026-11-25, 1, 2026-12-01", // Wednesday to Tuesday
        "2026-11-27, 3, 2026-12-17"
    })
    void aPeriodEndsOnItsFifthWorkingDay(LocalDate start, int periods, LocalDate end) {
        assertThat(new WorkingWeeks(start).endOf(periods)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-27"})
    void untilIsTheOtherWayRound(LocalDate start) {
        var weeks = new WorkingWeeks(start);
        for (int periods = 1; periods < 60; periods++) {
            assertThat(weeks.until(weeks.endOf(periods))).isEqualTo(periods);
            assertThat(weeks.until(weeks.endOf(periods).minusDays(1))).isLessThan(periods);
        }
    }

    @Test
    void nothingIsWorkedBeforeTheStart() {
        assertThat(new WorkingWeeks(LocalDate.of(2026, 11, 21)).until(LocalDate.of(2026, 11, 22)))
                .isZero();
        assertThat(new WorkingWeeks(LocalDate.of(2026, 11, 21)).until(LocalDate.of(2026, 11, 1)))
                .isZero();
    }
}
