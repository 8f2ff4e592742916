package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that says hello first and answers the server's questions by messages of its own. */
final class LegacyClient implements WireClient {

    private final Wire wire;
    private final Map<String, String> headers = new HashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<String, UnaryOperator<JsonNode>> answers = new LinkedHashMap<>();
    private final JsonNode hello;

    LegacyClient(String mcpUrl, String revision, String capabilities) {
        wire = new Wire(mcpUrl);
        WireAnswer answer = call("initialize", """
                {"protocolVersion": "%s", "capabilities": %s, "clientInfo": {"name": "strict", "version": "1"}}""".formatted(revision, capabilities));
        hello = answer.result();
        assertThat(hello.get("protocolVersion").asString()).isEqualTo(revision);
        headers.put("mcp-protocol-version", revision);
        answer.headers().firstValue("mcp-session-id").ifPresent(session -> headers.put("mcp-session-id", session));
        ObjectNode initialized = Json.object("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
        requireAccepted(wire.post(initialized, headers, message -> {}));
    }

    /** What the server said of itself. */
    JsonNode hello() {
        return hello;
    }

    @Override
    public void answer(String method, UnaryOperator<JsonNode> answer) {
        answers.put(method, answer);
    }

    @Override
    public WireAnswer call(String method, ObjectNode params) {
        ObjectNode request = Json.object();
        request.put("jsonrpc", "2.0").put("id", lastId.incrementAndGet()).put("method", method);
        request.set("params", params);
        return wire.post(request, headers, this::answered);
    }

    @Override
    public WireAnswer converse(String method, ObjectNode params) {
        return call(method, params);
    }

    /** Comes back for the answer to the last call. */
    WireAnswer resume(String lastEventId) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("last-event-id", lastEventId);
        return wire.resume(Json.read(lastId.toString()), all);
    }

    private void answered(JsonNode message) {
        if (message.has("id")) {
            UnaryOperator<JsonNode> answer = answers.get(message.get("method").asString());
            assertThat(answer).as("nobody asked for %s", message).isNotNull();
            ObjectNode response = Json.object();
            response.put("jsonrpc", "2.0");
            response.set("id", message.get("id"));
            response.set("result", answer.apply(message.path("params")));
            requireAccepted(wire.post(response, headers, none -> {}));
        }
    }

    private static void requireAccepted(WireAnswer answer) {
        assertThat(answer.status()).as(answer.message().toString()).isEqualTo(202);
        assertThat(answer.message().isMissingNode()).isTrue();
    }
}
