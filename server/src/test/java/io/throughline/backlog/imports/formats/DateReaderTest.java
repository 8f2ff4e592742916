package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateReaderTest {

    private final DateReader reader = new DateReader(LocalDate.of(2026, 11, 21)); // a Saturday

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    22/Sep/25 9:26 AM            | 2025-09-22T07:26:00Z
                    22/Sep/25 12:05 AM           | 2025-09-21T22:05:00Z
                    22/Sep/25 12:05 PM           | 2025-09-22T10:05:00Z
                    22/sept./25 9:26             | 2025-09-22T07:26:00Z
                    22.Sep.25                    | 2025-09-21T22:00:00Z
                    22.09.2025 09:26             | 2025-09-22T07:26:00Z
                    22.9.2025 9.26               | 2025-09-22T07:26:00Z
                    2025-09-22                   | 2025-09-21T22:00:00Z
                    2025-09-22 09:26             | 2025-09-22T07:26:00Z
                    2025-09-22 09:26:33.0        | 2025-09-22T07:26:33Z
                    2025/09/22 09:26             | 2025-09-22T07:26:00Z
                    2025-09-22T09:26:33Z         | 2025-09-22T09:26:33Z
                    2025-09-22T09:26:33.123+0000 | 2025-09-22T09:26:33.123Z
                    2025-09-22T09:26:33.123456-05:00 | 2025-09-22T14:26:33.123456Z
                    2025-09-22 09:26:33 UTC      | 2025-09-22T09:26:33Z
                    2025-09-22 09:26:33 +0200    | 2025-09-22T07:26:33Z
                    20250922                     | 2025-09-21T22:00:00Z
                    1757000000                   | 2025-09-04T15:33:20Z
                    1757000000123                | 2025-09-04T15:33:20.123Z
                    Mon Sep 22 2025 09:26:00 GMT+0200 (Central European Summer Time) | 2025-09-22T07:26:00Z
                    Mon Sep 22 09:26:00 UTC 2025 | 2025-09-22T09:26:00Z
                    Mon, 22 Sep 2025 09:26:00 GMT | 2025-09-22T09:26:00Z
                    Sep 22, 2025                 | 2025-09-21T22:00:00Z
                    September 22nd 2025          | 2025-09-21T22:00:00Z
                    Sep 22, 2025, 9:26 AM        | 2025-09-22T07:26:00Z
                    Sep 22, 2025 at 9:26 p.m.    | 2025-09-22T19:26:00Z
                    22-Sep-2025                  | 2025-09-21T22:00:00Z
                    22-SEP-25                    | 2025-09-21T22:00:00Z
                    22. September 2025           | 2025-09-21T22:00:00Z
                    Mo., 22. Sept. 2025 09:26 Uhr | 2025-09-22T07:26:00Z
                    04/Mär/25 3:14 PM            | 2025-03-04T14:14:00Z
                    4. März 2025                 | 2025-03-03T23:00:00Z
                    15/mai/25 3:14               | 2025-05-15T01:14:00Z
                    lundi 22 septembre 2025      | 2025-09-21T22:00:00Z
                    mar. 4 mars 2025             | 2025-03-03T23:00:00Z
                    1er janvier 2025             | 2024-12-31T23:00:00Z
                    14/févr./25 9:26             | 2025-02-14T08:26:00Z
                    22 de septiembre de 2025     | 2025-09-21T22:00:00Z
                    12/ene/25 9:26 AM            | 2025-01-12T08:26:00Z
                    05/dez/25 09:26              | 2025-12-05T08:26:00Z
                    05/mrt/25 09:26              | 2025-03-05T08:26:00Z
                    22 сентября 2025             | 2025-09-21T22:00:00Z
                    2025年9月22日                  | 2025-09-21T22:00:00Z
                    2025年9月22日 午後3:05          | 2025-09-22T13:05:00Z
                    {-84}                        | 2026-08-28T22:00:00Z
                    {0}                          | 2026-11-20T23:00:00Z
                    {3}                          | 2026-11-23T23:00:00Z
                    {w-12}                       | 2026-11-04T23:00:00Z
                    """)
    void everyWayOfWritingADateIsRead(String value, String expected) throws RefusedRowException {
        assertThat(reader.read("Created", value, DayOrder.DAY_FIRST)
                        .orElseThrow()
                        .toInstant(Imported.BERLIN))
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "03/04/2025,DAY_FIRST,2025-04-03",
        "03/04/2025,MONTH_FIRST,2025-03-04",
        "9/22/25 14:00,MONTH_FIRST,2025-09-22"
    })
    void slashDatesFollowTheOrderOfTheFile(String value, DayOrder order, LocalDate expected)
            throws RefusedRowException {
        assertThat(reader.read("Created", value, order).orElseThrow().date()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"n/a", "-", "None", "0001-01-01T00:00:00"})
    void somePeopleWriteThatThereIsNoDate(String value) throws RefusedRowException {
        assertThat(reader.read("Created", value, DayOrder.DAY_FIRST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    yesterday        | The date cannot be read: it is not a date.
                    2025-13-01       | The date cannot be read: there is no month 13 when read as day/month/year.
                    2025-02-30       | The date cannot be read: invalid date 'FEBRUARY 30'.
                    9999-01-01       | The date cannot be read: its year is not from 1970 to 2200.
                    2025-09-22 25:00 | The date cannot be read: invalid value for HourOfDay (valid values 0 - 23): 25.
                    45922            | The date cannot be read: it is a number, not a date.
                    Sep 22           | The date cannot be read: it has no year.
                    22/Foo/25        | The date cannot be read: it is not a date.
                    2025-09-22 soon  | The date cannot be read: it has more than a date and a time.
                    {later}          | The date cannot be read: braces hold days from today such as {-84}, or weekdays such as {w-12}.
                    """)
    void aDateThatCannotBeReadIsRefusedWithItsReason(String value, String reason) {
        assertThatExceptionOfType(RefusedRowException.class)
                .isThrownBy(() -> reader.read("Created", value, DayOrder.DAY_FIRST))
                .withMessage(reason);
    }

    @Test
    void midnightWithAnOffsetIsAPlainDayWhereverItIsRead() throws RefusedRowException {
        Moment midnight = reader.read("Due", "2025-09-17T00:00:00.000Z", DayOrder.DAY_FIRST)
                .orElseThrow();
        assertThat(midnight.toDate(java.time.ZoneId.of("America/New_York"))).isEqualTo(LocalDate.of(2025, 9, 17));
    }
}
