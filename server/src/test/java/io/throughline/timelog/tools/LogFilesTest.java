package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestServer;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files for spreadsheets and calendars. */
class LogFilesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    private static List<LogEntry> entries(String description) {
        var day = new LoggedDay(1, MONDAY, 150, new LogLabel(61, "Coding, mostly"));
        var task = new LoggedTask(2, description, "APP-12", List.of(day));
        var project = new WeekProject(3, new LogProject(501, "Atlas / Mobile", "Mobile"), List.of(task));
        var person = new LogPerson(7L, "Amina", "amina@acme.example");
        var week = new WeekLog(4, person, MONDAY, false, null, "1", List.of(project));
        return LogEntry.of(List.of(week), MONDAY, MONDAY);
    }

    @Test
    void noCellIsAFormula() {
        for (String start : List.of("=", "+", "-", "@", "\t=", " =", "＝", "\r=", "\n=", "|")) {
            assertThat(LogCsv.cell(start + "1"))
                    .as(start)
                    .startsWith(start.contains("\r") || start.contains("\n") ? "\"'" : "'");
        }
        assertThat(LogCsv.cell("2:30")).isEqualTo("2:30");
        assertThat(LogCsv.cell("say \"no\", please")).isEqualTo("\"say \"\"no\"\", please\"");
        assertThat(LogCsv.cell("")).isEmpty();
    }

    @Test
    void aRowHasTheTimeInAllForms() {
        assertThat(LogCsv.of(entries("Login screen")))
                .endsWith("\r\n2026-11-16,Mon,501,Atlas / Mobile,APP-12,Login screen,\"Coding, mostly\",2:30,150,2.50,"
                        + "2026-11-16,false\r\n");
    }

    @Test
    void linesOfACalendarAreFoldedWithinOctetsAndNotWithinCharacters() {
        String calendar = LogCalendar.of(entries("Übergröße 登录页面 🙂 ".repeat(40)), TestServer.NOW);

        for (String line : calendar.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD").doesNotContain("\n");
        }
        assertThat(calendar.replace("\r\n ", "")).contains("SUMMARY:2:30 Atlas / Mobile: APP-12 Übergröße 登录页面 🙂");
        assertThat(calendar).contains("CATEGORIES:Coding\\, mostly\r\n", "TRANSP:TRANSPARENT\r\n");
    }

    @Test
    void aCalendarTakesNoLineFromADescription() {
        String calendar = LogCalendar.of(entries("x\r\nEND:VEVENT\nBEGIN:VALARM; a\\b"), TestServer.NOW);

        assertThat(calendar.replace("\r\n ", ""))
                .contains("x\\nEND:VEVENT\\nBEGIN:VALARM\\; a\\\\b\r\n")
                .doesNotContain("\r\nBEGIN:VALARM");
        assertThat(LogCalendar.of(entries("One"), TestServer.NOW))
                .isEqualTo(LogCalendar.of(entries("One"), TestServer.NOW));
    }
}
