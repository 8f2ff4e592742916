package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions over Streamable HTTP: how they open, who may use them, what is refused and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyEndpointTest {

    private static final String LIST = LegacyTestClient.request("7", "tools/list", "{}");

    private final JsonMapper json = JsonMapper.builder().build();
    private final RunningEndpoint server = RunningEndpoint.of(new LegacyFixtures().server());

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void theVersionIsTheOneAskedForOrOurNewest(String asked, String agreed) {
        LegacyTestClient client = server.client(asked, "{}");

        assertThat(client.hello().at("/result/protocolVersion").asString()).isEqualTo(agreed);
        assertThat(client.hello().at("/result/serverInfo/name").asString()).isEqualTo("throughline");
        assertThat(client.session()).hasSize(32).matches("[A-Za-z0-9_-]+");
        JsonNode capabilities = client.hello().at("/result/capabilities");
        assertThat(capabilities.at("/tools/listChanged").asBoolean()).isTrue();
        assertThat(capabilities.at("/prompts/listChanged").asBoolean()).isTrue();
        assertThat(capabilities.at("/resources/listChanged").asBoolean()).isTrue();
        assertThat(capabilities.at("/resources/subscribe").asBoolean()).isTrue();
        assertThat(capabilities.has("logging")).isTrue();
        assertThat(client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aCallBeforeTheClientSaidThatItIsReadyIsServed() {
        assertThat(LegacyTestClient.text(server.client().ask(LegacyTestClient.call("1", "a"))))
                .isEqualTo("did a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"one\"", "9007199254740993", "0"})
    void idsComeBackAsTheyWere(String id) {
        LegacyTestClient client = server.client();
        assertThat(client.ask(LegacyTestClient.call(id, "a")).path("id").toString())
                .isEqualTo(id);
        assertThat(client.ask(LegacyTestClient.request(id, "ping", "{}")).toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
        JsonNode refused = json.readTree(
                server.post(LegacyTestClient.request(id, "tools/list", "{}")).body());
        assertThat(refused.path("id").toString()).isEqualTo(id);
    }

    @Test
    void aRequestWithoutSessionIsToldToOpenOne() {
        HttpResponse<String> answer = server.post(LIST);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32600,\"message\":\"The header"
                        + " Mcp-Session-Id is missing. Send initialize first; its answer bears the session.\"}}");
        assertThat(server.send("GET", "/mcp", null).statusCode()).isEqualTo(400);
        assertThat(server.send("DELETE", "/mcp", null).statusCode()).isEqualTo(400);
        assertThat(server.post("{\"jsonrpc\":\"2.0\",\"id\":\"ask-1\",\"result\":{}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anUnknownOrEndedSessionIsNotFound() {
        LegacyTestClient client = server.client();
        assertThat(server.send("DELETE", "/mcp", null, client.headers()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = client.post(LIST);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32001,\"message\":\"There is no such"
                        + " session, or it ended. Send initialize again.\"}}");
        assertThat(server.send("DELETE", "/mcp", null, client.headers()).statusCode())
                .isEqualTo(404);
        assertThat(server.send("GET", "/mcp", null, client.headers()).statusCode())
                .isEqualTo(404);
        assertThat(server.post(LIST, "Mcp-Session-Id", "guessed").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", "2:1"})
    void aSessionDoesNotExistForAnybodyElse(String other) {
        LegacyTestClient client = server.client();
        String[] stolen = {"Mcp-Session-Id", client.session(), "x-test-person", other};

        assertThat(server.post(LIST, stolen).statusCode()).isEqualTo(404);
        assertThat(server.send("GET", "/mcp", null, stolen).statusCode()).isEqualTo(404);
        assertThat(server.send("DELETE", "/mcp", null, stolen).statusCode()).isEqualTo(404);
        assertThat(client.post(LIST).statusCode()).isEqualTo(200);
    }

    @Test
    void theVersionHeaderMayBeAbsentButNotUnknown() {
        LegacyTestClient client = server.client();
        assertThat(server.post(LIST, client.headers("MCP-Protocol-Version", "2025-11-25"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = server.post(LIST, client.headers("MCP-Protocol-Version", "2024-99-99"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("id").asInt()).isEqualTo(7);
        assertThat(answer.body()).contains("MCP-Protocol-Version is '2024-99-99', but must be one of 2024-11-05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream, application/json", "*/*", "text/html", ""})
    void whatTheClientSaysItAcceptsMayBeSloppy(String accept) {
        HttpResponse<String> answer = server.post(LIST, server.client().headers("Accept", accept));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void aClientThatReadsEventsOnlyGetsEvents() {
        try (EventReader answer =
                server.stream("POST", "/mcp", LIST, server.client().headers("Accept", "text/event-stream"))) {
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.message().json().path("id").asInt()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tools/call | {\"name\":7} | This request needs params.name, a text.",
                "tools/call | {\"arguments\":{}} | This request needs params.name, a text.",
                "tools/call | [1] | params must be an object.",
                "tools/list | 5 | params must be an object.",
                "resources/read | {\"uri\":{}} | This request needs params.uri, a text.",
                "resources/subscribe | {} | This request needs params.uri, a text.",
                "logging/setLevel | {\"level\":3} | This request needs params.level, a text.",
                "initialize | {} | This request needs params.protocolVersion, a text.",
                "completion/complete | {\"ref\":{\"type\":\"ref/none\"},\"argument\":{}} | params"
            })
    void parametersOfAWrongShapeAreRefusedBeforeTheyGetAnywhere(String method, String params, String reason) {
        HttpResponse<String> answer = server.client().post(LegacyTestClient.request("7", method, params));
        boolean asAnswerOfTheSession = !method.equals("initialize");
        assertThat(answer.statusCode())
                .as("clients take a 400 in a session for its end")
                .isEqualTo(asAnswerOfTheSession ? 200 : 400);
        JsonNode error = json.readTree(answer.body());
        assertThat(error.path("id").asInt()).isEqualTo(7);
        assertThat(error.at("/error/code").asInt()).isEqualTo(-32_602);
        assertThat(error.at("/error/message").asString()).containsAnyOf(reason, "have the wrong shape");
        assertThat(answer.body()).doesNotContain("Exception", "io.modelcontextprotocol", "jackson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}"
            })
    void whatIsNoMessageIsRefused(String body) {
        HttpResponse<String> answer = server.client().post(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).at("/error/code").asInt()).isEqualTo(-32_600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no/such | {} | -32601 | There is no method no/such.",
                "tools/call | {\"name\":\"legacy_prob\"} | -32602 | There is no tool 'legacy_prob'. The nearest are: ",
                "prompts/get | {\"name\":\"x\"} | -32602 | There is no prompt 'x'. The nearest are: ",
                "resources/read | {\"uri\":\"no:such\"} | -32002 | There is no resource no:such.",
                "resources/read | {\"uri\":\"test://note/none\"} | -32002 | There is no note none.",
                "resources/subscribe | {\"uri\":\"test://note/none\"} | -32002 | There is no note none.",
                "logging/setLevel | {\"level\":\"loud\"} | -32602 | level is 'loud', but must be debug, info,",
                "completion/complete | {\"ref\":{\"type\":\"ref/prompt\",\"name\":\"x\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}} | -32602 | There is nothing to complete"
            })
    void whatDoesNotExistIsSaidInOurWords(String method, String params, int code, String message) {
        JsonNode answer = server.client().ask(LegacyTestClient.request("7", method, params));
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.at("/error/message").asString()).startsWith(message);
        if (code == -32_002) {
            assertThat(answer.at("/error/data/uri"))
                    .isEqualTo(json.readTree(params).path("uri"));
        } else {
            assertThat(answer.at("/error/data").isMissingNode()).isTrue();
        }
    }

    @Test
    void aFaultOfOursIsToldByItsIdOnly() {
        LegacyTestClient client = server.client();
        JsonNode read = client.ask(LegacyTestClient.request("1", "resources/read", "{\"uri\":\"test://note/broken\"}"));
        assertThat(read.at("/error/code").asInt()).isEqualTo(-32_603);
        assertThat(read.at("/error/message").asString())
                .matches("The server failed; the reason is in its log under [0-9a-f]{8}\\.");
        JsonNode called = client.ask(LegacyTestClient.call("2", "fail"));
        assertThat(called.at("/result/isError").asBoolean()).isTrue();
        assertThat(called.toString() + read).doesNotContain("secret insides");
    }

    @Test
    void featuresAreThoseThatTheClientDeclared() {
        assertThat(features("{}")).isEqualTo("[]");
        assertThat(features("{\"elicitation\":{}}")).isEqualTo("[FORM]");
        assertThat(features("{\"elicitation\":{\"url\":{}}}")).isEqualTo("[PAGE]");
        assertThat(features(
                        "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{\"listChanged\":true},"
                                + "\"extensions\":{\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[]}}}"))
                .isEqualTo("[FORM, PAGE, SAMPLING, ROOTS, VIEWS]");
        assertThat(features("{\"elicitation\":true,\"sampling\":[],\"experimental\":{\"x\":1}}"))
                .as("an odd shape declares nothing and breaks nothing")
                .isEqualTo("[]");
    }

    private String features(String capabilities) {
        return LegacyTestClient.text(
                server.client("2025-11-25", capabilities).ask(LegacyTestClient.call("1", "features")));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, true, true",
        "2025-06-18, true, true",
        "2025-03-26, false, false",
        "2024-11-05, false, false"
    })
    void olderClientsAreSparedWhatTheyDoNotKnow(String version, boolean structured, boolean links) {
        LegacyTestClient client = server.client(version, "{}");
        JsonNode tools = client.ask(LIST).at("/result/tools");
        JsonNode tool = tools.values().stream()
                .filter(each -> each.path("name").asString().equals("legacy_structured"))
                .findFirst()
                .orElseThrow();
        assertThat(tool.has("outputSchema")).isEqualTo(structured);
        assertThat(tool.has("title")).isEqualTo(structured);
        assertThat(tool.path("inputSchema").path("type").asString()).isEqualTo("object");

        JsonNode called = client.ask(LegacyTestClient.request("1", "tools/call", "{\"name\":\"legacy_structured\"}"));
        assertThat(called.at("/result").has("structuredContent")).isEqualTo(structured);

        JsonNode contents = client.ask(LegacyTestClient.call("2", "contents")).at("/result/content");
        if (links) {
            assertThat(contents.at("/0/type").asString()).isEqualTo("resource_link");
        } else {
            assertThat(contents.get(0).toString())
                    .isEqualTo("{\"type\":\"text\",\"text\":\"Note one: test://note/1\"}");
        }
        assertThat(contents.at("/1/type").asString()).isEqualTo(version.equals("2024-11-05") ? "text" : "audio");
        assertThat(client.ask(LIST).path("result").propertyNames()).containsOnly("tools");
    }

    @Test
    void batchesAreServedToTheOneVersionThatHasThem() {
        LegacyTestClient client = server.client("2025-03-26", "{}");
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

        JsonNode answers = client.ask("[" + LegacyTestClient.call("1", "a") + "," + notification + ","
                + LegacyTestClient.request("\"b\"", "no/such", "{}") + ",5]");
        assertThat(answers.size()).isEqualTo(3);
        assertThat(LegacyTestClient.text(answers.get(0))).isEqualTo("did a");
        assertThat(answers.at("/1/id").asString()).isEqualTo("b");
        assertThat(answers.at("/1/error/code").asInt()).isEqualTo(-32_601);
        assertThat(answers.at("/2/error/code").asInt()).isEqualTo(-32_600);
        assertThat(client.post("[" + notification + "]").statusCode()).isEqualTo(202);

        assertThat(client.post("[]").statusCode()).isEqualTo(400);
        assertThat(client.post("[" + (notification + ",").repeat(50) + notification + "]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.post("[" + LegacyTestClient.initialize("2025-03-26", "{}") + "]")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> refused = server.client().post("[" + notification + "]");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("-32600", "Version 2025-11-25 of the protocol has no batches. Send the messages one by one.");
    }
}
