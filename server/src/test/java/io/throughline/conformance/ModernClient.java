package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of 2026-07-28, which says with each request who it is and what it can. */
final class ModernClient implements WireClient {

    static final String REVISION = "2026-07-28";

    private static final int MOST_ROUNDS = 10;

    private final Wire wire;
    private final String capabilities;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<String, UnaryOperator<JsonNode>> answers = new HashMap<>();

    ModernClient(String mcpUrl, String capabilities) {
        wire = new Wire(mcpUrl);
        this.capabilities = capabilities;
    }

    @Override
    public WireAnswer call(String method, ObjectNode params) {
        ObjectNode request = request(method, params);
        return post(request, headers(request));
    }

    /** Sends what is not as it should be. */
    WireAnswer post(ObjectNode request, Map<String, String> headers) {
        WireAnswer answer = wire.post(request, headers, ModernClient::requireNotification);
        assertThat(answer.headers().firstValue("mcp-session-id")).isEmpty();
        return answer;
    }

    @Override
    public void answer(String method, UnaryOperator<JsonNode> answer) {
        answers.put(method, answer);
    }

    @Override
    public WireAnswer converse(String method, ObjectNode params) {
        WireAnswer answer = call(method, params);
        for (int round = 0; isQuestion(answer); round++) {
            assertThat(round).as("rounds so far; now %s", answer.message()).isLessThan(MOST_ROUNDS);
            answer = call(method, withAnswers(params, answer.result()));
        }
        return answer;
    }

    private static boolean isQuestion(WireAnswer answer) {
        return answer.message().path("result").path("resultType").asString("").equals("input_required");
    }

    private ObjectNode withAnswers(ObjectNode params, JsonNode question) {
        ObjectNode again = params.deepCopy();
        ObjectNode responses = again.putObject("inputResponses");
        question.path("inputRequests").properties().forEach(asked -> {
            UnaryOperator<JsonNode> answer =
                    answers.get(asked.getValue().get("method").asString());
            assertThat(answer).as("nobody asked for %s", asked).isNotNull();
            responses.set(asked.getKey(), answer.apply(asked.getValue().path("params")));
        });
        if (question.has("requestState")) {
            again.set("requestState", question.get("requestState"));
        }
        return again;
    }

    /** A request with all that every request must carry. */
    ObjectNode request(String method, ObjectNode params) {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.withObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", REVISION);
        meta.set("io.modelcontextprotocol/clientCapabilities", Json.read(capabilities));
        ObjectNode request = Json.object();
        request.put("jsonrpc", "2.0")
                .put("id", "call-" + lastId.incrementAndGet())
                .put("method", method);
        request.set("params", all);
        return request;
    }

    /** The headers that go with a request. */
    static Map<String, String> headers(ObjectNode request) {
        Map<String, String> headers = new HashMap<>();
        String method = request.get("method").asString();
        headers.put("mcp-protocol-version", REVISION);
        headers.put("mcp-method", method);
        JsonNode params = request.get("params");
        if (List.of("tools/call", "prompts/get").contains(method)) {
            headers.put("mcp-name", params.path("name").asString());
        } else if (method.equals("resources/read")) {
            headers.put("mcp-name", params.path("uri").asString());
        }
        return headers;
    }

    private static void requireNotification(JsonNode message) {
        if (message.has("id")) {
            throw new AssertionError("a request on a stream of this era: " + message);
        }
    }
}
