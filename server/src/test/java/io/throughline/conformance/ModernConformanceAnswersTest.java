package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The era of single requests, each of which says all there is to know. */
class ModernConformanceAnswersTest extends ConformanceAnswersSpec {

    private static final String META = "io.modelcontextprotocol/";

    @Override
    ModernClient client(String capabilities) {
        return new ModernClient(mcpUrl(), capabilities);
    }

    @Override
    ModernClient client() {
        return client(EVERYTHING);
    }

    @Override
    ObjectNode plainResult(WireAnswer answer, boolean cacheable) {
        assertThat(answer.status()).isEqualTo(200);
        ObjectNode result = (ObjectNode) answer.result();
        assertThat(result.remove("resultType")).as(result.toString()).isEqualTo(Json.read("\"complete\""));
        assertThat(result.remove("_meta").at("/" + META.replace("/", "~1") + "serverInfo/name"))
                .isEqualTo(Json.read("\"throughline\""));
        assertThat(result.has("ttlMs")).as(result.toString()).isEqualTo(cacheable);
        assertThat(result.has("cacheScope")).isEqualTo(cacheable);
        if (cacheable) {
            assertThat(result.remove("ttlMs").asLong()).isNotNegative();
            assertThat(result.remove("cacheScope").asString()).isIn("public", "private");
        }
        return result;
    }

    @Override
    int resourceNotFoundCode() {
        return -32602;
    }

    @ParameterizedTest
    @ValueSource(strings = {"debug", "info"})
    void theLogComesWithTheCallThatAsksForIt(String level) {
        requireThreeLogMessages(callForLog(level));
    }

    @Test
    void logMessagesThatNobodyAskedForAreNotSent() {
        assertThat(client().callTool("test_tool_with_logging").earlier()).isEmpty();
        assertThat(client().callTool("test_logging_tool").earlier()).isEmpty();
        assertThat(callForLog("notice").earlier()).isEmpty();
        assertThat(callForLog("loud").errorCode()).isEqualTo(-32602);
    }

    private WireAnswer callForLog(String level) {
        ObjectNode params = WireClient.toolCall("test_tool_with_logging", "{}");
        params.withObject("_meta").put(META + "logLevel", level);
        return client().call("tools/call", params);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test_missing_capability | {\"sampling\": {}}",
                "test_input_required_result_list_roots | {\"roots\": {}}",
                "test_input_required_result_elicitation | {\"elicitation\": {\"form\": {}}}"
            })
    void whatTheClientCannotDoIsNamedInTheError(String tool, String capability) {
        WireAnswer answer = client("{}").callTool(tool);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(-32021);
        assertThat(answer.error().get("data"))
                .isEqualTo(Json.read("{\"requiredCapabilities\": %s}".formatted(capability)));
    }

    @Test
    void theFirstRoundAsksInTheWordsOfTheTool() {
        requireQuestions("test_input_required_result_elicitation", """
                {"user_name": {"method": "elicitation/create", "params": {"message": "What is your name?",
                  "requestedSchema": {"type": "object", "properties": {"name": {"type": "string"}},
                                      "required": ["name"]}}}}""");
        requireQuestions("test_input_required_result_sampling", """
                {"capital_question": {"method": "sampling/createMessage", "params": {"maxTokens": 100, "messages":
                  [{"role": "user", "content": {"type": "text", "text": "What is the capital of France?"}}]}}}""");
        requireQuestions(
                "test_input_required_result_list_roots",
                "{\"client_roots\": {\"method\": \"roots/list\", \"params\": {}}}");
        requireQuestions("test_input_required_result_request_state", """
                {"confirm": {"method": "elicitation/create", "params": {"message": "Please confirm",
                  "requestedSchema": {"type": "object", "properties": {"ok": {"type": "boolean"}},
                                      "required": ["ok"]}}}}""");
        requireQuestions("test_input_required_result_multiple_inputs", """
                {"user_name": {"method": "elicitation/create", "params": {"message": "What is your name?",
                  "requestedSchema": {"type": "object", "properties": {"name": {"type": "string"}},
                                      "required": ["name"]}}},
                 "greeting": {"method": "sampling/createMessage", "params": {"maxTokens": 50, "messages":
                  [{"role": "user", "content": {"type": "text", "text": "Generate a greeting"}}]}},
                 "client_roots": {"method": "roots/list", "params": {}}}""");
    }

    private void requireQuestions(String tool, String expected) {
        WireAnswer answer = client().callTool(tool);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode result = answer.result();
        assertThat(result.path("resultType").asString()).isEqualTo("input_required");
        assertThat(result.has("content")).isFalse();
        assertThat(result.has("ttlMs")).isFalse();
        assertThat(result.path("requestState").asString("")).isNotEmpty();
        result.get("inputRequests").forEach(question -> {
            ObjectNode params = (ObjectNode) question.get("params");
            if (params.path("mode").asString("form").equals("form")) {
                params.remove("mode"); // may be said or left out
            }
        });
        assertThat(result.get("inputRequests")).isEqualTo(Json.read(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"wrong_key\": {\"action\": \"accept\", \"content\": {\"name\": \"Ada\"}}}",
                "{\"user_name\": {\"action\": \"accept\", \"content\": {\"nickname\": \"Ada\"}}}",
                "{\"user_name\": {\"action\": \"maybe\", \"content\": {\"name\": \"Ada\"}}}",
                "{\"user_name\": {}}",
                "{}"
            })
    void whatDoesNotAnswerTheQuestionIsAskedAgain(String responses) {
        JsonNode result = answeredBy(responses).result();

        assertThat(result.path("resultType").asString()).isEqualTo("input_required");
        assertThat(result.path("inputRequests").propertyNames()).containsExactly("user_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{\"user_name\": 12345}"})
    void whatIsNoAnswerAtAllIsTheClientsFault(String responses) {
        assertThat(answeredBy(responses).errorCode()).isEqualTo(-32602);
    }

    @Test
    void answersThatNobodyAskedForAreIgnored() {
        requireText(answeredBy("""
                {"user_name": {"action": "accept", "content": {"name": "Ada"}},
                 "another": {"action": "accept", "content": {"baz": 123}}}"""), "Hello, Ada!");
    }

    private WireAnswer answeredBy(String responses) {
        ObjectNode params = WireClient.toolCall("test_input_required_result_elicitation", "{}");
        params.set("inputResponses", Json.read(responses));
        return client().call("tools/call", params);
    }

    @Test
    void aStateComesBackUnchangedToTheCallItWasGivenForOrNotAtAll() {
        String tool = "test_input_required_result_tampered_state";
        String state = client().callTool(tool).result().get("requestState").asString();
        requireText(confirmed(tool, state), "integrity-ok: state verified");

        assertThat(confirmed("test_input_required_result_request_state", state).errorCode())
                .as("a state of another tool")
                .isEqualTo(-32602);
        for (String changed : List.of(
                state + "-TAMPERED",
                state + "A",
                state.substring(1),
                state.substring(0, state.length() - 1),
                "",
                "A")) {
            assertThat(confirmed(tool, changed).errorCode()).as(changed).isEqualTo(-32602);
        }
        for (int at = 0; at < state.length(); at += 7) {
            char other = state.charAt(at) == 'A' ? 'B' : 'A';
            String changed = state.substring(0, at) + other + state.substring(at + 1);
            assertThat(confirmed(tool, changed).errorCode()).as(changed).isEqualTo(-32602);
        }
    }

    @Test
    void statesSayNothingAndAreNeverTheSame() {
        String tool = "test_input_required_result_request_state";
        String state = client().callTool(tool).result().get("requestState").asString();

        assertThat(client().callTool(tool).result().get("requestState").asString())
                .isNotEqualTo(state);
        assertThat(state).matches("[A-Za-z0-9_.=-]+").hasSizeLessThan(4096);
        assertThat(new String(Base64.getUrlDecoder().decode(state.replaceAll("^.*\\.", "")), StandardCharsets.UTF_8))
                .doesNotContain("left off");
    }

    private WireAnswer confirmed(String tool, String state) {
        ObjectNode params = WireClient.toolCall(tool, "{}");
        params.set("inputResponses", Json.read("{\"confirm\": {\"action\": \"accept\", \"content\": {\"ok\": true}}}"));
        params.put("requestState", state);
        return client().call("tools/call", params);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"region\": \"eu\"} | eu | | | region=eu, shard=null, urgent=null",
                "{\"region\": \"größe\"} | =?base64?Z3LDtsOfZQ==?= | | | region=größe, shard=null, urgent=null",
                "{\"region\": \"eu\", \"shard\": 42} | eu | 42 | | region=eu, shard=42, urgent=null",
                "{\"region\": \"eu\", \"shard\": 42} | eu | 42.0 | | region=eu, shard=42, urgent=null",
                "{\"region\": \"eu\", \"urgent\": true} | eu | | true | region=eu, shard=null, urgent=true",
                "{\"region\": \"eu\", \"shard\": null} | eu | | | region=eu, shard=null, urgent=null"
            })
    void argumentsAreRepeatedInHeaders(String arguments, String region, String shard, String urgent, String text) {
        requireText(callWithHeaders(arguments, region, shard, urgent), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"region\": \"eu\"} | us | | ",
                "{\"region\": \"eu\"} | EU | | ",
                "{\"region\": \"eu\"} | | | ",
                "{\"region\": \"größe\"} | =?base64?Z3LDtsOfZQ?= | | ",
                "{\"region\": \"eu\"} | =?base64?Z!U=?= | | ",
                "{\"region\": \"eu\", \"shard\": 42} | eu | 43 | ",
                "{\"region\": \"eu\", \"shard\": 42} | eu | | ",
                "{\"region\": \"eu\", \"urgent\": true} | eu | | false"
            })
    void aHeaderThatSaysOtherwiseIsRefused(String arguments, String region, String shard, String urgent) {
        WireAnswer answer = callWithHeaders(arguments, region, shard, urgent);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(-32020);
    }

    private WireAnswer callWithHeaders(String arguments, String region, String shard, String urgent) {
        ModernClient client = client();
        ObjectNode request = client.request("tools/call", WireClient.toolCall("test_custom_headers", arguments));
        Map<String, String> headers = new HashMap<>(ModernClient.headers(request));
        Map<String, String> repeated = new HashMap<>();
        repeated.put("mcp-param-region", region);
        repeated.put("mcp-param-shard", shard);
        repeated.put("mcp-param-urgent", urgent);
        repeated.forEach((name, value) -> {
            if (value != null) {
                headers.put(name, value);
            }
        });
        return client.post(request, headers);
    }

    @Test
    void theServerSaysWhatItCanDo() {
        ObjectNode result = plainResult(client("{}").call("server/discover", "{}"), true);

        assertThat(result.get("supportedVersions")).isEqualTo(Json.read("[\"2026-07-28\"]"));
        assertThat(result.get("capabilities").propertyNames()).contains("tools", "resources", "prompts", "completions");
        assertThat(result.at("/capabilities/tools/listChanged").asBoolean()).isTrue();
        assertThat(result.at("/capabilities/prompts/listChanged").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "x/y"})
    void methodsOfTheEarlierEraAreNotThere(String method) {
        WireAnswer answer = client().call(method, "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo(-32601);
    }
}
