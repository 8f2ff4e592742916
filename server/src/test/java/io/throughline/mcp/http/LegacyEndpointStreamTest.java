package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.Change;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What travels besides the answers: reports, changes, signs of life, and what a client missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyEndpointStreamTest {

    private static final String TOKEN = "{\"progressToken\":\"t1\"}";

    private final LegacyFixtures fixtures = new LegacyFixtures();
    private final RunningEndpoint server = RunningEndpoint.of(fixtures.server());

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aCallThatReportsIsAnsweredAsAStream() {
        try (EventReader answer = server.client().stream(LegacyTestClient.call("1", "report", TOKEN))) {
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.header("x-accel-buffering")).isEqualTo("no");
            EventReader.Event first = Objects.requireNonNull(answer.next());
            assertThat(first.data())
                    .as("a client of this version learns an id at once")
                    .isEmpty();
            assertThat(first.id()).isNotEmpty();
            List<JsonNode> rest = answer.rest();
            assertThat(rest.get(0).toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                            + "{\"progressToken\":\"t1\",\"progress\":1,\"total\":3,\"message\":\"one\"}}");
            assertThat(rest.get(1).at("/params/progress").asDouble()).isEqualTo(2.5);
            assertThat(rest.get(2).toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":"
                            + "{\"level\":\"info\",\"logger\":\"probe\",\"data\":{\"seen\":1}}}");
            assertThat(LegacyTestClient.text(rest.get(3))).isEqualTo("reported");
            assertThat(rest).hasSize(4);
        }
    }

    @Test
    void onlyWhatWasAskedForIsReported() {
        LegacyTestClient client = server.client("2025-06-18", "{}");
        assertThat(client.ask(LegacyTestClient.request("1", "logging/setLevel", "{\"level\":\"error\"}"))
                        .at("/result")
                        .toString())
                .isEqualTo("{}");
        assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("2", "report"))))
                .as("no token, no level: plain JSON")
                .isEqualTo("reported");

        client.ask(LegacyTestClient.request("3", "logging/setLevel", "{\"level\":\"debug\"}"));
        try (EventReader answer = client.stream(LegacyTestClient.call("4", "report"))) {
            List<JsonNode> all = answer.rest();
            assertThat(all).hasSize(3);
            assertThat(all.get(0).at("/params/level").asString()).isEqualTo("debug");
        }
        HttpResponse<String> jsonOnly =
                server.post(LegacyTestClient.call("5", "report", TOKEN), client.headers("Accept", "application/json"));
        assertThat(jsonOnly.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void aCancelledCallIsInterruptedAndNotAnswered() throws Exception {
        fixtures.gate = new CountDownLatch(1);
        fixtures.ends.clear();
        LegacyTestClient client = server.client();
        CompletableFuture<HttpResponse<String>> call = client.postSoon(LegacyTestClient.call("\"c\"", "wait"));
        Thread.sleep(300); // so that it waits
        client.post(LegacyTestClient.cancel("\"other\""));
        Thread.sleep(100);
        assertThat(call).isNotDone();
        assertThat(client.post(LegacyTestClient.cancel("\"c\"")).statusCode()).isEqualTo(202);

        HttpResponse<String> answer = call.get(10, TimeUnit.SECONDS);
        assertThat(answer.body()).isEmpty();
        assertThat(fixtures.ends).containsEntry("wait", "interrupted, cancelled true");
        assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("2", "a"))))
                .isEqualTo("did a");
    }

    @Test
    void aClientThatGoesAwayDoesNotCancel() throws Exception {
        fixtures.gate = new CountDownLatch(1);
        fixtures.ends.clear();
        LegacyTestClient client = server.client();
        CompletableFuture<HttpResponse<String>> call = client.postSoon(LegacyTestClient.call("1", "wait"));
        Thread.sleep(200);
        call.cancel(true);
        Thread.sleep(200);
        assertThat(fixtures.ends).isEmpty();
        fixtures.gate.countDown();
    }

    @Test
    void silentStreamsAndCallsShowSignsOfLife() {
        fixtures.gate = new CountDownLatch(1);
        try (RunningEndpoint quick = RunningEndpoint.withHeartbeat(fixtures.server(), Duration.ofMillis(200))) {
            LegacyTestClient client = quick.client("2025-06-18", "{}");
            try (EventReader listening = client.listen();
                    EventReader calling = client.stream(LegacyTestClient.call("1", "wait"))) {
                for (int beat = 0; beat < 3; beat++) {
                    assertThat(Objects.requireNonNull(listening.next()).comment())
                            .isTrue();
                    assertThat(Objects.requireNonNull(calling.next()).comment()).isTrue();
                }
                fixtures.gate.countDown();
                assertThat(LegacyTestClient.text(calling.message().json())).isEqualTo("waited");
            }
        }
    }

    @Test
    void changesOfTheListsReachEverySessionOnExactlyOneStream() {
        LegacyTestClient client = server.client();
        LegacyTestClient other = server.client("2025-03-26", "{}", RunningEndpoint.person(2, 9));
        try (EventReader one = client.listen();
                EventReader two = client.listen();
                EventReader theirs = other.listen()) {
            prime(one);
            prime(two);
            fixtures.changes().publish(new Change.Tools());
            fixtures.changes().publish(new Change.Prompts());
            fixtures.changes().publish(new Change.Resources());
            List<String> seen = new ArrayList<>();
            for (int at = 0; at < 3; at++) {
                seen.add(two.message().json().path("method").asString());
            }
            assertThat(seen)
                    .containsExactly(
                            "notifications/tools/list_changed",
                            "notifications/prompts/list_changed",
                            "notifications/resources/list_changed");
            assertThat(one.nothingFor(200)).isTrue();
            assertThat(theirs.message().json().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
        }
    }

    private static EventReader.Event prime(EventReader stream) {
        EventReader.Event first = Objects.requireNonNull(stream.next());
        assertThat(first.data()).isEmpty();
        return first;
    }

    @Test
    void aSubscriberIsToldOfItsOwnTenantsChangesWhileItMayRead() {
        LegacyTestClient client = server.client();
        LegacyTestClient elsewhere = server.client("2025-11-25", "{}", RunningEndpoint.person(2, 1));
        for (LegacyTestClient each : List.of(client, elsewhere)) {
            for (String note : List.of("1", "2", "3")) {
                assertThat(each.ask(LegacyTestClient.request(
                                        note, "resources/subscribe", "{\"uri\":\"test://note/" + note + "\"}"))
                                .path("result")
                                .toString())
                        .isEqualTo("{}");
            }
        }
        client.ask(LegacyTestClient.request("4", "resources/unsubscribe", "{\"uri\":\"test://note/3\"}"));
        try (EventReader mine = client.listen();
                EventReader theirs = elsewhere.listen()) {
            prime(mine);
            prime(theirs);
            fixtures.forbidden.add("2");
            fixtures.changes().publish(new Change.Resource(1, "test://note/3"));
            fixtures.changes().publish(new Change.Resource(1, "test://note/2"));
            fixtures.changes().publish(new Change.Resource(1, "test://note/other"));
            fixtures.changes().publish(new Change.Resource(1, "test://note/1"));
            assertThat(mine.message().json().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":"
                            + "{\"uri\":\"test://note/1\"}}");
            assertThat(mine.nothingFor(200)).isTrue();
            assertThat(theirs.nothingFor(1)).isTrue();
        } finally {
            fixtures.forbidden.clear();
        }
    }

    @Test
    void whatHappensWhileNobodyListensIsToldLater() {
        LegacyTestClient client = server.client();
        client.ask(LegacyTestClient.request("1", "resources/subscribe", "{\"uri\":\"test://note/1\"}"));
        fixtures.changes().publish(new Change.Resource(1, "test://note/1"));
        fixtures.changes().publish(new Change.Tools());
        fixtures.changes().publish(new Change.Tools());
        try (EventReader stream = client.listen()) {
            assertThat(stream.message().json().path("method").asString()).isEqualTo("notifications/resources/updated");
            assertThat(stream.message().json().path("method").asString()).isEqualTo("notifications/tools/list_changed");
            assertThat(stream.nothingFor(200)).as("twice the same is told once").isTrue();
        }
    }

    @Test
    void aLostListeningStreamGoesOnWhereItEnded() {
        LegacyTestClient client = server.client();
        String last;
        try (EventReader stream = client.listen()) {
            last = prime(stream).id();
            fixtures.changes().publish(new Change.Tools());
            stream.message(); // it was sent, but suppose that it got lost
        }
        try (EventReader other = client.listen();
                EventReader again = client.listen("Last-Event-ID", Objects.requireNonNull(last))) {
            assertThat(again.message().json().path("method").asString()).isEqualTo("notifications/tools/list_changed");
            prime(other);
            assertThat(other.nothingFor(100))
                    .as("events of other streams are not replayed")
                    .isTrue();
        }
        try (EventReader nonsense = client.listen("Last-Event-ID", "nonsense")) {
            assertThat(nonsense.status()).isEqualTo(200);
        }
    }

    @Test
    void aToolCanLetGoOfTheConnectionAndTheClientFetchesTheAnswer() {
        fixtures.gate = new CountDownLatch(1);
        LegacyTestClient client = server.client();
        String last;
        try (EventReader answer = client.stream(LegacyTestClient.call("1", "release"))) {
            last = prime(answer).id();
            assertThat(Objects.requireNonNull(answer.next()).retry()).isNotNull();
            assertThat(answer.rest()).as("the stream ends before the call does").isEmpty();
        }
        assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("2", "a"))))
                .as("the connection is free for other calls")
                .isEqualTo("did a");
        try (EventReader waiting = client.listen("Last-Event-ID", Objects.requireNonNull(last))) {
            assertThat(waiting.nothingFor(100)).isTrue();
            fixtures.gate.countDown();
            assertThat(LegacyTestClient.text(waiting.message().json())).isEqualTo("released and done");
            assertThat(waiting.next())
                    .as("the call is answered, the stream ends")
                    .isNull();
        }
        try (EventReader late = client.listen("Last-Event-ID", last)) {
            List<JsonNode> rest = late.rest();
            assertThat(rest).hasSize(1);
            assertThat(rest.getFirst().path("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void anOlderClientKeepsItsConnection() {
        fixtures.gate = new CountDownLatch(0);
        LegacyTestClient client = server.client("2025-06-18", "{}");
        assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("1", "release"))))
                .isEqualTo("released and done");
    }

    @Test
    void aHundredClientsListenAtOnce() {
        List<EventReader> streams = new ArrayList<>();
        try {
            for (int person = 0; person < 100; person++) {
                streams.add(server.client("2025-06-18", "{}", RunningEndpoint.person(7, 1000 + person))
                        .listen());
            }
            fixtures.changes().publish(new Change.Prompts());
            for (EventReader stream : streams) {
                assertThat(stream.message().json().path("method").asString())
                        .isEqualTo("notifications/prompts/list_changed");
            }
        } finally {
            streams.forEach(EventReader::close);
        }
    }

    @Test
    void theEndOfASessionEndsItsStreamsAndCalls() throws Exception {
        fixtures.gate = new CountDownLatch(1);
        LegacyTestClient client = server.client();
        try (EventReader stream = client.listen()) {
            CompletableFuture<HttpResponse<String>> call = client.postSoon(LegacyTestClient.call("1", "wait"));
            prime(stream);
            Thread.sleep(200);
            server.send("DELETE", "/mcp", null, client.headers());
            assertThat(stream.next()).isNull();
            assertThat(call.get(10, TimeUnit.SECONDS).body()).isEmpty();
        }
    }

    @Test
    void aStopDoesNotWaitForAPerson() {
        try (RunningEndpoint stopped = RunningEndpoint.of(fixtures.server())) {
            LegacyTestClient client = stopped.client("2025-11-25", "{\"elicitation\":{}}");
            try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
                stream.message();
                stopped.heartbeat().stop();
                assertThat(LegacyTestClient.text(stream.message().json()))
                        .startsWith("The session ended before elicitation/create was answered");
            }
        }
    }

    @Test
    void aStopEndsAllStreamsAndRefusesNewOnes() {
        try (RunningEndpoint stopped = RunningEndpoint.of(fixtures.server())) {
            LegacyTestClient client = stopped.client("2025-06-18", "{}");
            try (EventReader stream = client.listen();
                    EventReader sse = stopped.stream("GET", "/sse", null)) {
                sse.next();
                stopped.heartbeat().stop();
                assertThat(stream.next()).isNull();
                assertThat(sse.next()).isNull();
            }
            HttpResponse<String> refused = stopped.send("GET", "/mcp", null, client.headers());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(stopped.send("GET", "/sse", null).statusCode()).isEqualTo(503);
            assertThat(LegacyTestClient.text(client.ask(LegacyTestClient.call("1", "a"))))
                    .isEqualTo("did a");
        }
    }
}
