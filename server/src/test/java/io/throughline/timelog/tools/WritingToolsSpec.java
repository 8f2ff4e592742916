package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logging time, one entry after the other. */
abstract class WritingToolsSpec extends LogToolsSpec {

    WritingToolsSpec(TestDatabase database) {
        super(database, List.of(MOBILE, WEB), MONDAY);
    }

    @Test
    void anEntryIsCreatedAndSaysAllThatIsToKnow() {
        Answer answer = logTuesday("label_name", " general ");

        assertThat(answer.failed()).as(answer.text()).isFalse();
        assertThat(answer.at("status").asString()).isEqualTo("success");
        assertThat(answer.at("change/outcome").asString()).isEqualTo("created");
        assertThat(answer.at("change/before").isMissingNode()).isTrue();
        assertThat(answer.at("change/after/hours").asInt()).isEqualTo(2);
        assertThat(answer.at("change/after/minutes").asInt()).isEqualTo(30);
        assertThat(answer.at("change/after/label").asInt()).isEqualTo(66);
        assertThat(answer.at("week_starting").asString()).isEqualTo("2026-11-16");
        assertThat(answer.at("week_log_created").asBoolean()).isFalse();
        assertThat(answer.at("dry_run").asBoolean()).isFalse();
        assertThat(answer.at("data/total_minutes").asInt()).isEqualTo(150);
        String name = "amina" + people.get();
        assertThat(answer.text())
                .isEqualTo(
                        "Created: Tue 2026-11-17, Atlas / Mobile, “Login screen”: before nothing, now 2:30 h (General).\n"
                                + "For " + name + " \\<" + name
                                + "@acme.example\\> in Throughline's own ERP. Tue 2026-11-17 has 2:30 h,"
                                + " the week Mon 2026-11-16 to Sun 2026-11-22 2:30 h.");
    }

    @Test
    void theSameEntryIsReplacedAndKeepsItsLabel() {
        long coding = company.administration()
                .addLabel(company.owner(), "Coding " + people.get())
                .id();
        logTuesday("label_id", coding);

        Answer again = logTuesday("label_id", String.valueOf(coding));
        assertThat(again.at("change/outcome").asString()).isEqualTo("unchanged");

        Answer longer = logTuesday("hours", 3, "description", " login  SCREEN ");
        assertThat(longer.at("change/outcome").asString()).isEqualTo("updated");
        assertThat(longer.at("change/before/minutes").asInt()).isEqualTo(30);
        assertThat(longer.at("change/after/hours").asInt()).isEqualTo(3);
        assertThat(longer.at("change/after/label").asLong()).isEqualTo(coding);
        assertThat(tuesday().at("total_tasks").isMissingNode()).isTrue();
        assertThat(tuesday().at("data/total_tasks").asInt()).isEqualTo(1);
    }

    @Test
    void aWeekThatIsNotThereIsMadeAndToldOf() {
        Answer answer = logTuesday("date", "2027-03-02");

        assertThat(answer.failed()).as(answer.text()).isFalse();
        assertThat(answer.at("week_log_created").asBoolean()).isTrue();
        assertThat(answer.text()).endsWith("The week log did not exist and was made.");
    }

    @Test
    void aDryRunChangesNothing() {
        Map<String, Long> before = server.rowsByTable();

        Answer answer = logTuesday("dry_run", true, "idempotency_key", "dry");
        Answer other = logTuesday("dry_run", "true", "date", "2027-04-06");

        assertThat(answer.at("dry_run").asBoolean()).isTrue();
        assertThat(answer.at("change/outcome").asString()).isEqualTo("created");
        assertThat(answer.text()).startsWith("Only looked, nothing was changed; the entry would be created: ");
        assertThat(other.text()).endsWith("The week log does not exist yet and would be made.");
        assertThat(server.rowsByTable()).isEqualTo(before);
    }

    @Test
    void secondsPeopleOnTheSameServerDoNotSeeEachOther() {
        Principal other = company.person("bo" + people.get(), Role.MEMBER, List.of(MOBILE), MONDAY);
        logTuesday();

        assertThat(calls.call(other, "get_day_logs", "date", TUESDAY)
                        .at("data/total_tasks")
                        .asInt())
                .isZero();
        assertThat(calls.call(
                                other,
                                "delete_log",
                                "date",
                                TUESDAY,
                                "description",
                                "Login screen",
                                "project_name",
                                "Mobile")
                        .failed())
                .isTrue();
        assertThat(tuesday().at("data/total_tasks").asInt()).isEqualTo(1);
    }

    @Test
    void deletingTakesOneDayOfOneLineAndSaysWhatWasThere() {
        logTuesday();
        Answer wrong = calls.call(
                who, "delete_log", "date", "2026-11-18", "description", "Login screen", "project_name", "Mobile");
        refused(
                wrong,
                "The line 'Login screen' has no time on 2026-11-18. It has time on: 2026-11-17. Nothing was changed on Wed"
                        + " 2026-11-18.");

        Answer gone = calls.call(
                who, "delete_log", "date_str", TUESDAY, "description", "login screen ", "project_name", "Mobile");

        assertThat(gone.at("change/outcome").asString()).isEqualTo("removed");
        assertThat(gone.text())
                .startsWith(
                        "Removed: Tue 2026-11-17, Atlas / Mobile, “login screen”: before 2:30 h (General), now nothing.");
        assertThat(tuesday().at("note").asString()).isEqualTo("Nothing is logged on Tue 2026-11-17.");
    }

    @Test
    void aCompletedWeekIsLockedUntilItIsOpenedAgain() {
        logTuesday();
        Answer completed = calls.call(who, "complete_week_log", "week_starting", "2026-11-16");
        assertThat(completed.at("data/is_completed").asBoolean()).isTrue();
        assertThat(completed.at("was_completed").asBoolean()).isFalse();

        Answer locked = logTuesday("hours", 3);
        assertThat(locked.at("code").asString()).isEqualTo("week_completed");
        assertThat(locked.text())
                .startsWith("The week Mon 2026-11-16 to Sun 2026-11-22 in Throughline's own ERP is completed by amina")
                .endsWith("complete_week_log {\"week_starting\":\"2026-11-16\",\"save_draft\":true}.");

        assertThat(calls.call(
                                who,
                                "complete_week_log",
                                "week_starting",
                                "2026-11-16",
                                "save_draft",
                                true,
                                "dry_run",
                                true)
                        .text())
                .endsWith("was completed and would be open now.");
        calls.call(who, "complete_week_log", "week_starting", "2026-11-16", "save_draft", true, "reason", "Forgot");
        assertThat(logTuesday("hours", 3).at("change/outcome").asString()).isEqualTo("updated");
        refused(
                calls.call(who, "complete_week_log", "week_starting", "2026-11-17"),
                "2026-11-17 is a Tuesday. A week starts on its Monday: for that week it is 2026-11-16.");
        assertThat(calls.call(who, "complete_week_log", "week_starting", "2020-01-06")
                        .at("code")
                        .asString())
                .isEqualTo("no_week_log");
    }

    @Test
    void noMoreThanADayGoesIntoADay() {
        for (String description : List.of("One", "Two")) {
            assertThat(logTuesday("description", description, "hours", 10).failed())
                    .isFalse();
        }
        Answer third = logTuesday("description", "Three", "hours", 10);
        assertThat(third.at("code").asString()).isEqualTo("refused");
        assertThat(third.text()).contains("it would be longer than 24 hours.");
        assertThat(third.at("change/outcome").asString()).isEqualTo("refused");
    }

    @Test
    void everyWriteLeavesOneRowInTheTrailWithoutWords() {
        long before = trail();
        logTuesday("description", "Secret plan");
        assertThat(trail()).isEqualTo(before + 1);
        logTuesday("description", "Secret plan", "dry_run", true);
        assertThat(trail()).isEqualTo(before + 1);
        assertThat(server.sql()
                        .sql("select count(*) from audit_event where detail like '%Secret plan%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long trail() {
        return server.sql()
                .sql("select count(*) from audit_event where person_id = :person and action like 'log.%'")
                .param("person", who.personId())
                .query(Long.class)
                .single();
    }
}
