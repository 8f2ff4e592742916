package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The owner of the sample company as a client of the project logs, with one project and the week after this. */
final class ProjectLogs {

    static final String PROJECT = "Atlas / Mobile";

    private static final JsonMapper json = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Account account;
    /** Nobody in the sample has logged anything then. */
    private final LocalDate monday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    private final String token;
    private final long project;
    private final long week;

    /** Signs in, and sets up what it logs on. */
    ProjectLogs(Program program, RunningServer server) throws IOException {
        String password = Files.readString(program.dataDirectory().resolve("sample-password"))
                .strip();
        account = new Account(sampleOwner(server), password);
        token = good(send(
                        server,
                        "POST",
                        "core/login/",
                        null,
                        "{\"email\":\"" + account.email() + "\",\"password\":\"" + password + "\"}"))
                .path("token")
                .asString();
        project = good(call(server, "POST", "admin/projects/", "{\"team\":\"" + PROJECT + "\",\"subteam\":\"Mobile\"}"))
                .path("id")
                .asLong();
        good(call(
                server,
                "POST",
                "admin/assignments/",
                "{\"project\":" + project + ",\"email\":\"" + account.email() + "\",\"from\":\"" + monday + "\"}"));
        week = weekId(server);
    }

    private static String sampleOwner(RunningServer server) {
        String out = server.program().out();
        var address = Pattern.compile("[\\w.]+@[\\w.]+").matcher(out);
        assertThat(address.find()).as(out).isTrue();
        return address.group();
    }

    private long weekId(RunningServer server) {
        for (JsonNode each : good(call(server, "GET", "project-logs/person/list/?year=" + monday.getYear(), null))) {
            if (each.path("week_starting").asString().equals(monday.toString())) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError("The week of " + monday + " is missing.");
    }

    Account account() {
        return account;
    }

    LocalDate monday() {
        return monday;
    }

    ObjectNode read(RunningServer server) {
        return (ObjectNode) good(call(server, "GET", "project-logs/person/get/" + week + "/", null));
    }

    /** One new line, by reading and saving the whole week; again from the start if somebody else was faster. */
    void create(RunningServer server, String description) {
        for (int attempt = 0; attempt < 200; attempt++) {
            ObjectNode document = read(server);
            ObjectNode task = mobile(document).withArray("tasks").addObject().put("description", description);
            task.withArray("days")
                    .addObject()
                    .put("date", monday.toString())
                    .put("hours", 0)
                    .put("minutes", 10)
                    .put("label", 66);
            HttpResponse<String> saved = call(
                    server,
                    "PATCH",
                    "project-logs/person/person-week-log/save/" + week + "/",
                    json.writeValueAsString(document));
            if (saved.statusCode() != 409) {
                good(saved);
                return;
            }
        }
        throw new AssertionError("Two hundred conflicts in a row for " + description);
    }

    /** One new line, without reading the week. */
    HttpResponse<String> log(RunningServer server, LocalDate date, String description) {
        return call(
                server,
                "POST",
                "project-logs/person/person-week-log-from-slack/",
                "{\"logs\":[{\"date\":\"" + date + "\",\"time_spent\":\"00:01\",\"description\":\"" + description
                        + "\",\"subteam\":" + project + "}]}");
    }

    private static ObjectNode mobile(ObjectNode week) {
        for (JsonNode each : week.path("projects")) {
            if (each.path("team").asString().equals(PROJECT)) {
                return (ObjectNode) each;
            }
        }
        throw new AssertionError(PROJECT + " is missing in " + week);
    }

    Set<String> descriptions(RunningServer server) {
        Set<String> descriptions = new HashSet<>();
        for (JsonNode task : mobile(read(server)).path("tasks")) {
            assertThat(descriptions.add(task.path("description").asString()))
                    .as("twice: " + task)
                    .isTrue();
        }
        return descriptions;
    }

    static JsonNode good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> call(RunningServer server, String method, String path, @Nullable String body) {
        return send(server, method, path, token, body);
    }

    private static HttpResponse<String> send(
            RunningServer server, String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Token " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
