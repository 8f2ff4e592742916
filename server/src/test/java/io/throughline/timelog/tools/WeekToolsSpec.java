package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.mcp.CallChannel;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logging many days at once. */
abstract class WeekToolsSpec extends LogToolsSpec {

    WeekToolsSpec(TestDatabase database) {
        super(database, List.of(MOBILE, "Internal"), MONDAY);
    }

    private static Map<String, Object> row(String project, String description, @Nullable Object... hours) {
        return Map.of("project", project, "description", description, "hours", Arrays.asList(hours));
    }

    private Answer put(Object... arguments) {
        return calls.call(who, "put_week", with(new Object[] {"week_starting", MONDAY.toString()}, arguments));
    }

    // --- fill ---

    @Test
    void aFillCountsTrulyAndTellsOfEachDay() {
        fill("2026-11-17", "2026-11-17", "hours_per_day", 3);
        fill("2026-11-18", "2026-11-18");

        Answer answer = fill("2026-11-16", "2026-11-22", "skip_weekends", true);

        assertThat(answer.at("status").asString()).isEqualTo("success");
        assertThat(answer.at("data/created").asInt()).isEqualTo(3);
        assertThat(answer.at("data/updated").asInt()).isEqualTo(1);
        assertThat(answer.at("data/unchanged").asInt()).isEqualTo(1);
        assertThat(answer.at("data/skipped").asInt()).isEqualTo(2);
        assertThat(answer.at("data/total_days").asInt()).isEqualTo(7);
        assertThat(answer.at("data/errors").size()).isZero();
        assertThat(answer.at("data/days/1/before/hours").asInt()).isEqualTo(3);
        assertThat(answer.text())
                .contains("5 of 5 days are logged from 2026-11-16 to 2026-11-22: 3 created, 1 updated, 1 unchanged.")
                .contains("Tue 2026-11-17 | updated | before 3:00 h (General), now 8:00 h (General)");
    }

    @Test
    void aLockedWeekKeepsNoOtherBack() {
        calls.call(who, "complete_week_log", "week_starting", MONDAY.toString());

        Answer answer = fill("2026-11-19", "2026-11-24");

        assertThat(answer.failed()).isFalse();
        assertThat(answer.at("status").asString()).isEqualTo("partial_error");
        assertThat(answer.at("data/created").asInt()).isEqualTo(2);
        assertThat(answer.at("data/errors").size()).isEqualTo(4);
        assertThat(answer.at("data/errors/0/date").asString()).isEqualTo("2026-11-19");
        assertThat(answer.at("data/errors/0/error").asString()).contains("is completed by", "save_draft");

        Answer none = fill("2026-11-16", "2026-11-17");
        assertThat(none.failed()).isTrue();
        assertThat(none.at("status").asString()).isEqualTo("error");
        assertThat(none.at("data/errors").size()).isEqualTo(2);
    }

    @Test
    void aRefusedDayKeepsNoOtherBack() {
        calls.call(
                who,
                "create_or_update_log",
                "date",
                "2026-11-18",
                "description",
                "Long",
                "hours",
                20,
                "project_name",
                "Internal");

        Answer answer = fill("2026-11-16", "2026-11-20");

        assertThat(answer.at("status").asString()).isEqualTo("partial_error");
        assertThat(answer.at("data/created").asInt()).isEqualTo(4);
        assertThat(answer.at("data/errors/0/date").asString()).isEqualTo("2026-11-18");
    }

    @Test
    void rangesAreCheckedBeforeAnyWork() {
        assertThat(fill("2026-11-01", "2026-12-02").text())
                .isEqualTo(
                        "From 2026-11-01 to 2026-12-02 are 32 days, but at most 31 go in one call. Ask for a shorter range.");
        assertThat(fill("2026-11-20", "2026-11-16").text())
                .isEqualTo("end_date 2026-11-16 is before start_date 2026-11-20. Give the earlier day first.");
        Answer weekend = fill("2026-11-21", "2026-11-22", "skip_weekends", true);
        assertThat(weekend.failed()).isFalse();
        assertThat(weekend.at("data/updated").asInt()).isZero();
        assertThat(weekend.at("data/skipped").asInt()).isEqualTo(2);
        assertThat(weekend.at("note").asString()).contains("weekends, which are skipped; nothing was logged.");
    }

    @Test
    void aLongFillTellsHowFarItIsAndStopsBetweenWeeks() {
        List<String> heard = new ArrayList<>();
        var channel = new CallChannel() {
            @Override
            public void progress(double done, @Nullable Double total, @Nullable String message) {
                heard.add(done + "/" + total);
            }

            @Override
            public boolean cancelled() {
                return heard.size() >= 2;
            }
        };

        Answer answer = calls.call(
                who,
                channel,
                "fill_logs_for_days",
                "start_date",
                "2026-11-16",
                "end_date",
                "2026-12-06",
                "description",
                "Support",
                "project_name",
                "Mobile",
                "skip_weekends",
                true);

        assertThat(heard).startsWith("0.0/15.0", "5.0/15.0");
        assertThat(answer.at("data/created").asInt()).isEqualTo(10);
        assertThat(answer.at("data/errors").size()).isEqualTo(5);
        assertThat(answer.at("data/errors/0/error").asString())
                .isEqualTo("The call was cancelled before this week was its turn.");
    }

    // --- a week in one call ---

    @Test
    void aWeekGoesInOneCallWithAVerdictForEachRowAndDay() {
        put("rows", List.of(row("Mobile", "Old", 1)));

        Answer answer = put(
                "rows",
                List.of(
                        row("Mobile", "Login screen", 8, 7.5, null, 25, "4"),
                        row("Mobile", "Old", 0, 0),
                        row("Apollo", "Moon", 1),
                        row("Internal", "Meeting", null, 0.5)));

        assertThat(answer.failed()).as(answer.text()).isFalse();
        assertThat(answer.at("status").asString()).isEqualTo("partial_error");
        assertThat(answer.at("created").asInt()).isEqualTo(4);
        assertThat(answer.at("removed").asInt()).isEqualTo(1);
        assertThat(answer.at("unchanged").asInt()).isEqualTo(1);
        assertThat(answer.at("refused").asInt()).isEqualTo(2);
        assertThat(answer.at("rows/2/error").asString()).startsWith("None of your active projects is named 'Apollo'.");
        assertThat(answer.text()).contains("Row 3, Apollo, “Moon”: refused.");
        assertThat(minutes(MONDAY)).isEqualTo(480);
        assertThat(minutes(MONDAY.plusDays(1))).isEqualTo(480);
        assertThat(minutes(MONDAY.plusDays(2))).isZero();
        assertThat(minutes(MONDAY.plusDays(4))).isEqualTo(240);
    }

    @Test
    void lastWeekIsCopied() {
        put("rows", List.of(row("Mobile", "Login screen", 8, 7.5), row("Internal", "Meeting", null, 0.5)));
        String next = MONDAY.plusWeeks(1).toString();

        Answer lines =
                calls.call(who, "put_week", "week_starting", next, "copy_from", MONDAY.toString(), "copy_hours", false);
        assertThat(lines.failed()).isFalse();
        assertThat(lines.at("rows").size()).isEqualTo(2);
        assertThat(lines.message()).contains("2 lines to fill in, nothing was logged");

        Answer copied = calls.call(who, "put_week", "week_starting", next, "copy_from", MONDAY.toString());
        assertThat(copied.at("created").asInt()).isEqualTo(3);
        assertThat(minutes(MONDAY.plusDays(8))).isEqualTo(480);

        assertThat(put("copy_from", MONDAY.toString()).text()).startsWith("copy_from is the week itself");
        assertThat(put("copy_from", "2026-11-17").text()).startsWith("2026-11-17 is a Tuesday.");
        assertThat(put().text()).isEqualTo("There is nothing to log. Give rows, or copy_from with another Monday.");
    }

    @Test
    void aDryRunOfAWeekChangesNothing() {
        Map<String, Long> before = server.rowsByTable();
        Answer answer = put("rows", List.of(row("Mobile", "Login screen", 8)), "dry_run", true, "idempotency_key", "k");
        fill("2026-11-16", "2026-12-10", "dry_run", true);
        assertThat(answer.text()).startsWith("Only looked, nothing was changed. Week Mon 2026-11-16");
        assertThat(server.rowsByTable()).isEqualTo(before);
    }
}
