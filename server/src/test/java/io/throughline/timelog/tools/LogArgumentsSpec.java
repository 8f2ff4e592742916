package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.embedded.ErpCompany;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What log tools make of their arguments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LogArgumentsSpec {

    static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String MOBILE = "Atlas / Mobile";
    private static final String WEB = "Atlas / Web";
    private static final String TUESDAY = "2026-11-17";

    private final TestServer server;
    private final ErpCompany company;
    private final LogCalls calls;
    private final AtomicInteger people = new AtomicInteger();
    private Principal who;

    LogArgumentsSpec(TestDatabase database) {
        server = TestServer.on(database);
        company = new ErpCompany(server, "acme");
        calls = new LogCalls(server);
        who = company.owner();
    }

    @BeforeEach
    void somebodyNew() {
        who = company.person("amina" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE, WEB), MONDAY);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Answer log(Object... more) {
        Object[] usual = {"date", TUESDAY, "description", "Login screen", "hours", 2.5, "project_name", "Mobile"};
        Object[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return calls.call(who, "create_or_update_log", all);
    }

    private Answer day() {
        return calls.call(who, "get_day_logs", "date", TUESDAY);
    }

    private void refused(Answer answer, String message) {
        assertThat(answer.failed()).isTrue();
        assertThat(answer.text()).isEqualTo(message);
        assertThat(answer.json().path("status").asString()).isEqualTo("error");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.json().path("code").asString()).isNotBlank();
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
        assertThat(log("project_id", id).failed()).isFalse();
        long web = company.project(WEB).id();
        refused(
                log("project_name", "atlas"),
                "'atlas' may be any of 2 projects: 'Atlas / Mobile' (" + id + "), 'Atlas / Web' (" + web
                        + "). Give project_id, or more of the name.");
        refused(
                log("project_id", web),
                "project_id is " + web + ", which is 'Atlas / Web' (" + web
                        + "), but project_name is 'Mobile', which is" + " 'Atlas / Mobile' (" + id
                        + "). Give one of the two.");
        refused(
                log("project_name", " \u00A0 "),
                "No project is given. Give project_id or project_name. Your projects are: 'Atlas / Web' (" + web
                        + "), 'Atlas / Mobile' (" + id + ").");
        refused(
                log("project_name", "Apollo"),
                "None of your active projects is named 'Apollo'. They are: 'Atlas / Web' (" + web
                        + "), 'Atlas / Mobile' (" + id + ").");
    }

    @Test
    void hoursDatesAndTextsAreCheckedBeforeAnythingElse() {
        for (Object hours : List.of(0, -1, 25, 24.01, "1e309", "NaN", "8,5", true, 0.001, Double.NaN)) {
            Answer answer = log("hours", hours);
            assertThat(answer.failed()).as(String.valueOf(hours)).isTrue();
            assertThat(answer.text()).as(String.valueOf(hours)).doesNotContain("server failed", "java.");
        }
        for (String date : List.of("2026-1-5", "20260105", "2026-W02-1", "2026-02-30", "٢٠٢٦-٠١-٠٥", "0000-01-01")) {
            assertThat(log("date", date).text()).startsWith("'" + date + "' is no date");
        }
        assertThat(log("description", " ").text())
                .isEqualTo("The description is empty. Say in some words what was done.");
        assertThat(log("label_name", "Codng").text()).startsWith("There is no label 'Codng'. The labels are: ");
        assertThat(log("label_id", 4711).text()).startsWith("There is no label 4711. The labels are: ");
        assertThat(log("item_key", "no key").text()).startsWith("item_key is 'no key'");
        assertThat(day().at("data/total_tasks").asInt()).isZero();
    }

    @Test
    void emailIsACheckAndNeverASwitch() {
        String own = "AMINA" + people.get() + "@acme.example";
        assertThat(log("email", own).failed()).isFalse();
        for (String tool : List.of("get_active_projects", "get_log_labels")) {
            assertThat(calls.call(who, tool, "email", own).failed()).isFalse();
            assertThat(calls.call(who, tool, "email", "owner@acme.example").text())
                    .startsWith("email is 'owner@acme.example', but you are amina")
                    .endsWith("Leave email out: the log tools work for you alone.");
        }
        assertThat(log("email", "owner@acme.example", "hours", 1).failed()).isTrue();
        assertThat(day().at("data/total_logged_time/decimal_hours").asDouble()).isEqualTo(2.5);
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
