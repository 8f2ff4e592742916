package io.throughline.mcp.stdio;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls that are worked on, each on a virtual thread of its own. */
final class UnderWay {

    private static final Logger log = LoggerFactory.getLogger(UnderWay.class);

    private final Phaser calls = new Phaser(1);

    void start(Runnable call) {
        calls.register();
        Thread.ofVirtual().name("call").start(() -> {
            try {
                call.run();
            } finally {
                calls.arriveAndDeregister();
            }
        });
    }

    /** Waits until all are done, at most so long. */
    void finish(Duration grace) {
        int phase = calls.arrive();
        try {
            calls.awaitAdvanceInterruptibly(phase, grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("The input ended and some calls did not finish within {} s.", grace.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
