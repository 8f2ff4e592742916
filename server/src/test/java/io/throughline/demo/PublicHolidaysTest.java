package io.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PublicHolidaysTest {

    @Test
    void easterFallsOnTheKnownSundays() {
        assertThat(PublicHolidays.easterSunday(2024)).isEqualTo("2024-03-31");
        assertThat(PublicHolidays.easterSunday(2025)).isEqualTo("2025-04-20");
        assertThat(PublicHolidays.easterSunday(2026)).isEqualTo("2026-04-05");
        assertThat(PublicHolidays.easterSunday(2038)).isEqualTo("2038-04-25");
    }

    @Test
    void kingsDayMovesToSaturdayWhenItFallsOnASundayAndIsNoWeekdayThen() {
        assertThat(PublicHolidays.between(LocalDate.of(2025, 4, 25), LocalDate.of(2025, 4, 30)))
                .isEmpty();
        assertThat(PublicHolidays.between(LocalDate.of(2026, 4, 25), LocalDate.of(2026, 4, 30)))
                .containsOnlyKeys(LocalDate.of(2026, 4, 27));
    }
}
