package io.throughline.timelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.problem.CallerMistakeException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkedTimeTest {

    @ParameterizedTest
    @CsvSource({"7.33,440", "8.1,486", "7.34,440", "0.0084,1", "24,1440", "0.25,15", "1.5E+0,90"})
    void hoursAreRoundedToMinutesHalfUp(String hours, int minutes) {
        assertThat(WorkedTime.ofHours(new BigDecimal(hours))).isEqualTo(minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "24.01", "25", "1e309", "1e999999999", "-1e999999999"})
    @Timeout(20)
    void whatIsNoDaysWorkIsRefused(String hours) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> WorkedTime.ofHours(new BigDecimal(hours)))
                .withMessageStartingWith("Hours must be more than 0 and at most 24, but were ");
    }

    @Test
    @Timeout(20)
    void tinyNumbersTakeNoTimeToRefuseOrRound() {
        assertThat(WorkedTime.ofDecimal(new BigDecimal("1e-999999999"))).isZero();
        assertThat(WorkedTime.ofDecimal(new BigDecimal("0.33"))).isEqualTo(20);
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> WorkedTime.ofHours(new BigDecimal("1e-999999999")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2       | 120
            2.5     | 150
            2,5     | 150
            2:30    | 150
            2h 30m  | 150
            2h30    | 150
            45m     | 45
            45 min  | 45
            0       | 0
            24:00   | 1440
            """)
    void peopleTypeTimeInManyWays(String typed, int minutes) {
        assertThat(WorkedTime.parse(typed)).isEqualTo(minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2:75", "-1", "1e3", "25", "24:01", "٢", "2..5"})
    void whatIsNoTimeIsRefused(String typed) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(() -> WorkedTime.parse(typed));
    }

    @Test
    void descriptionsAreKeptVerbatimButForBlanksAround() {
        assertThat(WorkedTime.description(" \u00A0Café ☕\r\nsecond line\t")).isEqualTo("Café ☕\nsecond line");
        assertThat(WorkedTime.description("😀".repeat(10_000))).hasSize(20_000);
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> WorkedTime.description("😀".repeat(10_001)))
                .withMessage("The description has 10001 characters, but 10000 at most are kept. Shorten it.");
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> WorkedTime.description("a\u0000b"))
                .withMessage("The description has a control character (U+0000). Leave it out.");
    }
}
