package io.throughline.mcp.http;

import io.throughline.changes.ChangeFeed;
import io.throughline.mcp.modern.Subscriptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells listeners of changes elsewhere, ends the streams of those whose key was revoked meanwhile, and all in good order when
 * the server stops. It depends on the heartbeat so that it is stopped before it, which closes what is still open.
 */
final class SubscriptionsLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SubscriptionsLifecycle.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Subscriptions subscriptions;
    private final ChangeFeed feed;
    private final Heartbeat heartbeat;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("subscription-check").factory());

    private final ScheduledFuture<?> checking;
    private volatile boolean running;

    SubscriptionsLifecycle(Subscriptions subscriptions, ChangeFeed feed, Heartbeat heartbeat) {
        this.subscriptions = subscriptions;
        this.feed = feed;
        this.heartbeat = heartbeat;
        checking = scheduler.scheduleWithFixedDelay(this::checkKeys, 1, 1, TimeUnit.MINUTES);
    }

    private void checkKeys() {
        try {
            heartbeat.recheck();
        } catch (RuntimeException e) {
            log.error("The keys of the open streams could not be checked", e); // the next time must come
        }
    }

    @Override
    public void start() {
        running = true;
        feed.start();
    }

    @Override
    public void stop() {
        running = false;
        checking.cancel(false);
        scheduler.shutdown();
        feed.close();
        subscriptions.endAll(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return heartbeat.getPhase();
    }
}
