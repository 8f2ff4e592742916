package io.throughline.mcp.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at the calls that take long. A timer for each call would cost more than most calls do. Safe for
 * concurrent use.
 */
final class Pulses implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;
    private static final Logger log = LoggerFactory.getLogger(Pulses.class);

    private final Set<HttpReply> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-pulses").factory());
    private final ScheduledFuture<?> looking =
            scheduler.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);

    void watch(HttpReply reply) {
        underWay.add(reply);
    }

    void forget(HttpReply reply) {
        underWay.remove(reply);
    }

    private void look() {
        try {
            for (HttpReply reply : underWay) {
                if (reply.isPulseDue()) {
                    // A client that does not read holds up its own pulse only.
                    Thread.ofVirtual().name("pulse").start(reply::pulse);
                }
            }
        } catch (RuntimeException e) {
            log.error("A look at the calls under way failed", e); // the next one must take place
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        scheduler.shutdown();
    }
}
