package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.Change;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The modern era over a real web server. */
class ModernEndpointTest {

    private static final String BOTH = "application/json, text/event-stream";
    private static final String REPORT = "\"name\":\"modern_work\",\"arguments\":{\"what\":\"report\"}";
    private static final String WAIT = "\"name\":\"modern_work\",\"arguments\":{\"what\":\"wait\"}";
    private static final String PROGRESS = ",\"progressToken\":7";
    private static final String WATCH =
            "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://note/1\"]}";

    private final JsonMapper json = JsonMapper.builder().build();
    private final RunningMcp mcp = new RunningMcp(new Settings.Limits(60, 2, 100, Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        mcp.close();
    }

    private HttpResponse<String> call(String person, String accept, String meta, String parameters) throws Exception {
        return mcp.send(mcp.request(person, accept, "tools/call", meta, parameters));
    }

    private EventReader listen(String person) throws Exception {
        EventReader stream = mcp.stream(mcp.request(person, BOTH, "subscriptions/listen", "", WATCH));
        assertThat(stream.next().json().at("/method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
        return stream;
    }

    @Test
    void anAnswerIsJsonUntilSomethingComesBeforeIt() throws Exception {
        assertThat(call("1:1", BOTH, "", REPORT).headers().firstValue("content-type"))
                .hasValue("application/json");

        HttpResponse<String> streamed = call("1:1", BOTH, PROGRESS, REPORT);

        assertThat(streamed.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(streamed.headers().firstValue("x-accel-buffering")).hasValue("no");
        List<JsonNode> events = streamed.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .<JsonNode>map(line -> json.readTree(line.substring(6)))
                .toList();
        assertThat(events).hasSize(3);
        assertThat(events.get(1).at("/params/progress").asInt()).isEqualTo(2);
        assertThat(events.get(2).at("/id").asString()).isEqualTo("one");
    }

    @Test
    void aClientGetsTheKindOfAnswerThatItTakes() throws Exception {
        HttpResponse<String> plain = call("1:1", "application/json", PROGRESS, REPORT);
        assertThat(plain.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json.readTree(plain.body()).at("/result/content/0/text").asString())
                .isEqualTo("worked");

        HttpResponse<String> events = call("1:1", "text/event-stream", "", REPORT);
        assertThat(events.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(events.body()).startsWith("data: {").contains("worked");
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeAgainAndOthersAreServed() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 70; i++) {
            last = mcp.send(mcp.request("1:1", BOTH, "tools/list", "", ""));
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("retry-after").orElse("0")))
                .isBetween(1, 60);
        assertThat(json.readTree(last.body()).at("/id").asString()).isEqualTo("one");
        assertThat(mcp.send(mcp.request("1:1", BOTH, "server/discover", "", "")).statusCode())
                .as("by this answer a client decides how to talk to us")
                .isEqualTo(200);
        assertThat(mcp.send(mcp.request("1:2", BOTH, "tools/list", "", "")).statusCode())
                .isEqualTo(200);
        assertThat(mcp.send(mcp.request("2:1", BOTH, "tools/list", "", "")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoHasTooManyCallsUnderWayWaits() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(mcp.http()
                    .sendAsync(mcp.request("1:1", BOTH, "tools/call", "", WAIT), HttpResponse.BodyHandlers.ofString()));
        }
        mcp.fixtures.started.await();
        int status = 200;
        for (int attempt = 0; attempt < 50 && status == 200; attempt++) {
            Thread.sleep(20);
            status = mcp.send(mcp.request("1:1", BOTH, "tools/list", "", "")).statusCode();
        }

        assertThat(status).isEqualTo(429);
        assertThat(mcp.send(mcp.request("1:2", BOTH, "tools/list", "", "")).statusCode())
                .isEqualTo(200);
        waiting.forEach(call -> call.cancel(true));
    }

    @Test
    void aClientThatGoesAwayCancelsItsCall() throws Exception {
        String body = RunningMcp.body("tools/call", "", WAIT);
        try (var socket = new Socket("localhost", mcp.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: " + BOTH
                            + "\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: modern_work\r\n"
                            + RunningMcp.WHO + ": 1:1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            mcp.fixtures.started.await();
        }

        assertThat(mcp.fixtures.ends.poll(15, TimeUnit.SECONDS)).isEqualTo("interrupted, cancelled true");
    }

    @Test
    void changesReachWhoeverMayKnowThem() throws Exception {
        List<EventReader> mine = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            mine.add(listen("1:1"));
        }
        HttpResponse<String> oneMore = mcp.send(mcp.request("1:1", BOTH, "subscriptions/listen", "", WATCH));
        assertThat(oneMore.statusCode()).isEqualTo(429);

        try (EventReader theirs = listen("2:1")) {
            mcp.fixtures.changes.publish(new Change.Resource(1, "test://note/1"));
            for (EventReader stream : mine) {
                assertThat(stream.next().json().at("/params/uri").asString()).isEqualTo("test://note/1");
            }
            mcp.fixtures.changes.publish(new Change.Tools());
            assertThat(theirs.next().json().at("/method").asString())
                    .as("not the note of the other tenant")
                    .isEqualTo("notifications/tools/list_changed");
        }
        mine.forEach(EventReader::close);
    }

    @Test
    void whoMayNoLongerReadHearsNoMore() throws Exception {
        try (EventReader stream = listen("1:1")) {
            mcp.fixtures.readerTenant = 99;
            mcp.fixtures.changes.publish(new Change.Resource(1, "test://note/1"));
            mcp.fixtures.changes.publish(new Change.Tools());
            assertThat(stream.next().json().at("/method").asString()).isEqualTo("notifications/tools/list_changed");
        }
    }

    @Test
    void aRevokedKeyEndsItsStreams() throws Exception {
        try (EventReader stream = listen("1:1")) {
            mcp.revoked.add("1:1");
            mcp.fixtures.changes.publish(new Change.Tools());

            assertThat(stream.next()).isNull();
            assertThat(mcp.subscriptions()).isZero();
        }
    }

    @Test
    void whatIsWrongWithASubscriptionIsSaid() throws Exception {
        for (String wrong : List.of(
                "",
                "\"notifications\":7",
                "\"notifications\":{\"toolsListChanged\":\"yes\"}",
                "\"notifications\":{\"resourceSubscriptions\":\"test://note/1\"}",
                "\"notifications\":{\"resourceSubscriptions\":[1]}")) {
            HttpResponse<String> refused = mcp.send(mcp.request("1:1", BOTH, "subscriptions/listen", "", wrong));
            assertThat(json.readTree(refused.body()).at("/error/code").asInt()).isEqualTo(-32602);
        }
        assertThat(mcp.subscriptions()).isZero();
    }

    @Test
    void streamsOfClientsThatLeftAreForgotten() throws IOException, InterruptedException {
        EventReader stream = mcp.stream(mcp.request("1:1", BOTH, "subscriptions/listen", "", WATCH));
        stream.next();
        stream.close();
        for (int i = 0; i < 100 && mcp.subscriptions() > 0; i++) {
            mcp.fixtures.changes.publish(new Change.Tools());
            Thread.sleep(50);
        }
        assertThat(mcp.subscriptions()).isZero();
    }
}
