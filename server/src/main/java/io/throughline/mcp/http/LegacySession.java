package io.throughline.mcp.http;

import io.throughline.mcp.http.EventLog.Event;
import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.Outlet;
import io.throughline.mcp.legacy.ProtocolVersions;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcMessages;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** A session over HTTP: a client, and the streams that are open for it or can be resumed. Safe for concurrent use. */
final class LegacySession implements Sessions.Session, Outlet {

    private final String id;
    private final LegacyClient client;
    private final EventLog log = new EventLog();
    private final AtomicInteger lastStream = new AtomicInteger();
    private final AtomicLong lastEvent = new AtomicLong();
    /** Those that a connection carries, newest last. */
    private final ConcurrentSkipListMap<Integer, SessionStream> listening = new ConcurrentSkipListMap<>();
    /** Those of calls under way, carried or not. */
    private final Map<Integer, SessionStream> answering = new ConcurrentHashMap<>();

    private volatile long lastUseNanos = System.nanoTime();
    private volatile boolean closed;

    LegacySession(String id, SdkServer server) {
        this.id = id;
        this.client = server.connect(this);
    }

    String id() {
        return id;
    }

    LegacyClient client() {
        return client;
    }

    EventLog log() {
        return log;
    }

    void use() {
        lastUseNanos = System.nanoTime();
    }

    long nextEvent() {
        return lastEvent.incrementAndGet();
    }

    Event record(int stream, byte[] data) {
        var event = new Event(stream, nextEvent(), data);
        log.add(event);
        return event;
    }

    /** Whether the client comes back by itself for what it missed. */
    boolean polls() {
        return ProtocolVersions.polls(client.version());
    }

    /** The stream of a call under way. */
    SessionStream answerOn(EventStream opened) {
        var stream = new SessionStream(this, EventId.Kind.CALL, lastStream.incrementAndGet());
        answering.put(stream.number(), stream);
        stream.begin(opened, polls());
        return stream;
    }

    void finish(SessionStream stream) {
        stream.finish();
        answering.remove(stream.number());
    }

    /** A further connection on which the client listens. */
    void listen(EventStream opened) {
        var stream = new SessionStream(this, EventId.Kind.LISTENING, lastStream.incrementAndGet());
        listening.put(stream.number(), stream); // before its first event, by which the client can name it
        stream.begin(opened, polls());
        addListening(stream, opened);
    }

    /** A connection in the place of one that was lost. */
    void resume(EventId last, EventStream opened) {
        if (last.stream() > lastStream.get()) { // of another session
            listen(opened);
            return;
        }
        if (last.kind() == EventId.Kind.LISTENING) {
            SessionStream stream = listening.computeIfAbsent(
                    last.stream(), number -> new SessionStream(this, EventId.Kind.LISTENING, number));
            stream.resume(opened, last.event());
            addListening(stream, opened);
            return;
        }
        SessionStream stream = answering.get(last.stream());
        if (stream == null) { // its call is answered
            stream = new SessionStream(this, EventId.Kind.CALL, last.stream());
            stream.finish();
        }
        stream.resume(opened, last.event());
    }

    /** Ends the connection that carries a stream, since the client has come on another. */
    void cutOff(EventId last) {
        SessionStream stream =
                last.kind() == EventId.Kind.LISTENING ? listening.get(last.stream()) : answering.get(last.stream());
        if (stream != null) {
            stream.cutOff();
        }
    }

    private void addListening(SessionStream stream, EventStream opened) {
        listening.put(stream.number(), stream);
        opened.onEnd(() -> {
            use();
            listening.computeIfPresent(stream.number(), (number, kept) -> kept.isCarried() ? kept : null);
        });
        if (closed) {
            opened.close();
        }
        client.flush();
    }

    /** Sends what belongs to no call, on exactly one stream. */
    @Override
    public boolean send(ObjectNode message) {
        byte[] data = RpcMessages.bytes(message);
        return listening.descendingMap().values().stream().anyMatch(stream -> stream.trySend(data));
    }

    @Override
    public boolean isOpen() {
        return !listening.isEmpty();
    }

    @Override
    public void tidy() {
        log.removeOld();
    }

    @Override
    public long idleNanos() {
        if (client.isBusy() || !listening.isEmpty()) {
            use();
            return 0;
        }
        return System.nanoTime() - lastUseNanos;
    }

    @Override
    public void close() {
        closed = true;
        client.close();
        listening.values().forEach(SessionStream::finish);
        answering.values().forEach(SessionStream::finish);
    }
}
