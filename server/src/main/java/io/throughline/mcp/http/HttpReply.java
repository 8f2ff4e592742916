package io.throughline.mcp.http;

import io.throughline.mcp.RunningCall;
import io.throughline.mcp.modern.ModernReply;
import io.throughline.mcp.wire.RpcMessages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to one POST: plain JSON, unless something must be told before; then it becomes a stream of events. A call that
 * takes long becomes one too, since nothing else than writing tells that the client has gone.
 */
final class HttpReply implements ModernReply, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpReply.class);
    private static final long FIRST_PULSE_NANOS = 3_000_000_000L;
    private static final long PULSE_NANOS = 2_000_000_000L;

    private final HttpServletResponse response;
    private final Accepted accepted;
    private final RunningCall running;
    private final Pulses pulses;
    private volatile long pulseDueNanos = System.nanoTime() + FIRST_PULSE_NANOS;
    private @Nullable EventStream stream;
    private boolean answered;

    /** What the client takes as an answer. */
    record Accepted(boolean json, boolean events) {

        static Accepted read(@Nullable String header) {
            String types = header == null || header.isBlank() ? "*/*" : header;
            boolean any = types.contains("*/*");
            boolean json = any || types.contains("application/json") || types.contains("application/*");
            boolean events = any || types.contains("text/event-stream") || types.contains("text/*");
            return json || events ? new Accepted(json, events) : new Accepted(true, false);
        }
    }

    HttpReply(HttpServletResponse response, Accepted accepted, RunningCall running, Pulses pulses) {
        this.response = response;
        this.accepted = accepted;
        this.running = running;
        this.pulses = pulses;
        pulses.watch(this);
    }

    @Override
    public synchronized void send(String method, ObjectNode params) {
        if (!answered && accepted.events()) {
            write(stream -> stream.send(RpcMessages.bytes(RpcMessages.notification(method, params))));
        }
    }

    boolean isPulseDue() {
        boolean due = System.nanoTime() - pulseDueNanos >= 0;
        if (due) {
            pulseDueNanos = System.nanoTime() + PULSE_NANOS;
        }
        return due;
    }

    /** Writes a sign of life, by which a client that has gone is noticed. */
    synchronized void pulse() {
        if (!answered && accepted.events()) {
            write(EventStream::keepAlive);
        }
    }

    /** Whoever cannot be written to is gone, and waits for nothing more. */
    private void write(Predicate<EventStream> what) {
        try {
            if (what.test(stream())) {
                return;
            }
        } catch (IOException e) {
            log.debug("A client went away: {}", e.getMessage());
        }
        running.cancel();
    }

    private EventStream stream() throws IOException {
        EventStream opened = stream;
        if (opened == null) {
            opened = EventStream.answering(response);
            stream = opened;
        }
        return opened;
    }

    /** The end of it. */
    synchronized void answer(int status, byte[] message) throws IOException {
        answered = true;
        if (stream == null && (accepted.json() || status != HttpServletResponse.SC_OK)) {
            JsonAnswer.send(response, status, message);
        } else {
            stream().send(message);
            stream().close();
        }
    }

    @Override
    public synchronized void close() {
        answered = true;
        pulses.forget(this);
    }
}
