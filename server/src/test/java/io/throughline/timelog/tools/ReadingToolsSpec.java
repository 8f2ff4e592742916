package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.timelog.tools.LogCalls.Answer;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.WorkspaceService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading logs, reports on them, and who one is. */
abstract class ReadingToolsSpec extends LogToolsSpec {

    ReadingToolsSpec(TestDatabase database) {
        super(database, List.of(MOBILE, "Internal"), LocalDate.of(2025, 12, 29), MONDAY);
    }

    private void log(String date, String project, String description, Object hours, Object... more) {
        Object[] all = {
            "date", date, "project_name", project, "description", description, "hours", hours, "item_key", ""
        };
        if (more.length > 0) {
            all[9] = more[0];
        }
        Answer answer = calls.call(who, "create_or_update_log", all);
        assertThat(answer.failed()).as(answer.text()).isFalse();
    }

    @Test
    void aDayHasItsProjectsWithSumsOverMinutes() {
        log("2026-11-17", "Mobile", "One", 0.67);
        log("2026-11-17", "Mobile", "Two", 0.67);
        log("2026-11-17", "Mobile", "Three", 0.33, "APP-12");

        Answer day = calls.call(who, "get_day_logs", "date_str", "2026-11-17");

        assertThat(day.at("data/projects/0/project_name").asString()).isEqualTo("Mobile");
        assertThat(day.at("data/projects/0/team_name").asString()).isEqualTo(MOBILE);
        assertThat(day.at("data/projects/0/nsubteam_id").asLong())
                .isEqualTo(company.project(MOBILE).id());
        assertThat(day.at("data/projects/0/total_hours").asInt()).isEqualTo(1);
        assertThat(day.at("data/projects/0/total_minutes").asInt()).isEqualTo(40);
        assertThat(day.at("data/total_logged_time/decimal_hours").decimalValue())
                .isEqualByComparingTo("1.67");
        assertThat(day.at("data/total_tasks").asInt()).isEqualTo(3);
        assertThat(day.at("data/week_log/is_completed").asBoolean()).isFalse();
        assertThat(day.text()).contains("Tue 2026-11-17 | 0:20 | Atlas / Mobile | General | APP-12 Three");
    }

    @Test
    void aDayWithoutAWeekIsAnEmptySuccess() {
        Answer day = calls.call(who, "get_day_logs", "date", "2024-02-29");

        assertThat(day.failed()).isFalse();
        assertThat(day.at("data/projects").size()).isZero();
        assertThat(day.at("data/total_logged_time/hours").asInt()).isZero();
        assertThat(day.at("note").asString())
                .isEqualTo("There is no week log for Mon 2024-02-26 to Sun 2024-03-03 yet, so nothing is logged on Thu"
                        + " 2024-02-29.");
    }

    @Test
    void aWeekIsAskedForByItsMonday() {
        log("2026-11-17", "Mobile", "Login screen", 5.5);
        Answer week = calls.call(who, "get_week_logs", "week_starting", "2026-11-16");
        assertThat(week.at("data/week_ending").asString()).isEqualTo("2026-11-22");
        assertThat(week.at("data/total_minutes").asInt()).isEqualTo(330);
        assertThat(week.text())
                .contains("5:30 h, open.", "Days: Mon 0:00, Tue 5:30, Wed 0:00", "Projects without time: Internal");
        assertThat(calls.call(who, "get_week_logs", "week_starting", "2026-11-18")
                        .text())
                .isEqualTo("2026-11-18 is a Wednesday. A week starts on its Monday: for that week it is 2026-11-16.");
        Answer none = calls.call(who, "get_week_logs", "week_starting", "2024-02-26");
        assertThat(none.failed()).isTrue();
        assertThat(none.at("code").asString()).isEqualTo("no_week_log");
    }

    @Test
    void whatPeopleWroteCannotLookLikeOurWords() {
        log(
                "2026-11-17",
                "Mobile",
                "x | y\n\n# Total: 99 h\n[click](http://evil.example) `rm` <b> \u202E snake_case_name",
                1);
        String text = calls.call(who, "get_day_logs", "date", "2026-11-17").text();
        assertThat(text.lines().toList()).hasSize(4);
        assertThat(text)
                .contains("x \\| y # Total: 99 h \\[click\\](http://evil.example) \\`rm\\` \\<b\\> snake_case_name")
                .doesNotContain("\u202E");
    }

    @Test
    void aRangeOverTheTurnOfTheYearHasEachWeekOnceAndItsDaysCut() {
        log("2025-12-31", "Mobile", "Old year", 1);
        log("2026-01-01", "Mobile", "New year", 2);
        log("2026-01-05", "Mobile", "After", 4);

        Answer range = calls.call(who, "get_logs_for_date_range", "start_date", "2026-01-01", "end_date", "2026-01-04");
        assertThat(range.at("count").asInt()).isEqualTo(1);
        assertThat(range.at("data/0/week_starting").asString()).isEqualTo("2025-12-29");
        assertThat(range.at("data/0/total_minutes").asInt()).isEqualTo(180);
        assertThat(range.at("days").size()).isEqualTo(1);
        assertThat(range.at("days/0/date").asString()).isEqualTo("2026-01-01");
        assertThat(range.at("total/hours").asInt()).isEqualTo(2);
        assertThat(range.at("partial").asBoolean()).isFalse();

        Answer month = calls.call(who, "get_month_logs", "year", "2026", "month", 1);
        assertThat(month.at("total/hours").asInt()).isEqualTo(6);
        assertThat(month.at("data/0/week_starting").asString()).isEqualTo("2025-12-29");
        for (Object wrong : List.of(0, 13)) {
            assertThat(calls.call(who, "get_month_logs", "year", 2026, "month", wrong)
                            .failed())
                    .isTrue();
        }
        assertThat(calls.call(who, "get_month_logs", "year", 0, "month", 1).text())
                .isEqualTo("year is 0, but must be from 1 to 9999.");
        assertThat(calls.call(who, "get_logs_for_date_range", "start_date", "2025-01-01", "end_date", "2026-01-02")
                        .text())
                .isEqualTo(
                        "From 2025-01-01 to 2026-01-02 are 367 days, but at most 366 go in one call. Ask for a shorter range.");
    }

    @Test
    void longAnswersStayShortAndSayWhatTheySumUp() {
        for (int week = 0; week < 2; week++) {
            List<Object> rows = new ArrayList<>();
            for (int row = 0; row < 14; row++) {
                rows.add(Map.of(
                        "project",
                        "Mobile",
                        "description",
                        "Line " + row + " " + "with many words ".repeat(8),
                        "hours",
                        List.of(0.5, 0.5, 0.5, 0.5, 0.5)));
            }
            Answer put = calls.call(
                    who, "put_week", "week_starting", MONDAY.plusWeeks(week).toString(), "rows", rows);
            assertThat(put.at("created").asInt()).as(put.text()).isEqualTo(70);
            assertThat(put.text()).hasSizeLessThan(8_000);
        }
        Answer week = calls.call(who, "get_week_logs", "week_starting", "2026-11-16");
        assertThat(week.text())
                .hasSizeLessThan(8_000)
                .contains(
                        "Summed by day, since all 70 entries would be too long here; get_day_logs lists those of a day.");
        assertThat(calls.call(who, "get_month_logs", "year", 2026, "month", 11).text())
                .hasSizeLessThan(8_000)
                .contains("get_week_logs with the Monday lists a week.");
    }

    // --- reports ---

    private Answer report(Object... arguments) {
        return calls.call(who, "report_logs", arguments);
    }

    @Test
    void missingAndShortDaysKnowTheCalendarAndPartTime() {
        WorkspaceService workspaces = server.get(WorkspaceService.class);
        String email = company.email("amina" + people.get());
        Member member = workspaces.addMember(
                company.company().workspace(), "Amina " + people.get(), email, null, 1_200, Map.of());
        workspaces.addDayOff(
                company.company().workspace(), new DayOff(member.id(), MONDAY.plusDays(1), "Holiday of Amina"));
        log("2026-11-16", "Mobile", "Login screen", 4);
        log("2026-11-18", "Mobile", "Login screen", 1);

        Answer gaps = report("report", "missing", "start_date", "2026-11-16", "end_date", "2026-11-30");

        assertThat(gaps.at("gaps/weekly_hours").decimalValue()).isEqualByComparingTo("20");
        assertThat(gaps.at("gaps/assumed").asBoolean()).isFalse();
        assertThat(gaps.at("gaps/until").asString()).isEqualTo("2026-11-21");
        assertThat(gaps.at("gaps/days").size()).isEqualTo(3);
        assertThat(gaps.at("gaps/days/0/date").asString()).isEqualTo("2026-11-18");
        assertThat(gaps.at("gaps/days/0/kind").asString()).isEqualTo("short");
        assertThat(gaps.at("gaps/missing/hours").asInt()).isEqualTo(11);
        assertThat(gaps.text())
                .contains("Wed 2026-11-18 | short | expected 4:00 | logged 1:00 | missing 3:00")
                .contains("Days off: Tue 2026-11-17 Holiday of Amina.");
    }

    @Test
    void whereNobodySaysHowMuchOneWorksThatIsSaid() {
        Answer gaps = report("report", "missing");
        assertThat(gaps.at("start_date").asString()).isEqualTo("2026-11-16");
        assertThat(gaps.at("end_date").asString()).isEqualTo("2026-11-21");
        assertThat(gaps.at("gaps/assumed").asBoolean()).isTrue();
        assertThat(gaps.at("gaps/missing/hours").asInt()).isEqualTo(40);
    }

    @Test
    void logsAreSummedAndExported() {
        log("2026-11-16", "Mobile", "=HYPERLINK(\"http://evil.example\")", 3, "APP-1");
        log("2026-11-17", "Internal", "Meeting; with, commas", 1);

        Answer projects = report();
        assertThat(projects.at("sums/0/name").asString()).isEqualTo(MOBILE);
        assertThat(projects.at("sums/0/percent").asInt()).isEqualTo(75);
        assertThat(projects.text()).contains("Atlas / Mobile | 3:00 | 75 %", "Total | 4:00");
        assertThat(report("report", "item").at("sums/0/name").asString()).isEqualTo("APP-1");
        assertThat(report("report", "label").at("sums").size()).isEqualTo(1);
        assertThat(report("report", "day").at("sums/1/name").asString()).isEqualTo("2026-11-17");
        assertThat(report("report", "pie").text())
                .isEqualTo("report is 'pie', but must be one of project, label, item, day, missing, csv, icalendar.");

        String csv = report("report", "csv").at("file/content").asString();
        assertThat(csv)
                .startsWith("date,weekday,project_id,project,item_key,description,label,time,minutes,decimal_hours,")
                .contains("\r\n2026-11-16,Mon,", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"", ",3:00,180,3.00,");
        String calendar = report("report", "icalendar").at("file/content").asString();
        assertThat(calendar)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .contains(
                        "DTSTAMP:20261121T090000Z\r\n", "DTSTART;VALUE=DATE:20261116\r\nDTEND;VALUE=DATE:20261117\r\n")
                .contains("SUMMARY:1:00 Internal: Meeting\\; with\\, commas\r\n")
                .endsWith("END:VCALENDAR\r\n");
    }
}
