package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    5         | 5
                    5.0       | 5
                    2,5       | 2.5
                    .5        | 0.5
                    0,125     | 0.125
                    1.000,5   | 1000.5
                    1,000.5   | 1000.5
                    1 000     | 1000
                    5 pts     | 5
                    3 SP      | 3
                    1e2       | 100
                    -0        | 0
                    """)
    void numbersAreReadWithPointOrComma(String value, double expected) throws RefusedRowException {
        assertThat(NumberReader.read("Story Points", value)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"?", "-", "n/a", "None", "unestimated"})
    void somePeopleWriteThatThereIsNoNumber(String value) throws RefusedRowException {
        assertThat(NumberReader.read("Story Points", value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    five       | 'five' is not a number.
                    NaN        | 'NaN' is not a number.
                    Infinity   | 'Infinity' is not a number.
                    1,000      | '1,000' is not a number.
                    3/4        | '3/4' is not a number.
                    -3         | The number must be 0 or more, but was -3.
                    1e300      | The number must be 1,000,000 or less, but was 1e300.
                    99999999   | The number must be 1,000,000 or less, but was 99999999.
                    """)
    void whatIsNoSensibleNumberIsRefused(String value, String reason) {
        assertThatExceptionOfType(RefusedRowException.class)
                .isThrownBy(() -> NumberReader.read("Story Points", value))
                .withMessage(reason);
    }
}
