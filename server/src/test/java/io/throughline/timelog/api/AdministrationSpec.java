package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.Person;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Setting the ERP up over REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdministrationSpec {

    private final ApiServer api;

    AdministrationSpec(TestDatabase database) {
        api = new ApiServer(database);
    }

    @AfterAll
    void close() {
        api.close();
    }

    private JsonNode done(String method, String path, String body, int status) {
        HttpResponse<String> answer = api.send(method, "admin/" + path, api.token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? ApiServer.JSON.createObjectNode() : ApiServer.json(answer);
    }

    @Test
    void aProjectIsAddedAssignedAndLoggedOn() {
        Person person = api.colleague("noa");
        long project = done(
                        "POST",
                        "projects/",
                        "{\"team\":\"Atlas / Web\",\"subteam\":\"Web\",\"workspace\":\"APP\"}",
                        201)
                .path("id")
                .asLong();
        JsonNode assignment = done(
                "POST",
                "assignments/",
                "{\"project\":" + project
                        + ",\"email\":\"noa@firm.example\",\"from\":\"2026-11-16\",\"to\":\"2026-11-20\"}",
                201);
        String token = api.tokenOf(person);
        HttpResponse<String> logged = api.send(
                "POST",
                "project-logs/person/person-week-log-from-slack/",
                token,
                "{\"logs\":[{\"date\":\"2026-11-17\",\"time_spent\":\"01:00\",\"description\":\"First\",\"subteam\":"
                        + project + "}]}");

        assertThat(logged.statusCode()).as(logged.body()).isEqualTo(200);
        assertThat(assignment.path("team").asString()).isEqualTo("Atlas / Web");
        JsonNode people = done("GET", "people/", null, 200);
        assertThat(people.toString()).contains("noa@firm.example", "Atlas / Web");
        done("PATCH", "assignments/" + assignment.path("id").asLong() + "/", "{\"last_day\":\"2026-11-18\"}", 204);
        assertThat(done("GET", "people/", null, 200).toString()).contains("\"to\":\"2026-11-18\"");
        done("PATCH", "assignments/999999/", "{\"last_day\":\"2026-11-18\"}", 404);
    }

    @Test
    void aProjectIsRenamedLinkedAndSwitchedOffAtOnce() {
        long id = done("POST", "projects", "{\"team\":\"Old name\",\"subteam\":\"Old\"}", 201)
                .path("id")
                .asLong();
        JsonNode changed =
                done("PATCH", "projects/" + id, "{\"team\":\"New name\",\"workspace\":\"APP\",\"active\":false}", 200);
        assertThat(changed.toString())
                .isEqualTo("{\"id\":" + id
                        + ",\"team\":\"New name\",\"subteam\":\"Old\",\"active\":false,\"workspace\":\"APP\"}");
        done("PATCH", "projects/" + id, "{\"team\":\"Other name\",\"workspace\":\"NONE\"}", 400);
        assertThat(done("GET", "projects", null, 200).toString())
                .as("all of it or nothing")
                .contains("New name")
                .doesNotContain("Other name");
        assertThat(done("PATCH", "projects/" + id, "{\"workspace\":null}", 200).has("workspace"))
                .isFalse();
        done("POST", "projects", "{\"team\":\"new  NAME\",\"subteam\":\"x\"}", 400);
        done("POST", "projects", "{\"subteam\":\"x\"}", 400);
        done("PATCH", "projects/999999", "{\"active\":true}", 404);
    }

    @Test
    void labelsAreAddedRenamedAndSwitchedOff() {
        long id =
                done("POST", "labels/", "{\"name\":\"Travel\"}", 201).path("id").asLong();
        assertThat(done("PATCH", "labels/" + id, "{\"name\":\"Trips\",\"active\":false}", 200)
                        .toString())
                .isEqualTo("{\"id\":" + id + ",\"name\":\"Trips\",\"active\":false}");
        assertThat(api.get("project-logs/log_labels/").body()).doesNotContain("Trips");
        done("PATCH", "labels/66", "{\"active\":false}", 400);
        done("PATCH", "labels/999999", "{\"active\":false}", 404);
    }

    @Test
    void aWeekIsMadeOnce() {
        String body = "{\"email\":\"owner@firm.example\",\"week_starting\":\"2026-03-02\"}";
        JsonNode made = done("POST", "weeks/", body, 200);
        assertThat(done("POST", "weeks/", body, 200)).isEqualTo(made);
        assertThat(made.path("week_starting").asString()).isEqualTo("2026-03-02");
        done("POST", "weeks/", body.replace("03-02", "03-03"), 400);
        done("POST", "weeks/", "{\"email\":\"nobody@firm.example\",\"week_starting\":\"2026-03-02\"}", 400);
    }

    @Test
    void tokensAreListedAndRevoked() {
        Person person = api.colleague("tim");
        String token = api.tokenOf(person);
        JsonNode listed = null;
        for (JsonNode each : done("GET", "tokens/", null, 200)) {
            listed = each.path("email").asString().equals(person.email()) ? each : listed;
        }
        assertThat(listed).isNotNull();
        assertThat(String.valueOf(listed)).doesNotContain(token);
        assertThat(ApiServer.json(api.send("GET", "admin/tokens/", token, null)))
                .hasSize(1);
        done("DELETE", "tokens/" + listed.path("id").asLong() + "/", null, 204);
        assertThat(api.send("GET", "core/person/", token, null).statusCode()).isEqualTo(401);
        done("DELETE", "tokens/" + listed.path("id").asLong() + "/", null, 404);
    }

    @Test
    void membersSetNothingUp() {
        String token = api.tokenOf(api.colleague("max"));
        for (String path : List.of("projects", "labels", "people")) {
            HttpResponse<String> answer = api.send("GET", "admin/" + path, token, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(ApiServer.json(answer).path("detail").asString()).contains("owners and admins");
        }
        assertThat(api.send("POST", "admin/labels", token, "{\"name\":\"Mine\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.send(
                                "POST",
                                "admin/weeks",
                                token,
                                "{\"email\":\"max@firm.example\",\"week_starting\":\"2026-03-02\"}")
                        .statusCode())
                .isEqualTo(403);
    }
}
