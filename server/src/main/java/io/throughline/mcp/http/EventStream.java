package io.throughline.mcp.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP answer that is a stream of server-sent events. Each event is written whole and at once; a client that does not read
 * holds up its own writer only, until the web server gives up on the connection. Safe for concurrent use.
 */
public final class EventStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final @Nullable AsyncContext listening;
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private volatile long lastWriteNanos = System.nanoTime();
    private volatile boolean open = true; // changed under the lock, read without, since a writer may hold it for long

    private EventStream(HttpServletResponse response, @Nullable AsyncContext listening) throws IOException {
        this.listening = listening;
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
        response.flushBuffer();
    }

    /** A stream that ends when it is closed or when the request's own thread returns. */
    public static EventStream answering(HttpServletResponse response) throws IOException {
        return new EventStream(response, null);
    }

    /** A stream that outlives the request's thread and holds none: until {@link #close} or until the client goes away. */
    public static EventStream listening(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        return carriedBy(async, response);
    }

    /** A stream in the place of the answer to a request whose thread has returned. */
    static EventStream carriedBy(AsyncContext async, HttpServletResponse response) throws IOException {
        EventStream stream;
        try {
            stream = new EventStream(response, async);
        } catch (IOException e) {
            async.complete(); // nothing else would, since it has no time limit
            throw e;
        }
        async.addListener(stream.new Watcher());
        return stream;
    }

    /** Runs once when the stream has ended, at once if it has. */
    public void onEnd(Runnable end) {
        boolean ended;
        synchronized (this) {
            ended = !open;
            if (!ended) {
                ends.add(end);
            }
        }
        if (ended) {
            end.run();
        }
    }

    /** One JSON-RPC message. False if nobody can read it any more. */
    public boolean send(byte[] json) {
        return send(null, null, json);
    }

    /** An event of another kind or with an id, under which a client can ask for what came after it. */
    public boolean send(@Nullable String id, @Nullable String event, byte[] data) {
        var bytes = new ByteArrayOutputStream(data.length + 64);
        if (id != null) {
            bytes.writeBytes(("id: " + id + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (event != null) {
            bytes.writeBytes(("event: " + event + "\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("data: ".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(data); // JSON as we write it has no line breaks
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return write(bytes.toByteArray());
    }

    /** Tells a client how long to wait before it comes back, in milliseconds. */
    public boolean retryAfterMillis(long millis) {
        return write(("retry: " + millis + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A sign of life for proxies between. Notices a client that went away. */
    public boolean keepAlive() {
        return write(COMMENT);
    }

    /** Nanoseconds since something was written. */
    public long idleNanos() {
        return System.nanoTime() - lastWriteNanos;
    }

    private boolean write(byte[] bytes) {
        synchronized (this) {
            if (!open) {
                return false;
            }
            try {
                out.write(bytes);
                out.flush();
                lastWriteNanos = System.nanoTime();
                return true;
            } catch (IOException | IllegalStateException e) {
                log.debug("A client went away: {}", e.getMessage());
            }
        }
        close();
        return false;
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!markEnded()) {
            return;
        }
        try {
            if (listening == null) {
                out.close();
            } else {
                listening.complete();
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("The stream had ended: {}", e.getMessage());
        }
    }

    private boolean markEnded() {
        synchronized (this) {
            if (!open) {
                return false;
            }
            open = false;
        }
        ends.forEach(Runnable::run);
        return true;
    }

    /** Learns from the web server that the client is gone. */
    private final class Watcher implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            markEnded();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            close();
        }

        @Override
        public void onError(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the same stream goes on
        }
    }
}
