package io.throughline.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.wire.RpcMessages;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What waits for a client that does not read. */
class OutboxTest {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch reads = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(1);

    private boolean send(ObjectNode message) {
        try {
            entered.countDown();
            reads.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String method = message.path("method").asString();
        sent.add(method);
        if (method.equals("last")) {
            last.countDown();
        }
        return true;
    }

    @Test
    void onlyTheNewestWaitForAReaderThatHasStopped() throws Exception {
        var outbox = new Outbox(this::send, notice -> RpcMessages.notification(notice.method(), null));
        outbox.add(new Outbox.Notice("first", null));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int at = 0; at < 10_000; at++) {
            outbox.add(new Outbox.Notice("notice " + at, null));
        }
        outbox.add(new Outbox.Notice("notice 9999", null));
        outbox.add(new Outbox.Notice("last", null));
        reads.countDown();

        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(List.copyOf(sent))
                .hasSize(101)
                .startsWith("first", "notice 9901")
                .endsWith("notice 9999", "last");
    }
}
