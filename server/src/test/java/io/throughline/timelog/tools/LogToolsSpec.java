package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.embedded.ErpCompany;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A company with the embedded ERP, and for each test somebody new who logs there with tools. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LogToolsSpec {

    static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    static final String TUESDAY = "2026-11-17";
    static final String MOBILE = "Atlas / Mobile";
    static final String WEB = "Atlas / Web";

    final TestServer server;
    final ErpCompany company;
    final LogCalls calls;
    final AtomicInteger people = new AtomicInteger();
    private final List<String> projects;
    private final LocalDate[] mondays;
    Principal who;

    /**
     * @param projects on which everybody may log time
     * @param mondays the weeks that everybody has
     */
    LogToolsSpec(TestDatabase database, List<String> projects, LocalDate... mondays) {
        server = TestServer.on(database);
        company = new ErpCompany(server, "acme");
        calls = new LogCalls(server);
        this.projects = projects;
        this.mondays = mondays;
        who = company.owner();
    }

    @BeforeEach
    void somebodyNew() {
        who = company.person("amina" + people.incrementAndGet(), Role.MEMBER, projects, mondays);
    }

    @AfterAll
    void close() {
        server.close();
    }

    static Object[] with(Object[] usual, Object... more) {
        Object[] all = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return all;
    }

    /** Two and a half hours on Tuesday, unless more is said. */
    Answer logTuesday(Object... more) {
        Object[] usual = {"date", TUESDAY, "description", "Login screen", "hours", 2.5, "project_name", "Mobile"};
        return calls.call(who, "create_or_update_log", with(usual, more));
    }

    Answer tuesday() {
        return calls.call(who, "get_day_logs", "date", TUESDAY);
    }

    Answer fill(String from, String to, Object... more) {
        Object[] usual = {"start_date", from, "end_date", to, "description", "Support", "project_name", "Mobile"};
        return calls.call(who, "fill_logs_for_days", with(usual, more));
    }

    int minutes(LocalDate date) {
        Answer day = calls.call(who, "get_day_logs", "date", date.toString());
        return day.at("data/total_logged_time/hours").asInt() * 60
                + day.at("data/total_logged_time/minutes").asInt();
    }

    static void refused(Answer answer, String message) {
        assertThat(answer.failed()).isTrue();
        assertThat(answer.text()).isEqualTo(message);
        assertThat(answer.json().path("status").asString()).isEqualTo("error");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.json().path("code").asString()).isNotBlank();
    }
}
