package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.engine.velocity.WeeklySeries.Finish;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklySeriesTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    @Test
    void idleWeeksCountAndTheRunningOneDoesNot() {
        var finishes = List.of(
                new Finish(LocalDate.of(2026, 10, 25), 7), // the Sunday before the first week
                new Finish(LocalDate.of(2026, 10, 26), 2), // its Monday
                new Finish(LocalDate.of(2026, 11, 1), 3), // its Sunday
                new Finish(LocalDate.of(2026, 11, 9), 1),
                new Finish(LocalDate.of(2026, 11, 16), 4), // this week
                new Finish(LocalDate.of(2026, 11, 21), 9)); // tomorrow
        WeeklySeries series = WeeklySeries.of(finishes, LocalDate.of(2026, 10, 28), FRIDAY);
        assertThat(series).isEqualTo(new WeeklySeries(LocalDate.of(2026, 10, 26), List.of(5.0, 0.0, 1.0), 4, 1));
        assertThat(series.mondayOfWeek(2)).isEqualTo(LocalDate.of(2026, 11, 9));
    }

    @Test
    void aTeamThatStartedThisWeekHasNoWholeWeek() {
        assertThat(WeeklySeries.of(List.of(new Finish(FRIDAY, 1)), FRIDAY, FRIDAY)
                        .finished())
                .isEmpty();
    }

    @Test
    void refusesWeeksBackwardsAndNegativeAmounts() {
        assertThatThrownBy(() -> WeeklySeries.of(List.of(), FRIDAY.plusDays(1), FRIDAY))
                .hasMessage("The first week is after today: 2026-11-21 and 2026-11-20.");
        assertThatThrownBy(() -> new Finish(FRIDAY, -2))
                .hasMessage("What was finished on 2026-11-20 is -2.0; it must be a number of 0 or more.");
    }
}
