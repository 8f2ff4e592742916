package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.modern.Answer;
import io.throughline.mcp.modern.Caller;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests of the modern era: headers, an empty line, the message. Its envelope is completed, since others fuzz that. */
class ModernFuzzTest {

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final ModernServer SERVER = FuzzedServer.modern().server();

    /** Forgives what a mutation breaks first, so that more of them get to the server. */
    private static final JsonMapper FORGIVING = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_MISSING_VALUES,
                    JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    @FuzzTest
    void everyRequestIsAnswered(byte[] data) {
        var given = FuzzedRequest.of(data);
        ObjectNode message = readable(given.body()).orElse(null);
        if (message == null) {
            return;
        }
        JsonNode answer = answer(message, given);
        if (answer != null && answer.at("/result/resultType").asString("").equals("input_required")) {
            // With the state that no mutation could find. What was asked must be answered or asked again.
            ((ObjectNode) message.path("params")).set("requestState", answer.at("/result/requestState"));
            answer(message, given);
            answer(message, given);
        }
    }

    private static @Nullable JsonNode answer(ObjectNode message, FuzzedRequest given) {
        String asked = given.text() + message;
        if (!(FuzzedServer.CLASSIFIER.classifyLine(RpcMessages.bytes(message)) instanceof Verdict.Modern modern)) {
            return null;
        }
        ModernRequest request = modern.request();
        if (request.method().equals("subscriptions/listen")) {
            return null; // the transport's, see StdioFuzzTest
        }
        var caller = new Caller(
                FuzzedServer.SOMEBODY,
                given.method().equals("POST") ? name -> given.header(name.toLowerCase(Locale.ROOT)) : null);
        Answer answer = SERVER.serve(
                request,
                caller,
                new RunningCall(),
                (method, params) -> Promises.clean(RpcMessages.bytes(RpcMessages.notification(method, params)), asked));
        assertThat(answer.httpStatus()).isBetween(200, 499);
        JsonNode told = Promises.clean(answer.message(request.id(), SERVER.format()), asked);
        Promises.answers(request.id(), told);
        return told;
    }

    private static Optional<ObjectNode> readable(byte[] body) {
        try {
            if (FORGIVING.readTree(body) instanceof ObjectNode message
                    && (!message.has("params") || message.path("params").isObject())) {
                message.put("jsonrpc", "2.0");
                ObjectNode meta = message.withObject("/params/_meta");
                meta.put(PREFIX + "protocolVersion", "2026-07-28");
                if (!meta.path(PREFIX + "clientCapabilities").isObject()) {
                    meta.putObject(PREFIX + "clientCapabilities");
                }
                return Optional.of(message);
            }
        } catch (JacksonException e) {
            // no message, or one whose envelope cannot be completed
        }
        return Optional.empty();
    }
}
