package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.embedded.ErpCompany;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same answers wherever the server runs: digits, letters, weekdays and midnights are nobody's default. */
class LogLocalesTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void answersAreTheSameInEveryLocaleAndZone() {
        List<String> usual = answers();

        assertThat(usual).hasSizeGreaterThan(10);
        for (String language : List.of("tr-TR", "ar-EG")) {
            for (String place : List.of("Pacific/Apia", "America/Sao_Paulo", "UTC")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                TimeZone.setDefault(TimeZone.getTimeZone(place));
                assertThat(answers()).as(language + " " + place).isEqualTo(usual);
            }
        }
    }

    /** Of a new server; times of saving are not compared. */
    private static List<String> answers() {
        List<String> answers = new ArrayList<>();
        try (TestServer server = TestServer.on(TestDatabase.SQLITE)) {
            var company = new ErpCompany(server, "acme");
            LocalDate monday = LocalDate.of(2025, 12, 29);
            Principal who =
                    company.person("irmak", Role.MEMBER, List.of("ISIL / Mobile"), monday, monday.plusWeeks(46));
            var calls = new LogCalls(server);
            record Call(String tool, Map<String, Object> arguments) {}
            for (Call call : List.of(
                    new Call("whoami", Map.of()),
                    new Call("get_active_projects", Map.of()),
                    new Call("get_log_labels", Map.of("email", "IRMAK@acme.example")),
                    new Call(
                            "create_or_update_log",
                            Map.of(
                                    "date",
                                    "2026-11-17",
                                    "description",
                                    "GIRIS istIf",
                                    "hours",
                                    8.1,
                                    "project_name",
                                    "isil / mobile",
                                    "label_name",
                                    "general")),
                    new Call(
                            "create_or_update_log",
                            Map.of(
                                    "date",
                                    "2026-11-17",
                                    "description",
                                    "giris ISTIF",
                                    "hours",
                                    "7.33",
                                    "project_id",
                                    "MOBILE")),
                    new Call(
                            "fill_logs_for_days",
                            Map.of(
                                    "start_date",
                                    "2025-12-31",
                                    "end_date",
                                    "2026-01-02",
                                    "description",
                                    "Bug",
                                    "project_name",
                                    "MOBILE")),
                    new Call("get_week_logs", Map.of("week_starting", "2025-12-29")),
                    new Call("get_day_logs", Map.of("date", "2026-11-17")),
                    new Call("get_logs_for_date_range", Map.of("start_date", "2025-12-30", "end_date", "2026-11-21")),
                    new Call("get_month_logs", Map.of("year", 2026, "month", 1)),
                    new Call("report_logs", Map.of("report", "missing")),
                    new Call("report_logs", Map.of("report", "csv", "start_date", "2025-12-30")),
                    new Call("report_logs", Map.of("report", "icalendar", "start_date", "2025-12-30")),
                    new Call(
                            "delete_log", Map.of("date", "2026-01-01", "description", "BUG", "project_name", "mobile")),
                    new Call("complete_week_log", Map.of("week_starting", "2025-12-29")),
                    new Call(
                            "create_or_update_log",
                            Map.of("date", "٢٠٢٦-٠١-٠٥", "description", "x", "hours", 1, "project_name", "mobile")))) {
                Object[] arguments = call.arguments().entrySet().stream()
                        .flatMap(each -> java.util.stream.Stream.of(each.getKey(), each.getValue()))
                        .toArray();
                Answer answer = calls.call(who, call.tool(), arguments);
                answers.add(answer.text() + "\n" + answer.json().toString());
            }
        }
        return answers;
    }
}
