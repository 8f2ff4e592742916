package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client of 2026-07-28 hears on the stream on which it listens for changes. */
class ListeningAnswersTest {

    private static ConformanceServer server;
    private static ModernClient client;

    @BeforeAll
    static void start() {
        server = ConformanceServer.start();
        client = new ModernClient(server.mcpUrl(), "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Listening listen(String id, String notifications) {
        ObjectNode params = Json.object();
        params.set("notifications", Json.read(notifications));
        ObjectNode request = client.request("subscriptions/listen", params);
        request.set("id", Json.read(id));
        return new Listening(server.mcpUrl(), request);
    }

    private static void requireMessage(JsonNode message, String method, String id) {
        assertThat(message.path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(message.has("id")).isFalse();
        assertThat(message.path("method").asString()).isEqualTo(method);
        assertThat(message.path("params").path("_meta").get("io.modelcontextprotocol/subscriptionId"))
                .as("of the type that the request had")
                .isEqualTo(Json.read(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"listen-1\"", "4711"})
    void itIsAcknowledgedFirstAndThenHearsWhatItAskedFor(String id) {
        try (Listening listening = listen(id, "{\"toolsListChanged\": true, \"promptsListChanged\": true}")) {
            JsonNode first = listening.next();
            requireMessage(first, "notifications/subscriptions/acknowledged", id);
            assertThat(first.path("params").get("notifications"))
                    .isEqualTo(Json.read("{\"toolsListChanged\": true, \"promptsListChanged\": true}"));

            client.callTool("test_trigger_tool_change");
            requireMessage(listening.next(), "notifications/tools/list_changed", id);
            client.callTool("test_trigger_prompt_change");
            requireMessage(listening.next(), "notifications/prompts/list_changed", id);
        }
    }

    @Test
    void itHearsNothingElse() {
        try (Listening listening = listen("1", "{\"promptsListChanged\": true}")) {
            requireMessage(listening.next(), "notifications/subscriptions/acknowledged", "1");

            client.callTool("test_trigger_tool_change");
            client.callTool("test_trigger_prompt_change");

            requireMessage(listening.next(), "notifications/prompts/list_changed", "1");
        }
    }
}
