package io.throughline.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.wire.EraClassifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StdioTransportTest {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}""";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private final JsonMapper json = JsonMapper.builder().build();
    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final TestServer.Company company = server.company("acme");

    StdioTransportTest() {
        MemoryFile.of(Draft.of("APP-1").title("Two\nlines")).into(server, company);
    }

    @AfterAll
    void close() {
        server.close();
    }

    /** What comes back for these lines, parsed; every line must be one JSON object. */
    private List<JsonNode> exchange(String... lines) throws IOException {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        new StdioTransport(
                        server.get(EraClassifier.class),
                        server.get(SdkServer.class),
                        server.get(ModernServer.class),
                        server.get(Subscriptions.class),
                        Duration.ofSeconds(20))
                .serve(in, out, company.principal());
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(written)
                .satisfiesAnyOf(
                        text -> assertThat(text).isEmpty(),
                        text -> assertThat(text).endsWith("\n"));
        List<JsonNode> answers = new ArrayList<>();
        written.lines().forEach(line -> answers.add(json.readTree(line)));
        assertThat(answers)
                .allMatch(answer -> answer.path("jsonrpc").asString("").equals("2.0"));
        return answers;
    }

    private static String call(int id, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"query_backlog\",\"arguments\":" + arguments + "}}";
    }

    private static JsonNode answer(List<JsonNode> answers, int id) {
        return answers.stream()
                .filter(answer -> answer.path("id").asInt(-1) == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSessionRunsFromHelloToTheLastAnswer() throws IOException {
        List<JsonNode> answers = exchange(
                INITIALIZE,
                INITIALIZED,
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}",
                call(3, "{}"),
                call(4, "{\"limit\":0}"));

        assertThat(answers).hasSize(4);
        assertThat(answer(answers, 1)
                        .path("result")
                        .path("serverInfo")
                        .path("name")
                        .asString())
                .isEqualTo("throughline");
        JsonNode tool = answer(answers, 2).path("result").path("tools").path(0);
        assertThat(tool.path("annotations").propertyNames())
                .contains("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
        JsonNode found = answer(answers, 3).path("result");
        assertThat(found.path("structuredContent")
                        .path("items")
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("Two\nlines");
        JsonNode refused = answer(answers, 4).path("result");
        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(refused.path("content").path(0).path("text").asString())
                .isEqualTo("limit is 0, but must be from 1 to 200. For more items, go on with nextCursor as cursor.");
    }

    @Test
    void callsUnderWayAreAnsweredAfterTheInputEnds() throws IOException {
        List<String> lines = new ArrayList<>(List.of(INITIALIZE, INITIALIZED));
        IntStream.range(10, 110).forEach(id -> lines.add(call(id, "{}")));

        assertThat(exchange(lines.toArray(String[]::new))).hasSize(101);
    }

    @Test
    void aCallBeforeHelloIsTold() throws IOException {
        List<JsonNode> answers = exchange(call(7, "{}"), INITIALIZE, call(8, "{}"));

        assertThat(answer(answers, 7).path("error").path("message").asString())
                .isEqualTo("The session is not open yet: send initialize first, then tools/call.");
        assertThat(answer(answers, 8).path("result").path("isError").asBoolean())
                .as("a client that forgets to say that it is ready is served")
                .isFalse();
    }

    @Test
    void pingIsAnsweredAtAnyTime() throws IOException {
        assertThat(answer(exchange("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}"), 5)
                        .has("result"))
                .isTrue();
    }

    @Test
    void whatIsNoMessageIsAnsweredAndDoesNotEndTheSession() throws IOException {
        List<JsonNode> answers =
                exchange("hello", "[]", "{", "{}", "null", "42", "", "   ", INITIALIZE, INITIALIZED, call(9, "{}"));

        assertThat(answers.stream().filter(answer -> answer.has("error")).toList())
                .extracting(answer -> answer.at("/error/code").asInt())
                .containsExactly(-32_700, -32_600, -32_700, -32_600, -32_600, -32_600);
        assertThat(answer(answers, 9).has("result")).isTrue();
    }

    @Test
    void aMessageThatIsTooLongIsAnswered() throws IOException {
        List<JsonNode> answers = exchange(
                INITIALIZE, INITIALIZED, call(3, "{\"text\":\"" + "x".repeat(5_000_000) + "\"}"), call(4, "{}"));

        assertThat(answers.stream()
                        .map(answer -> answer.path("error").path("message").asString("")))
                .contains("The message is longer than 4194304 bytes.");
        assertThat(answer(answers, 4).has("result")).isTrue();
    }

    @Test
    void anyLinesLeaveTheSessionUsable() throws IOException {
        var random = new SplittableRandom(16);
        List<String> lines = new ArrayList<>(List.of(INITIALIZE, INITIALIZED));
        String sample = call(77, "{\"limit\":3}");
        for (int round = 0; round < 300; round++) {
            var line = new StringBuilder(sample);
            for (int change = 0; change <= random.nextInt(3); change++) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.deleteCharAt(at);
                    case 1 -> line.insert(at, "{}[]\":,0n\\é".charAt(random.nextInt(11)));
                    default -> line.setLength(Math.max(1, at));
                }
            }
            lines.add(line.toString());
        }
        lines.add(call(99, "{}"));

        List<JsonNode> answers = exchange(lines.toArray(String[]::new));

        assertThat(answer(answers, 99)
                        .path("result")
                        .path("structuredContent")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }
}
