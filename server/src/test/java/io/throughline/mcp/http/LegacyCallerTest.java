package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import io.throughline.mcp.Change;
import io.throughline.settings.Settings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How much one caller of the older revisions may take, and what remains of those who may not any more. */
class LegacyCallerTest {

    private static final Duration PLENTY = Duration.ofMinutes(10);

    private final JsonMapper json = JsonMapper.builder().build();
    private final LegacyFixtures fixtures = new LegacyFixtures();

    private static Settings.Limits limits(int callsPerMinute, int concurrentCalls, int listenStreams) {
        return new Settings.Limits(callsPerMinute, concurrentCalls, listenStreams, PLENTY);
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        for (int at = 0; at < 100; at++) {
            if (what.getAsBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("It did not come to that.");
    }

    @Test
    void aCallerHasOnlySoManyStreamsWhateverTheirKind() throws Exception {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits(0, 0, 2))) {
            LegacyTestClient client = server.client();
            EventReader first = client.listen();
            try (EventReader second = server.stream("GET", "/sse", null)) {
                assertThat(List.of(first.status(), second.status())).containsOnly(200);
                for (String path : List.of("/mcp", "/sse")) {
                    HttpResponse<String> third = server.send("GET", path, null, client.headers());
                    assertThat(third.statusCode()).isEqualTo(429);
                    assertThat(third.headers().firstValue("retry-after")).hasValue("1");
                    assertThat(json.readTree(third.body()).at("/error/message").asString())
                            .isEqualTo("You have 2 streams open at the same time. Close one first.");
                }
                try (EventReader theirs = server.stream("GET", "/sse", null, RunningEndpoint.person(1, 2))) {
                    assertThat(theirs.status()).isEqualTo(200);
                }
                first.close();
                await(() -> {
                    try (EventReader third = client.listen()) {
                        return third.status() == 200;
                    }
                });
            }
            await(() -> !server.callLimits().inUse());
        }
    }

    @Test
    void whoComesBackForALostStreamNeedsNoFurtherOne() {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits(0, 0, 1))) {
            LegacyTestClient client = server.client();
            try (EventReader lost = client.listen();
                    EventReader resumed = client.listen(
                            "Last-Event-ID",
                            String.valueOf(Objects.requireNonNull(lost.next()).id()))) {
                assertThat(resumed.status()).isEqualTo(200);
                fixtures.changes().publish(new Change.Tools());
                assertThat(resumed.message().json().path("method").asString())
                        .isEqualTo("notifications/tools/list_changed");
            }
        }
    }

    @Test
    void eachCallOfABatchCounts() throws Exception {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits(2, 1, 0))) {
            LegacyTestClient client = server.client("2025-03-26", "{}");
            String batch =
                    "[" + LegacyTestClient.request("0", "ping", "{}") + "," + LegacyTestClient.call("1", "a") + ","
                            + LegacyTestClient.call("2", "fail") + "," + LegacyTestClient.call("3", "c") + ","
                            + LegacyTestClient.request("4", "ping", "{}") + "]";
            JsonNode answers = json.readTree(server.post(batch, client.headers("Accept", "application/json"))
                    .body());
            assertThat(answers.size()).isEqualTo(5);
            assertThat(LegacyTestClient.text(answers.get(1))).isEqualTo("did a");
            assertThat(answers.get(3).at("/error/code").asInt()).isEqualTo(429);
            assertThat(answers.get(3).path("id").asInt()).isEqualTo(3);
            assertThat(answers.get(3).at("/error/message").asString())
                    .isEqualTo("You make more than 2 calls a minute. Wait, then go on.");
            assertThat(answers.get(4).has("result")).isTrue();

            HttpResponse<String> alone = client.post(LegacyTestClient.call("5", "d"));
            assertThat(alone.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            alone.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(1, 60);
            await(() -> !server.callLimits().inUse());
        }
    }

    @Test
    void nothingIsLeftCountedHoweverACallOrStreamEnds() throws Exception {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits(0, 0, 0))) {
            fixtures.gate = new CountDownLatch(1);
            for (String version : List.of("2025-11-25", "2025-06-18")) {
                LegacyTestClient client = server.client(version, "{}");
                client.post(LegacyTestClient.call("1", "fail"));
                client.post(LegacyTestClient.request("2", "resources/read", "{\"uri\":\"test://note/broken\"}"));
                client.post(LegacyTestClient.request("3", "no/such", "{}"));
                client.post(LegacyTestClient.request("4", "tools/call", "{}"));
                client.post("{\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"tools/list\"}");
                server.post(LegacyTestClient.call("6", "a"), "Mcp-Session-Id", "guessed");
                server.send("GET", "/mcp", null, "Mcp-Session-Id", "guessed");
                client.postSoon(LegacyTestClient.call("7", "wait")).cancel(true);
                var cancelled = client.postSoon(LegacyTestClient.call("8", "wait"));
                Thread.sleep(300); // so that it waits
                assertThat(server.callLimits().inUse()).isTrue();
                client.post(LegacyTestClient.cancel("8"));
                cancelled.get(10, TimeUnit.SECONDS);
                EventReader listening = client.listen();
                assertThat(listening.status()).isEqualTo(200);
                server.send("DELETE", "/mcp", null, client.headers());
                assertThat(listening.rest()).isEmpty();
            }
            try (EventReader stream = server.stream("GET", "/sse", null)) {
                String messages =
                        String.valueOf(Objects.requireNonNull(stream.next()).data());
                server.send("POST", messages, LegacyTestClient.call("1", "a"));
                server.send("POST", "/messages?sessionId=guessed", LegacyTestClient.call("2", "a"));
            }
            fixtures.gate.countDown();
            await(() -> !server.callLimits().inUse());
        }
    }

    @Test
    void theStreamsOfARevokedKeyEnd() throws Exception {
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(), limits(0, 0, 0))) {
            LegacyTestClient client = server.client();
            LegacyTestClient other = server.client("2025-11-25", "{}", RunningEndpoint.person(1, 2));
            try (EventReader stream = client.listen();
                    EventReader theirs = other.listen();
                    EventReader sse = server.stream("GET", "/sse", null);
                    EventReader silent = server.stream("GET", "/sse", null)) {
                String messages =
                        String.valueOf(Objects.requireNonNull(sse.next()).data());
                server.send("POST", messages, LegacyTestClient.initialize("2024-11-05", "{}"));
                assertThat(sse.message().json().has("result")).isTrue();
                silent.next();
                server.revoke(1, 1);

                fixtures.changes().publish(new Change.Tools());
                assertThat(stream.rest()).isEmpty();
                assertThat(sse.rest()).isEmpty();
                assertThat(theirs.message().json().path("method").asString())
                        .isEqualTo("notifications/tools/list_changed");

                server.heartbeat().recheck(); // as it happens once a minute
                assertThat(silent.rest()).isEmpty();
                assertThat(theirs.status()).isEqualTo(200);
                fixtures.changes().publish(new Change.Tools());
                assertThat(theirs.message().json().has("method")).isTrue();
            }
        }
    }

    @Test
    void aHelloThatFailsLeavesNoSession() {
        var broken = new AtomicBoolean(true);
        JsonMapper breaking = JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(new Breaking(broken)))
                .build();
        var one = new SessionLimits(Duration.ofHours(1), 1, 1);
        try (RunningEndpoint server = RunningEndpoint.of(fixtures.server(PLENTY, breaking), one)) {
            HttpResponse<String> refused = server.post(LegacyTestClient.initialize("2025-11-25", "{}"));
            assertThat(json.readTree(refused.body()).at("/error/message").asString())
                    .startsWith("The server failed; the reason is in its log under ");
            assertThat(refused.headers().firstValue("mcp-session-id")).isEmpty();

            broken.set(false);
            LegacyTestClient client = server.client("2025-11-25", "{}", RunningEndpoint.person(1, 2));
            assertThat(client.ask(LegacyTestClient.request("1", "ping", "{}")).has("result"))
                    .isTrue();
        }
    }

    /** Fails where the answer to hello is made. */
    private static final class Breaking extends StdSerializer<McpSchema.InitializeResult> {

        private final AtomicBoolean broken;

        Breaking(AtomicBoolean broken) {
            super(McpSchema.InitializeResult.class);
            this.broken = broken;
        }

        @Override
        public void serialize(McpSchema.InitializeResult value, JsonGenerator out, SerializationContext context) {
            if (broken.get()) {
                throw new IllegalStateException("secret insides");
            }
            out.writeStartObject();
            out.writeStringProperty("protocolVersion", value.protocolVersion());
            out.writeEndObject();
        }
    }
}
