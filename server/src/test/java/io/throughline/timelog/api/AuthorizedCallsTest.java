package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.Person;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The list of who may log holds for the REST API, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizedCallsTest {

    private static final String SECRET = "a-secret-of-a-program-with-more-than-32-characters";

    private final ApiServer api = new ApiServer(
            TestDatabase.SQLITE, "AUTHORIZED_USERS", "Owner@firm.example", "ERP_SLACK_SECRET", SECRET);

    @AfterAll
    void close() {
        api.close();
    }

    private static void refused(HttpResponse<String> answer, String email) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(ApiServer.json(answer).path("code").asString()).isEqualTo("not_authorized");
        assertThat(answer.body()).contains(email + " may not use the time logs of this server");
    }

    @Test
    void whoeverIsOnTheListGetsIn() {
        assertThat(api.get("project-logs/person/list/?year=2026").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverIsNotNeitherReadsNorWritesNorGetsAToken() {
        Person pat = api.colleague("pat");
        api.assign(api.company, api.mobile, pat);
        String token = api.tokenOf(pat);

        refused(api.send("GET", "project-logs/person/list/?year=2026", token, null), pat.email());
        refused(api.send("PATCH", "project-logs/person/person-week-log/complete/1/", token, "{}"), pat.email());
        refused(
                api.send(
                        "POST",
                        "core/login/",
                        null,
                        "{\"email\":\"" + pat.email() + "\",\"password\":\"" + RunningConsole.PASSWORD + "\"}"),
                pat.email());
        refused(
                api.send(
                        "POST",
                        "project-logs/person/person-week-log-from-slack/",
                        null,
                        "{\"email\":\"" + pat.email() + "\",\"logs\":[{\"date\":\"2026-11-18\",\"time_spent\":\"01:00\","
                                + "\"description\":\"x\",\"subteam\":" + api.mobile.id() + ",\"label_id\":66}]}",
                        "X-Slack-Secret",
                        SECRET),
                pat.email());
    }

    @Test
    void aTraceIsNotAnswered() {
        HttpResponse<String> answer = api.send("TRACE", "core/person/", null, null, "X-Slack-Secret", "s");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).doesNotContain("X-Slack-Secret");
    }
}
