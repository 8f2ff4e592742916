package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.timelog.LogPerson;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What ERPs write is read the same in every locale of this machine. */
class ErpReadingTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2026-01-05      | 2026 | 2026-01-05
            2026-01-05T00:00:00Z | 2026 | 2026-01-05
            Mon, Jan 5      | 2026 | 2026-01-05
            Mon, Dec 29     | 2026 | 2025-12-29
            Mon, Dec 29     | 2025 | 2025-12-29
            Mon, Jan 5      | 2025 | 2026-01-05
            Mon, Sept 7     | 2026 | 2026-09-07
            Monday, September 7 | 2026 | 2026-09-07
            JUL 6           | 2026 | 2026-07-06
            Mon, Apr. 6     | 2026 | 2026-04-06
            Mon, Feb 29     | 2027 | none
            Mon, Jan 5, 2026 | 1999 | 2026-01-05
            Tue, Jan 6      | 2026 | none
            2026-01-06      | 2026 | none
            2026-02-30      | 2026 | none
            Mon, Xyz 5      | 2026 | none
            nonsense        | 2026 | none
            """)
    void mondaysAreFoundByTheirWeekdayWhereTheYearIsMissing(String text, int year, LocalDate expected) {
        for (String tag : List.of("en-US", "tr-TR", "ar-EG", "fa-IR")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(ErpDates.monday(text, year)).as(tag).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"hours":5,"minutes":30,"decimal_hours":5.5}   | 330
            {"hours":"5","minutes":"30"}                   | 330
            {"hours":null,"minutes":null,"decimal_hours":"7.33"} | 440
            {"decimal_hours":8.1}                          | 486
            {"hours":0,"minutes":null}                     | 0
            {"hours":7.5}                                  | 450
            {}                                             | 0
            {"hours":25,"minutes":0}                       | none
            {"hours":-1}                                   | none
            {"hours":1e30}                                 | 0
            """)
    void timesAreReadAsWholeMinutes(String entry, Integer minutes) {
        assertThat(ErpJson.minutes(node(entry))).isEqualTo(minutes);
    }

    private static ObjectNode node(String json) {
        return (ObjectNode) Objects.requireNonNull(ErpJson.parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG"})
    void aWeekIsReadAndWrittenTheSameInEveryLocale(String tag) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(tag));
        var week = new WeekDocument(
                node("""
                        {"id":"9001","week_starting":"Mon, Jan 5","is_completed":"False","modified_at":"v1",
                         "projects":"[{\\"team\\":\\"ISTANBUL / Iş\\",\\"tasks\\":null},{\\"id\\":3,\\"tasks\\":[
                           {\\"description\\":\\"[APP-12] Giriş\\",\\"days\\":[{\\"date\\":\\"Tue, Jan 6\\",\\"hours\\":\\"2\\",\\"label\\":\\"61\\"}]}]}]"}""".replace("\n", "")),
                MONDAY,
                new LogPerson(7L, "Ada", "ada@example.com"),
                new KnownNames(List.of(), List.of()));

        assertThat(week.week().projects().getFirst().id()).isNegative();
        var task = week.week().projects().getLast().tasks().getFirst();
        assertThat(task.itemKey()).isEqualTo("APP-12");
        assertThat(task.description()).isEqualTo("Giriş");
        assertThat(task.days().getFirst().toString())
                .isEqualTo("LoggedDay[id=0, date=2026-01-06, minutes=120, label=LogLabel[id=61, name=label 61]]");
    }

    @Test
    void aListWithoutItsDatesIsNoEmptyList() {
        WeekList list =
                Objects.requireNonNull(WeekList.read(node("{\"data\":[{\"id\":1,\"week_starting\":null}]}"), 2026));

        assertThat(list.items()).isEmpty();
        assertThat(list.undated()).isEqualTo(1);
        assertThat(WeekList.read(node("{\"detail\":\"no\"}"), 2026)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"id":7,"email":"Ada@Corp.example","name":"Ada"}          | ada@corp.example | Ada
            [{"id":"7","email":"ada@corp.example","username":"ada"}]  | ada@corp.example | ada
            {"results":[{"email":"ada@corp.example"}]}                | ada@corp.example | ada@corp.example
            "{\\"email\\":\\"ada@corp.example\\",\\"name\\":\\"Ada\\"}" | ada@corp.example | Ada
            {"id":7,"first_name":"Ada","last_name":"Lovelace"}        | none | Ada Lovelace
            [{"email":"a@b.example"},{"email":"c@d.example"}]         | none | somebody whom the ERP does not name
            {"email":"no address"}                                    | none | somebody whom the ERP does not name
            """)
    void whoSomebodyIsIsReadOrUnknown(String answer, String email, String name) {
        LogPerson person = ErpIdentity.person(Objects.requireNonNull(ErpJson.parse(answer)));

        assertThat(person.email()).isEqualTo(email);
        assertThat(person.name()).isEqualTo(name);
    }
}
