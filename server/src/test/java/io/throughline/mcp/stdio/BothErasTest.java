package io.throughline.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.mcp.legacy.SdkServer;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One process, both eras, message by message. */
class BothErasTest {

    private static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}""";

    private final JsonMapper json = JsonMapper.builder().build();
    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final TestServer.Company company = server.company("acme");
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final BlockingQueue<JsonNode> fromServer = new LinkedBlockingQueue<>();
    private final Thread serving;

    BothErasTest() throws IOException {
        MemoryFile.of(Draft.of("APP-1").title("One")).into(server, company);
        var in = new PipedInputStream(toServer, 1 << 16);
        var out = new Lines();
        var transport = new StdioTransport(
                server.get(EraClassifier.class),
                server.get(SdkServer.class),
                server.get(ModernServer.class),
                server.get(Subscriptions.class),
                Duration.ofSeconds(5));
        serving = Thread.ofVirtual().start(() -> {
            try {
                transport.serve(in, out, company.principal());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Parses each line as it is written. A pipe would not do: it breaks when the thread that wrote to it last has ended. */
    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int character) {
            if (character == '\n') {
                fromServer.add(json.readTree(line.toByteArray()));
                line.reset();
            } else {
                line.write(character);
            }
        }
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        toServer.close();
        serving.join();
        server.close();
    }

    private void send(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private JsonNode next() throws InterruptedException {
        JsonNode message = fromServer.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("a message within ten seconds").isNotNull();
        return message;
    }

    private JsonNode ask(String line) throws IOException, InterruptedException {
        send(line);
        return next();
    }

    private static String modern(String id, String method, String parameters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + META
                + (parameters.isEmpty() ? "" : "," + parameters) + "}}";
    }

    @Test
    void aSessionAndRequestsWithoutOneLiveSideBySide() throws Exception {
        assertThat(ask(modern("1", "tools/list", "")).at("/result/resultType").asString())
                .isEqualTo("complete");

        JsonNode hello = ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        assertThat(hello.at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        JsonNode old = ask("{\"jsonrpc\":\"2.0\",\"id\":\"three\",\"method\":\"tools/list\"}");
        assertThat(old.at("/id").asString()).isEqualTo("three");
        assertThat(old.at("/result/tools").size()).isPositive();
        assertThat(old.at("/result").has("resultType")).isFalse();
        assertThat(old.at("/result").has("ttlMs")).isFalse();

        JsonNode again = ask(modern("\"four\"", "tools/call", "\"name\":\"query_backlog\""));
        assertThat(again.at("/id").asString()).isEqualTo("four");
        assertThat(again.at("/result/structuredContent/items").size()).isEqualTo(1);
        assertThat(again.at("/result/_meta/io.modelcontextprotocol~1serverInfo/name")
                        .asString())
                .isEqualTo("throughline");
    }

    @Test
    void whatIsWrongIsAnsweredAndReadingGoesOn() throws Exception {
        assertThat(ask("{nonsense").at("/error/code").asInt()).isEqualTo(-32_700);
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32_601);
        JsonNode bare = ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"server/discover\",\"params\":{}}");
        assertThat(bare.at("/error/code").asInt()).isEqualTo(-32_602);
        assertThat(bare.at("/error/message").asString()).contains("clientCapabilities");
        assertThat(ask(modern("3", "server/discover", "").replace("2026-07-28", "2031-01-01"))
                        .at("/error/data/supported/0")
                        .asString())
                .isEqualTo("2026-07-28");
        assertThat(ask(modern("4", "ping", "")).at("/error/code").asInt()).isEqualTo(-32_601);
        assertThat(ask(modern("5", "server/discover", ""))
                        .at("/result/supportedVersions/0")
                        .asString())
                .isEqualTo("2026-07-28");
    }

    @Test
    void aSubscriptionIsAcknowledgedToldOfChangesAndCancelled() throws Exception {
        JsonNode acknowledged = ask(modern(
                "\"sub\"",
                "subscriptions/listen",
                "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"pm33://workspaces\","
                        + "\"pm33://backlog/nowhere/summary\"]}"));
        assertThat(acknowledged.at("/method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
        assertThat(acknowledged.at("/params/notifications").toString())
                .isEqualTo("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"pm33://workspaces\"]}");

        long tenant = company.principal().tenantId();
        server.get(Changes.class).publish(new Change.Resource(tenant + 1, "pm33://workspaces"));
        server.get(Changes.class).publish(new Change.Prompts());
        server.get(Changes.class).publish(new Change.Resource(tenant, "pm33://workspaces"));
        JsonNode updated = next();
        assertThat(updated.at("/method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(updated.at("/params/uri").asString()).isEqualTo("pm33://workspaces");
        assertThat(updated.at("/params/_meta/io.modelcontextprotocol~1subscriptionId")
                        .asString())
                .isEqualTo("sub");

        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"sub\"," + META
                + "}}");
        assertThat(ask(modern("9", "server/discover", "")).at("/id").asInt()).isEqualTo(9);
        server.get(Changes.class).publish(new Change.Tools());
        assertThat(fromServer.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whenTheInputEndsSubscriptionsEndInGoodOrder() throws Exception {
        ask(modern("7", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"));

        toServer.close();

        assertThat(next().at("/params/requestId").asInt()).isEqualTo(7);
        JsonNode result = next();
        assertThat(result.at("/id").asInt()).isEqualTo(7);
        assertThat(result.at("/result/resultType").asString()).isEqualTo("complete");
    }
}
