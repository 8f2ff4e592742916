package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What log tools make of their arguments. */
abstract class LogArgumentsSpec extends LogToolsSpec {

    LogArgumentsSpec(TestDatabase database) {
        super(database, List.of(MOBILE, WEB), MONDAY);
    }

    @Test
    void aProjectIsFoundByIdOrNameAndNeverGuessed() {
        long id = company.project(MOBILE).id();
        for (Object reference : List.of(id, String.valueOf(id), "mobile", "atlas / MOBILE")) {
            assertThat(calls.call(
                                    who,
                                    "create_or_update_log",
                                    "date",
                                    TUESDAY,
                                    "description",
                                    "Login screen",
                                    "hours",
                                    "2.5",
                                    "project_id",
                                    reference)
                            .failed())
                    .as(String.valueOf(reference))
                    .isFalse();
        }
        assertThat(logTuesday("project_id", id).failed()).isFalse();
        long web = company.project(WEB).id();
        refused(
                logTuesday("project_name", "atlas"),
                "'atlas' may be any of 2 projects: 'Atlas / Mobile' (" + id + "), 'Atlas / Web' (" + web
                        + "). Give project_id, or more of the name.");
        refused(
                logTuesday("project_id", web),
                "project_id is " + web + ", which is 'Atlas / Web' (" + web
                        + "), but project_name is 'Mobile', which is" + " 'Atlas / Mobile' (" + id
                        + "). Give one of the two.");
        refused(
                logTuesday("project_name", " \u00A0 "),
                "No project is given. Give project_id or project_name. Your projects are: 'Atlas / Web' (" + web
                        + "), 'Atlas / Mobile' (" + id + ").");
        refused(
                logTuesday("project_name", "Apollo"),
                "None of your active projects is named 'Apollo'. They are: 'Atlas / Web' (" + web
                        + "), 'Atlas / Mobile' (" + id + ").");
    }

    @Test
    void hoursDatesAndTextsAreCheckedBeforeAnythingElse() {
        for (Object hours : List.of(0, -1, 25, 24.01, "1e309", "NaN", "8,5", true, 0.001, Double.NaN)) {
            Answer answer = logTuesday("hours", hours);
            assertThat(answer.failed()).as(String.valueOf(hours)).isTrue();
            assertThat(answer.text()).as(String.valueOf(hours)).doesNotContain("server failed", "java.");
        }
        for (String date : List.of("2026-1-5", "20260105", "2026-W02-1", "2026-02-30", "٢٠٢٦-٠١-٠٥", "0000-01-01")) {
            assertThat(logTuesday("date", date).text()).startsWith("'" + date + "' is no date");
        }
        assertThat(logTuesday("description", " ").text())
                .isEqualTo("The description is empty. Say in some words what was done.");
        assertThat(logTuesday("label_name", "Codng").text()).startsWith("There is no label 'Codng'. The labels are: ");
        assertThat(logTuesday("label_id", 4711).text()).startsWith("There is no label 4711. The labels are: ");
        assertThat(logTuesday("item_key", "no key").text()).startsWith("item_key is 'no key'");
        assertThat(tuesday().at("data/total_tasks").asInt()).isZero();
    }

    @Test
    void emailIsACheckAndNeverASwitch() {
        String own = "AMINA" + people.get() + "@acme.example";
        assertThat(logTuesday("email", own).failed()).isFalse();
        for (String tool : List.of("get_active_projects", "get_log_labels")) {
            assertThat(calls.call(who, tool, "email", own).failed()).isFalse();
            assertThat(calls.call(who, tool, "email", "owner@acme.example").text())
                    .startsWith("email is 'owner@acme.example', but you are amina")
                    .endsWith("Leave email out: the log tools work for you alone.");
        }
        assertThat(logTuesday("email", "owner@acme.example", "hours", 1).failed())
                .isTrue();
        assertThat(tuesday().at("data/total_logged_time/decimal_hours").asDouble())
                .isEqualTo(2.5);
    }

    @Test
    void theCheckToolSaysWhatIsMissing() {
        Answer there = calls.call(who, "check_person_week_project_exists", "date", TUESDAY, "project_id", "mobile");
        assertThat(there.at("exists").asBoolean()).isTrue();
        assertThat(there.at("project_id").asLong())
                .isEqualTo(company.project(MOBILE).id());
        assertThat(there.at("person_week_project_id").asLong()).isPositive();

        Answer none =
                calls.call(who, "check_person_week_project_exists", "date", "2027-06-01", "project_name", "Mobile");
        assertThat(none.failed()).isFalse();
        assertThat(none.at("exists").asBoolean()).isFalse();
        assertThat(none.at("required/person_week_log/exists").asBoolean()).isFalse();
        assertThat(none.at("required/person_team/nsubteam_id").asLong())
                .isEqualTo(company.project(MOBILE).id());
    }
}
