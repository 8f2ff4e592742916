package io.throughline.mcp.http;

import io.throughline.mcp.http.EventLog.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a session as the client sees it: carried by one connection after the other, and by none between. Safe for
 * concurrent use.
 */
final class SessionStream {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final byte[] NOTHING = {};

    private final LegacySession session;
    private final EventId.Kind kind;
    private final int number;
    private final AtomicReference<@Nullable EventStream> connection = new AtomicReference<>();
    private boolean finished;

    SessionStream(LegacySession session, EventId.Kind kind, int number) {
        this.session = session;
        this.kind = kind;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** A first connection. A client that knows of it is given an id at once, so that it can come back. */
    synchronized void begin(EventStream opened, boolean prime) {
        carry(opened);
        if (prime) {
            opened.send(id(session.nextEvent()), null, NOTHING);
        }
    }

    /** A connection after another: what came after an event is sent again, then what is new. */
    synchronized void resume(EventStream opened, long after) {
        EventStream before = connection.get();
        carry(opened);
        if (before != null) {
            before.close();
        }
        for (Event missed : session.log().after(number, after)) {
            opened.send(id(missed.number()), null, missed.data());
        }
        if (finished) {
            opened.close();
        }
    }

    private void carry(EventStream opened) {
        connection.set(opened);
        opened.onEnd(() -> connection.compareAndSet(opened, null));
    }

    /** Sends a message that belongs here, now or when the client comes back. */
    synchronized void send(byte[] data) {
        Event event = session.record(number, data);
        EventStream carrier = connection.get();
        if (carrier != null) {
            carrier.send(id(event.number()), null, data);
        }
    }

    /** Sends a message that may as well be sent elsewhere. False if it must be. */
    synchronized boolean trySend(byte[] data) {
        EventStream carrier = connection.get();
        if (carrier == null) {
            return false;
        }
        Event event = session.record(number, data);
        boolean sent = carrier.send(id(event.number()), null, data);
        if (!sent) {
            session.log().remove(event);
        }
        return sent;
    }

    /** Nothing more will be sent but to clients that missed something. */
    synchronized void finish() {
        finished = true;
        EventStream carrier = connection.get();
        if (carrier != null) {
            carrier.close();
        }
    }

    /** Waits only shortly: the connection that is cut off may be in a slow write. */
    void cutOff() {
        EventStream carrier = connection.getAndSet(null);
        if (carrier != null) {
            try {
                Thread.ofVirtual().name("stream-end").start(carrier::close).join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isCarried() {
        return connection.get() != null;
    }

    private String id(long event) {
        return new EventId(kind, number, event).toString();
    }
}
