package io.throughline.timelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.timelog.ExpectedTime.Share;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedTimeTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    private static Share share(@Nullable Integer minutes, Map<LocalDate, String> off, Map<LocalDate, String> own) {
        return new Share(minutes, off, own);
    }

    private static int week(ExpectedTime expected) {
        return MONDAY.datesUntil(MONDAY.plusDays(7))
                .mapToInt(expected::minutesOn)
                .sum();
    }

    @Test
    void aFullWeekIsSpreadOverFiveDays() {
        ExpectedTime expected = ExpectedTime.of(List.of(share(2_400, Map.of(), Map.of())));

        assertThat(expected.minutesOn(MONDAY)).isEqualTo(480);
        assertThat(expected.minutesOn(MONDAY.plusDays(5))).isZero();
        assertThat(expected.minutesOn(MONDAY.plusDays(6))).isZero();
        assertThat(expected.isAssumed()).isFalse();
    }

    @Test
    void minutesThatFiveDoesNotDivideAreNotLost() {
        ExpectedTime expected = ExpectedTime.of(List.of(share(1_203, Map.of(), Map.of())));

        assertThat(expected.minutesOn(MONDAY)).isEqualTo(241);
        assertThat(expected.minutesOn(MONDAY.plusDays(4))).isEqualTo(240);
        assertThat(week(expected)).isEqualTo(1_203);
    }

    @Test
    void sharesOfSeveralWorkspacesAddUpToAWeekAndNoMore() {
        assertThat(ExpectedTime.of(List.of(share(1_200, Map.of(), Map.of()), share(600, Map.of(), Map.of())))
                        .weeklyMinutes())
                .isEqualTo(1_800);
        ExpectedTime twice =
                ExpectedTime.of(List.of(share(2_400, Map.of(), Map.of()), share(2_400, Map.of(), Map.of())));
        assertThat(twice.weeklyMinutes()).isEqualTo(2_400);
        assertThat(week(twice)).isEqualTo(2_400);
        assertThat(week(ExpectedTime.of(List.of(share(2_700, Map.of(), Map.of())))))
                .isEqualTo(2_700);
    }

    @Test
    void aHolidayOfOneWorkspaceLeavesTheWorkOfTheOtherAndAnOwnDayOffLeavesNone() {
        Map<LocalDate, String> holiday = Map.of(MONDAY, "Founders' day");
        Map<LocalDate, String> own = Map.of(MONDAY.plusDays(1), "Leave");
        ExpectedTime expected = ExpectedTime.of(List.of(
                share(1_200, Map.of(MONDAY, "Founders' day", MONDAY.plusDays(1), "Leave"), own),
                share(600, Map.of(), Map.of())));

        assertThat(expected.minutesOn(MONDAY)).isEqualTo(120);
        assertThat(expected.minutesOn(MONDAY.plusDays(1))).isZero();
        assertThat(expected.minutesOn(MONDAY.plusDays(2))).isEqualTo(360);
        assertThat(expected.reasonOff(MONDAY)).contains(holiday.get(MONDAY));
        assertThat(expected.reasonOff(MONDAY.plusDays(1))).contains("Leave");
        assertThat(expected.reasonOff(MONDAY.plusDays(2))).isEmpty();
    }

    @Test
    void whereNobodySaysHowMuchAUsualWeekIsAssumed() {
        assertThat(ExpectedTime.of(List.of()).isAssumed()).isTrue();
        assertThat(week(ExpectedTime.of(List.of()))).isEqualTo(ExpectedTime.USUAL_WEEK_MINUTES);
        ExpectedTime off = ExpectedTime.of(List.of(share(null, Map.of(MONDAY, "Holiday"), Map.of())));
        assertThat(off.isAssumed()).isTrue();
        assertThat(off.minutesOn(MONDAY)).isZero();
    }
}
