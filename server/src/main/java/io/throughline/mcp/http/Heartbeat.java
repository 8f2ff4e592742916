package io.throughline.mcp.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives signs of life on every stream that has been silent for a while, so that no proxy between takes it for dead, and
 * ends the streams on which clients listen when the server stops: they never end by themselves. One thread looks after all
 * streams; each write has a virtual thread of its own, so that a client that does not read holds up nobody else. Safe for
 * concurrent use.
 */
public final class Heartbeat implements SmartLifecycle {

    /** Shorter than proxies commonly wait. */
    public static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    /** Something at whose other end somebody waits. */
    interface Pulse {

        /** Nanoseconds since the other end last heard of us. */
        long idleNanos();

        /** Gives a sign of life. False when it makes no sense any more. */
        boolean beat();
    }

    private final long silenceNanos;
    private final Set<EventStream> listening = ConcurrentHashMap.newKeySet();
    /** Whether a sign of life is being written, by what waits for it. */
    private final Map<Pulse, Boolean> beating = new ConcurrentHashMap<>();

    private final List<Runnable> chores = new CopyOnWriteArrayList<>();
    private final List<Runnable> farewells = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final ScheduledFuture<?> looking;
    private volatile boolean stopping;
    private volatile boolean running;

    /** @param silence after which a sign of life is given */
    public Heartbeat(Duration silence) {
        this.silenceNanos = silence.toNanos();
        long period = Math.max(silenceNanos / 10, 1_000_000);
        looking = scheduler.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    /** Looks after a stream on which a client listens, until it ends. It is ended at once if the server is stopping. */
    public void watch(EventStream stream) {
        var pulse = new StreamPulse(stream);
        listening.add(stream);
        watch(pulse);
        stream.onEnd(() -> {
            listening.remove(stream);
            forget(pulse);
        });
        if (stopping) {
            stream.close();
        }
    }

    void watch(Pulse pulse) {
        beating.put(pulse, false);
    }

    void forget(Pulse pulse) {
        beating.remove(pulse);
    }

    /** Whether no stream should be opened any more. */
    public boolean isStopping() {
        return stopping;
    }

    /** Runs a short chore again and again, several times in each span of silence. */
    void regularly(Runnable chore) {
        chores.add(chore);
    }

    /** Runs something short when the server stops. */
    void atStop(Runnable farewell) {
        farewells.add(farewell);
    }

    private void look() {
        try {
            beating.forEach((pulse, busy) -> {
                if (!busy && pulse.idleNanos() >= silenceNanos && beating.replace(pulse, false, true)) {
                    Thread.ofVirtual().name("heartbeat").start(() -> beat(pulse));
                }
            });
            chores.forEach(Runnable::run);
        } catch (RuntimeException e) {
            log.error("A look at the streams failed", e); // the next one must take place
        }
    }

    private void beat(Pulse pulse) {
        if (pulse.beat()) {
            beating.replace(pulse, true, false);
        } else {
            beating.remove(pulse);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Spring stops this first, since it is in the last phase of all: the web server waits for calls, not for listeners. */
    @Override
    public void stop() {
        running = false;
        stopping = true;
        looking.cancel(false);
        scheduler.shutdown();
        farewells.forEach(Runnable::run);
        for (EventStream stream : listening) {
            Thread.ofVirtual().name("stream-end").start(stream::close); // one of them may be in a slow write
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Compared by identity, as streams are. */
    private static final class StreamPulse implements Pulse {

        private final EventStream stream;

        StreamPulse(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public long idleNanos() {
            return stream.idleNanos();
        }

        @Override
        public boolean beat() {
            return stream.keepAlive();
        }
    }
}
