package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Over stdio, standard output carries whole messages and not one byte else, whatever comes in and whatever the JVM says. */
class StdioPurityIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Program program;

    @BeforeAll
    static void makeSampleCompany() {
        program = Program.on(directory);
        try (RunningProgram running = program.start("stdio", "--demo")) {
            running.closeInput();
            assertThat(running.awaitExit(Duration.ofSeconds(60)))
                    .as(running.err())
                    .isZero();
            assertThat(running.outBytes()).isEmpty();
        }
    }

    @Test
    void whatTheJvmSaysStaysOutOfTheProtocol() throws IOException {
        Path noCache = Files.writeString(directory.resolve("no-cache.aot"), "this is no AOT cache");
        Program talkative = program.withoutFastStart()
                .with(
                        "JAVA_TOOL_OPTIONS",
                        "-Xlog:gc*,cds*,aot* -Xlog:class+load -XX:+IgnoreUnrecognizedVMOptions -XX:MaxPermSize=64m -XX:AOTCache="
                                + noCache + " -XX:+PrintFlagsFinal -XX:+PrintCommandLineFlags")
                .with("LANG", "de_DE.ISO-8859-1");
        try (RunningProgram running = talkative.start("stdio", "--demo")) {
            running.send(Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n" + Messages.request(1, "tools/list")
                    + "\n");
            running.awaitOut(out -> out.lines().count() >= 2);
            // A thread dump, which operators ask a JVM for, goes to its standard output by default.
            new ProcessBuilder("kill", "-QUIT", String.valueOf(running.pid())).start();
            running.awaitErr(err -> err.contains("Full thread dump"));
            running.closeInput();
            assertThat(running.awaitExit(SOON)).isZero();
            assertThat(answers(running)).containsOnlyKeys(0, 1);
            assertThat(running.err()).contains("Picked up JAVA_TOOL_OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "[]",
                "[{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}]",
                "null",
                "42",
                "{}",
                "{\"jsonrpc\":\"1.0\",\"id\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"tools/list\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}",
                "\u0000\u0001\u0002",
            })
    void aLineThatIsNoMessageIsAnsweredAndTheNextOneServed(String line) {
        try (RunningProgram running = opened()) {
            running.send(line + "\r\n\n   \n" + Messages.request(1, "tools/list") + "\n");
            running.closeInput();
            assertThat(running.awaitExit(SOON)).isZero();
            assertThat(answers(running)).containsKeys(0, 1);
            assertThat(messages(running).stream().filter(message -> message.has("error")))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.at("/error/code").asInt()).isIn(-32_700, -32_600);
                        assertThat(message.at("/error/message").asString()).endsWith(".");
                    });
        }
    }

    @Test
    void aRequestThatCannotBeServedIsAnsweredWithAnError() {
        List<String> wrong = List.of(
                "\"method\":\"no/such/method\"",
                "\"method\":\"tools/call\"",
                "\"method\":\"tools/call\",\"params\":[1,2]",
                "\"method\":\"tools/call\",\"params\":\"text\"",
                "\"method\":\"tools/call\",\"params\":{\"name\":\"no_such_tool\"}",
                "\"method\":\"tools/call\",\"params\":{\"name\":7,\"arguments\":[]}",
                "\"method\":\"tools/call\",\"params\":{\"arguments\":{}}",
                "\"method\":\"tools/call\",\"params\":{\"name\":\"query_backlog\",\"arguments\":\"text\"}",
                "\"method\":\"tools/call\",\"params\":{\"name\":\"query_backlog\",\"arguments\":[]}",
                "\"method\":\"tools/call\",\"params\":{\"name\":\"query_backlog\",\"arguments\":{\"limit\":{}}}}",
                "\"method\":\"resources/read\"",
                "\"method\":\"resources/read\",\"params\":{\"uri\":\"pm33://nothing\"}",
                "\"method\":\"resources/read\",\"params\":{\"uri\":\"\\u0000\"}",
                "\"method\":\"prompts/get\",\"params\":{\"name\":\"nothing\"}",
                "\"method\":\"prompts/get\",\"params\":{\"name\":\"review_backlog\",\"arguments\":[]}",
                "\"method\":\"completion/complete\",\"params\":{}",
                "\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"nothing\"},\"argument\":{\"name\":\"a\",\"value\":\"b\"}}",
                "\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/none\"},\"argument\":{\"name\":\"a\",\"value\":\"b\"}}");
        try (RunningProgram running = opened()) {
            for (int i = 0; i < wrong.size(); i++) {
                String message = "{\"jsonrpc\":\"2.0\",\"id\":" + (i + 1) + "," + wrong.get(i);
                running.send(message + (message.endsWith("}}}}") ? "" : "}") + "\n");
            }
            running.closeInput();
            assertThat(running.awaitExit(SOON)).isZero();
            Map<Integer, JsonNode> answers = answers(running);
            for (int i = 0; i < wrong.size(); i++) {
                JsonNode answer = answers.get(i + 1);
                assertThat(answer).as(wrong.get(i)).isNotNull();
                assertThat(answer.has("error") || answer.at("/result/isError").asBoolean())
                        .as("%s -> %s", wrong.get(i), answer)
                        .isTrue();
                assertThat(answer.toString()).doesNotContain("io.throughline", "io.modelcontextprotocol", "\\tat ");
            }
        }
    }

    @Test
    void aHugeLineIsRefusedAndTheNextOneServed() {
        try (RunningProgram running = opened()) {
            running.send(Messages.queryBacklog(1, "{\"text\":\"" + "a".repeat(4 * 1024 * 1024) + "\"}") + "\n");
            running.send(Messages.request(2, "tools/list") + "\n");
            running.closeInput();
            assertThat(running.awaitExit(SOON)).isZero();
            assertThat(answers(running)).containsOnlyKeys(0, 2);
            assertThat(withoutId(running).getFirst().at("/error/message").asString())
                    .isEqualTo("The message is longer than 4194304 bytes.");
        }
    }

    @Test
    void aCallBeforeTheHandshakeIsToldWhatComesFirst() {
        try (RunningProgram running = program.start("stdio", "--demo")) {
            running.send(Messages.request(1, "tools/list") + "\n" + Messages.request(2, "ping") + "\n");
            running.send(Messages.INITIALIZE + "\n" + Messages.request(3, "tools/list") + "\n");
            running.closeInput();
            assertThat(running.awaitExit(SOON)).isZero();
            Map<Integer, JsonNode> answers = answers(running);
            assertThat(answers.get(1).at("/error/message").asString())
                    .isEqualTo("The session is not open yet: send initialize first, then tools/list.");
            assertThat(answers.get(2).has("result")).isTrue();
            assertThat(answers.get(3).at("/result/tools").size()).isPositive();
        }
    }

    @Test
    void callsThatAreUnderWayWhenTheInputEndsAreAnsweredOnceEach() {
        var lines = new StringBuilder();
        IntStream.rangeClosed(1, 200)
                .forEach(id -> lines.append(
                                Messages.queryBacklog(id, "{\"mode\":\"full\",\"limit\":50,\"columns\":[\"full\"]}"))
                        .append('\n'));
        try (RunningProgram running = opened()) {
            running.send(lines.toString());
            running.closeInput();
            assertThat(running.awaitExit(Duration.ofSeconds(60))).isZero();
            Map<Integer, JsonNode> answers = answers(running);
            assertThat(answers).hasSize(201);
            assertThat(answers.get(200).at("/result/structuredContent/items").size())
                    .isEqualTo(50);
            answers.remove(0);
            assertThat(answers.values().stream().map(answer -> answer.get("result")))
                    .allMatch(answers.get(1).get("result")::equals);
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheProcess() {
        try (RunningProgram running = opened()) {
            running.awaitOut(out -> out.endsWith("\n"));
            running.terminate();
            assertThat(running.awaitExit(SOON)).isEqualTo(143);
            answers(running);
        }
    }

    private static RunningProgram opened() {
        RunningProgram running = program.start("stdio", "--demo");
        running.send(Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n");
        return running;
    }

    /** Holds every byte against the protocol, and gives the answers by id, of which there must be one each. */
    private static Map<Integer, JsonNode> answers(RunningProgram running) {
        Map<Integer, JsonNode> answers = new HashMap<>();
        for (JsonNode message : messages(running)) {
            if (message.hasNonNull("id")) {
                assertThat(answers.put(message.get("id").asInt(), message))
                        .as("a second answer to %s", message.get("id"))
                        .isNull();
            }
        }
        return answers;
    }

    private static List<JsonNode> withoutId(RunningProgram running) {
        return messages(running).stream()
                .filter(message -> !message.hasNonNull("id"))
                .toList();
    }

    private static List<JsonNode> messages(RunningProgram running) {
        List<JsonNode> messages = new ArrayList<>();
        var line = new ByteArrayOutputStream();
        for (byte each : running.outBytes()) {
            if (each != '\n') {
                assertThat(each).as("no byte below a blank, in: %s", line).isNotIn((byte) '\r', (byte) 0, (byte) '\t');
                line.write(each);
                continue;
            }
            String text = strictUtf8(line.toByteArray());
            line.reset();
            JsonNode message = Messages.read(text);
            assertThat(message.path("jsonrpc").asString()).as(text).isEqualTo("2.0");
            assertThat(message.has("result") ^ message.has("error")).as(text).isTrue();
            messages.add(message);
        }
        assertThat(line.size()).as("bytes after the last line: %s", line).isZero();
        return messages;
    }

    private static String strictUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8: " + new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
    }
}
