package io.throughline.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.Change;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits for a subscriber that does not read. */
class SlowSubscriberTest {

    private final ModernFixtures fixtures = new ModernFixtures();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch reads = new CountDownLatch(1);

    @Test
    void aThingThatChangesAgainAndAgainWaitsOnce() throws Exception {
        Subscriptions subscriptions =
                TestModern.of(fixtures.registry(), fixtures.changes).subscriptions();
        String message = """
                {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"_meta":{\
                "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}},\
                "notifications":{"toolsListChanged":true,"resourceSubscriptions":["test://note/1","test://note/2"]}}}""";
        var call = (Verdict.Modern) new EraClassifier(new MessageReader(), ModernServer.VERSIONS)
                .classifyLine(message.getBytes(StandardCharsets.UTF_8));
        var caller = new Caller(ModernFixtures.principal(1, 1), null);
        subscriptions.open(
                call.request(), subscriptions.granted(call.request(), caller), caller, new Subscriptions.Outlet() {
                    @Override
                    public boolean send(byte[] told) {
                        if (!sent.isEmpty()) { // the acknowledgement is read
                            entered.countDown();
                            await(reads);
                        }
                        sent.add(new String(told, StandardCharsets.UTF_8));
                        return true;
                    }

                    @Override
                    public void close() {
                        // nothing to close
                    }
                });
        fixtures.changes.publish(new Change.Tools());
        await(entered);
        for (int at = 0; at < 100_000; at++) {
            fixtures.changes.publish(new Change.Resource(1, "test://note/" + at % 4));
            fixtures.changes.publish(new Change.Tools());
        }
        reads.countDown();
        for (int at = 0; at < 100 && sent.size() < 5; at++) {
            Thread.sleep(20);
        }
        Thread.sleep(100); // for what must not come

        assertThat(List.copyOf(sent)).hasSize(5); // acknowledged, tools, and then each of three things once
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
