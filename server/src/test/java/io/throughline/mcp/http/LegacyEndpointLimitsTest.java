package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many sessions there can be, how long they last, and what is served without any. */
class LegacyEndpointLimitsTest {

    private static final String PING = LegacyTestClient.request("1", "ping", "{}");

    private final JsonMapper json = JsonMapper.builder().build();
    private final LegacyFixtures fixtures = new LegacyFixtures();

    @Test
    void aSessionThatNobodyUsesEndsUnlessSomebodyListens() throws Exception {
        var limits = new SessionLimits(Duration.ofMillis(400), 100, 100);
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits)) {
            LegacyTestClient idle = server.client();
            LegacyTestClient listening = server.client();
            try (EventReader stream = listening.listen()) {
                Thread.sleep(1_200);
                assertThat(idle.post(PING).statusCode()).isEqualTo(404);
                assertThat(listening.post(PING).statusCode()).isEqualTo(200);
                assertThat(stream.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void forOneSessionTooManyOfAPersonTheIdlestGoes() {
        var limits = new SessionLimits(Duration.ofHours(1), 3, 100);
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits)) {
            LegacyTestClient other = server.client("2025-11-25", "{}", RunningEndpoint.person(1, 2));
            List<LegacyTestClient> clients = new ArrayList<>();
            for (int at = 0; at < 3; at++) {
                clients.add(server.client());
            }
            assertThat(clients.get(0).post(PING).statusCode()).isEqualTo(200);
            LegacyTestClient fourth = server.client();
            assertThat(clients.get(1).post(PING).statusCode()).isEqualTo(404);
            assertThat(clients.get(0).post(PING).statusCode()).isEqualTo(200);
            assertThat(clients.get(2).post(PING).statusCode()).isEqualTo(200);
            assertThat(fourth.post(PING).statusCode()).isEqualTo(200);
            assertThat(other.post(PING).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFullServerSaysWhenToComeBack() {
        var limits = new SessionLimits(Duration.ofHours(1), 100, 2);
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits)) {
            server.client();
            LegacyTestClient second = server.client();
            HttpResponse<String> refused =
                    server.post(LegacyTestClient.initialize("2025-11-25", "{}"), RunningEndpoint.person(1, 2));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("30");
            assertThat(json.readTree(refused.body()).path("id").asInt(-1)).isZero();
            server.send("DELETE", "/mcp", null, second.headers());
            server.client("2025-11-25", "{}", RunningEndpoint.person(1, 2));
        }
    }

    @Test
    void withoutSessionsEachMessageIsServedByItself() {
        try (RunningEndpoint server = RunningEndpoint.withoutSessions(fixtures.server())) {
            HttpResponse<String> hello = server.post(LegacyTestClient.initialize("2025-06-18", ALL_FEATURES));
            assertThat(hello.statusCode()).isEqualTo(200);
            assertThat(hello.headers().firstValue("mcp-session-id")).isEmpty();
            JsonNode result = json.readTree(hello.body()).path("result");
            assertThat(result.path("protocolVersion").asString()).isEqualTo("2025-06-18");
            assertThat(result.path("capabilities").toString())
                    .contains("\"tools\":{}", "\"resources\":{}", "\"prompts\":{}")
                    .doesNotContain("logging", "listChanged", "subscribe");
            assertThat(server.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                            .statusCode())
                    .isEqualTo(202);

            JsonNode newer = json.readTree(
                    server.post(LegacyTestClient.request("1", "tools/list", "{}"), "MCP-Protocol-Version", "2025-06-18")
                            .body());
            assertThat(newer.toString()).contains("outputSchema");
            JsonNode oldest = json.readTree(server.post(
                            LegacyTestClient.request("1", "tools/list", "{}"), "Mcp-Session-Id", "of another process")
                    .body());
            assertThat(oldest.toString()).doesNotContain("outputSchema").contains("legacy_probe");

            assertThat(LegacyTestClient.text(json.readTree(
                            server.post(LegacyTestClient.call("2", "ask")).body())))
                    .startsWith("This needs an answer from you");
            HttpResponse<String> reported = server.post(LegacyTestClient.call("3", "report", "{\"progressToken\":1}"));
            assertThat(reported.headers().firstValue("content-type")).hasValue("text/event-stream");
            assertThat(reported.body()).contains("\"progress\":2.5", "reported").doesNotContain("id: ");
            JsonNode batch = json.readTree(server.post("[" + PING + "]").body());
            assertThat(batch.size()).isEqualTo(1);
            for (String method : List.of("GET", "DELETE")) {
                HttpResponse<String> refused = server.send(method, "/mcp", null);
                assertThat(refused.statusCode()).isEqualTo(405);
                assertThat(refused.headers().firstValue("allow")).hasValue("POST");
            }
            JsonNode subscribed = json.readTree(
                    server.post(LegacyTestClient.request("4", "resources/subscribe", "{\"uri\":\"test://note/1\"}"))
                            .body());
            assertThat(subscribed.at("/error/code").asInt()).isEqualTo(-32_601);
        }
    }

    @Test
    void aCallEndsWhenItsTimeIsUpAndItsSessionGoesOn() {
        fixtures.close();
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(Duration.ofMillis(300)))) {
            for (String version : List.of("2025-11-25", "2025-06-18")) {
                LegacyTestClient client = server.client(version, "{}");
                JsonNode waited = client.ask(LegacyTestClient.call("1", "wait"));
                assertThat(waited.at("/result/isError").asBoolean()).isTrue();
                assertThat(LegacyTestClient.text(waited))
                        .startsWith("The call was cancelled, or took longer than a call may.");
                assertThat(fixtures.ends).containsEntry("wait", "interrupted, cancelled true");
                JsonNode read =
                        client.ask(LegacyTestClient.request("2", "resources/read", "{\"uri\":\"test://note/slow\"}"));
                assertThat(read.at("/error/message").asString())
                        .isEqualTo(
                                "This took longer than a call may. Look whether it had its effect before you repeat it.");
                assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("3", "a"))))
                        .isEqualTo("did a");
            }
        }
    }

    @Test
    void thePersonWhoIsAskedHasMoreTimeThanTheCall() throws Exception {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(Duration.ofMillis(300)))) {
            LegacyTestClient client = server.client("2025-11-25", ALL_FEATURES);
            try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
                JsonNode question = stream.message().json();
                Thread.sleep(800);
                client.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":{\"action\":\"decline\"}}");
                assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("DECLINE {} round one");
            }
        }
    }

    private static final String ALL_FEATURES = "{\"elicitation\":{},\"sampling\":{},\"roots\":{}}";
}
