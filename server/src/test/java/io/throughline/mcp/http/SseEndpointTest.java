package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.Change;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** HTTP+SSE, the transport of 2024-11-05. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SseEndpointTest {

    private final LegacyFixtures fixtures = new LegacyFixtures();
    private final RunningEndpoint server = RunningEndpoint.of(fixtures.server());

    @AfterAll
    void stop() {
        server.close();
    }

    /** The address that the first event gives. */
    private static String messages(EventReader stream) {
        EventReader.Event first = Objects.requireNonNull(stream.next());
        assertThat(first.event()).isEqualTo("endpoint");
        assertThat(first.data()).matches("/messages\\?sessionId=[A-Za-z0-9_-]{32}");
        return Objects.requireNonNull(first.data());
    }

    private JsonNode exchange(EventReader stream, String messages, String message) {
        HttpResponse<String> taken = server.send("POST", messages, message);
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).isEmpty();
        EventReader.Event answer = stream.message();
        assertThat(answer.event()).isEqualTo("message");
        return answer.json();
    }

    @Test
    void aSessionRunsFromHelloToTheEndOfTheStream() {
        double before = server.sseSessions();
        String messages;
        try (EventReader stream = server.stream("GET", "/sse", null)) {
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
            messages = messages(stream);
            assertThat(server.sseSessions() - before).isEqualTo(1);
            assertThat(exchange(stream, messages, LegacyTestClient.initialize("2024-11-05", "{\"roots\":{}}"))
                            .at("/result/protocolVersion")
                            .asString())
                    .isEqualTo("2024-11-05");
            server.send("POST", messages, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            assertThat(exchange(stream, messages, LegacyTestClient.request("\"p\"", "ping", "{}"))
                            .toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"result\":{}}");
            JsonNode contents = exchange(stream, messages, LegacyTestClient.call("2", "contents"));
            assertThat(contents.at("/result/content/1/text").asString()).startsWith("Here is audio (audio/wav)");
            assertThat(exchange(stream, messages, LegacyTestClient.request("3", "tools/call", "{}"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32_602);

            server.send("POST", messages, LegacyTestClient.call("4", "ask all"));
            JsonNode question = stream.message().json();
            assertThat(question.path("method").asString()).isEqualTo("roots/list");
            JsonNode answered = exchange(
                    stream,
                    messages,
                    "{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":{\"roots\":[]}}");
            assertThat(LegacyTestClient.text(answered)).isEqualTo("[roots]");

            fixtures.changes().publish(new Change.Tools());
            assertThat(stream.message().json().path("method").asString()).isEqualTo("notifications/tools/list_changed");
        }
    }

    @Test
    void onlyWhoOpenedTheStreamMayPost() {
        try (EventReader stream = server.stream("GET", "/sse", null)) {
            String messages = messages(stream);
            String ping = LegacyTestClient.request("1", "ping", "{}");
            assertThat(server.send("POST", messages, ping, RunningEndpoint.person(1, 2))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.send("POST", messages, ping, RunningEndpoint.person(2, 1))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.send("POST", "/messages?sessionId=guessed", ping).statusCode())
                    .isEqualTo(404);
            assertThat(server.send("POST", "/messages", ping).statusCode()).isEqualTo(400);
            assertThat(server.send("POST", messages, "[" + ping + "]").statusCode())
                    .isEqualTo(400);
            assertThat(server.send("POST", messages, "{}").statusCode()).isEqualTo(400);
            assertThat(exchange(stream, messages, ping).path("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aCallBeforeHelloIsToldAndACancelledOneIsNotAnswered() throws Exception {
        fixtures.gate = new CountDownLatch(1);
        fixtures.ends.clear();
        try (EventReader stream = server.stream("GET", "/sse", null)) {
            String messages = messages(stream);
            assertThat(exchange(stream, messages, LegacyTestClient.call("1", "a"))
                            .at("/error/message")
                            .asString())
                    .isEqualTo("The session is not open yet: send initialize first, then tools/call.");
            exchange(stream, messages, LegacyTestClient.initialize("2024-11-05", "{}"));
            server.send("POST", messages, LegacyTestClient.call("2", "wait"));
            Thread.sleep(200);
            server.send("POST", messages, LegacyTestClient.cancel("2"));
            assertThat(exchange(stream, messages, LegacyTestClient.call("3", "a"))
                            .path("id")
                            .asInt())
                    .isEqualTo(3);
            assertThat(fixtures.ends).containsKey("wait");
        }
    }

    @Test
    void theSessionEndsWithItsStream() throws Exception {
        try (RunningEndpoint quick = RunningEndpoint.withHeartbeat(fixtures.server(), Duration.ofMillis(100))) {
            String messages;
            try (EventReader stream = quick.stream("GET", "/sse", null)) {
                messages = messages(stream);
                assertThat(Objects.requireNonNull(stream.next()).comment()).isTrue();
            }
            int status = 202;
            for (int attempt = 0; attempt < 50 && status != 404; attempt++) {
                Thread.sleep(100);
                status = quick.send("POST", messages, LegacyTestClient.request("1", "ping", "{}"))
                        .statusCode();
            }
            assertThat(status).isEqualTo(404);
        }
    }

    @Test
    void aFullServerSaysWhenToComeBack() {
        var limits = new SessionLimits(Duration.ofHours(1), 5, 1);
        try (RunningEndpoint small = RunningEndpoint.of(fixtures.server(), limits);
                EventReader stream = small.stream("GET", "/sse", null)) {
            messages(stream);
            HttpResponse<String> refused = small.send("GET", "/sse", null);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("30");
        }
    }
}
