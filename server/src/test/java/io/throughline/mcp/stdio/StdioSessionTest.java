package io.throughline.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.mcp.Change;
import io.throughline.mcp.http.LegacyFixtures;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.wire.EraClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a handler and a client over standard input and output can say to each other besides question and answer. */
class StdioSessionTest {

    private final JsonMapper json = JsonMapper.builder().build();
    private final LegacyFixtures fixtures = new LegacyFixtures();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final PipedOutputStream input = new PipedOutputStream();
    private final TestServer modern = TestServer.on(TestDatabase.SQLITE);
    private final Thread serving;

    StdioSessionTest() throws IOException {
        var in = new PipedInputStream(input, 1 << 16);
        var transport = new StdioTransport(
                modern.get(EraClassifier.class),
                fixtures.server(),
                modern.get(ModernServer.class),
                modern.get(Subscriptions.class),
                Duration.ofSeconds(10));
        serving = Thread.ofVirtual().unstarted(() -> {
            try {
                transport.serve(in, new Lines(), LegacyFixtures.principal(1, 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Parses each line as it is written. A pipe would break when the thread that wrote to it last has ended. */
    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int character) {
            if (character == '\n') {
                messages.add(json.readTree(line.toByteArray()));
                line.reset();
            } else {
                line.write(character);
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        serving.start();
        send("""
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}""");
        assertThat(next().at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
    }

    @AfterEach
    void close() throws Exception {
        input.close();
        serving.join(20_000);
        modern.close();
        assertThat(serving.isAlive()).isFalse();
    }

    private void send(String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    private JsonNode next() throws InterruptedException {
        JsonNode next = messages.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("nothing came").isNotNull();
        return next;
    }

    private static String call(int id, String what) {
        return """
               {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"legacy_probe",\
               "arguments":{"what":"%s"},"_meta":{"progressToken":7}}}""".formatted(id, what);
    }

    @Test
    void aCallReports() throws Exception {
        send(call(1, "report"));
        assertThat(next().at("/params/progressToken").asInt()).isEqualTo(7);
        assertThat(next().at("/params/progress").asDouble()).isEqualTo(2.5);
        assertThat(next().at("/params/level").asString()).isEqualTo("info");
        assertThat(next().at("/result/content/0/text").asString()).isEqualTo("reported");
    }

    @Test
    void aCallAsks() throws Exception {
        send(call(1, "ask"));
        JsonNode question = next();
        assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
        send("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":{\"action\":\"accept\","
                + "\"content\":{\"name\":\"Ada\"}}}");
        assertThat(next().at("/result/content/0/text").asString()).isEqualTo("ACCEPT {name=Ada} round one");
    }

    @Test
    void aQuestionThatNobodyAnsweredEndsWithTheInput() throws Exception {
        send(call(1, "ask"));
        next();
        input.close();
        assertThat(next().at("/result/content/0/text").asString())
                .isEqualTo(
                        "The session ended before elicitation/create was answered; nothing was changed. Call again.");
    }

    @Test
    void aCancelledCallIsNotAnswered() throws Exception {
        fixtures.close();
        send(call(1, "wait"));
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        send(call(2, "a"));
        assertThat(next().path("id").asInt()).isEqualTo(2);
    }

    @Test
    void changesAreTold() throws Exception {
        send("""
                {"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"test://note/1"}}""");
        assertThat(next().path("result").toString()).isEqualTo("{}");
        fixtures.changes().publish(new Change.Resource(2, "test://note/1"));
        fixtures.changes().publish(new Change.Resource(1, "test://note/1"));
        fixtures.changes().publish(new Change.Tools());
        assertThat(next().path("method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(next().path("method").asString()).isEqualTo("notifications/tools/list_changed");
    }
}
