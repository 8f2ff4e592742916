package io.throughline.mcp.http;

import io.throughline.mcp.legacy.Outlet;
import io.throughline.mcp.wire.RpcMessages;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP answer to a call: plain JSON, unless something must be sent before the call is done; then a stream of events that
 * ends with what would have been the JSON. Safe for concurrent use.
 */
final class LegacyAnswer implements Outlet, Heartbeat.Pulse {

    private static final Logger log = LoggerFactory.getLogger(LegacyAnswer.class);
    private static final int COME_BACK_MILLIS = 500;

    private final HttpServletResponse response;
    private final @Nullable LegacySession session;
    private final @Nullable AsyncContext async;
    private final boolean mayStream;
    private final boolean mustStream;
    private final long begunNanos = System.nanoTime();
    private volatile @Nullable EventStream connection;
    private @Nullable SessionStream stream;
    private boolean done;
    private volatile boolean gone;

    /**
     * @param session null for a call without one, which can neither be asked nor come back
     * @param async of a request whose thread does not stay; null if it does
     */
    LegacyAnswer(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable LegacySession session,
            @Nullable AsyncContext async) {
        this.response = response;
        this.session = session;
        this.async = async;
        if (async != null) {
            async.addListener(new Watcher());
        }
        // Several headers of the name are one list.
        String accept =
                String.join(",", Collections.list(request.getHeaders("Accept"))).toLowerCase(Locale.ROOT);
        // Many clients say less than the protocol wants them to; only one that plainly wants the one does not get the
        // other.
        boolean json = accept.contains("application/json");
        boolean events = accept.contains("text/event-stream");
        boolean anything = accept.isBlank() || accept.contains("*/*");
        this.mayStream = events || anything || !json;
        this.mustStream = events && !json && !anything;
    }

    @Override
    public boolean takesQuestions() {
        return session != null && mayStream;
    }

    @Override
    public synchronized boolean send(ObjectNode message) {
        if (done || !mayStream || !opened()) {
            return false;
        }
        deliver(RpcMessages.bytes(message));
        return true;
    }

    private void deliver(byte[] data) {
        if (stream != null) {
            stream.send(data);
        } else if (connection != null) {
            connection.send(data);
        }
    }

    /** False if the client is gone already. */
    private boolean opened() {
        if (connection != null) {
            return true;
        }
        if (gone) {
            return false;
        }
        try {
            connection = async == null ? EventStream.answering(response) : EventStream.carriedBy(async, response);
        } catch (IOException | IllegalStateException e) {
            log.debug("A client went away: {}", e.getMessage());
            return false;
        }
        if (session != null) {
            stream = session.answerOn(connection);
        }
        return true;
    }

    @Override
    public synchronized void release() {
        // Without a thread of its own the connection would not take the next request before the call is done.
        if (!done && mayStream && async != null && opened() && connection != null) {
            connection.retryAfterMillis(COME_BACK_MILLIS);
            connection.close();
        }
    }

    /** Takes no lock: a slow write may hold it. */
    @Override
    public long idleNanos() {
        EventStream opened = connection;
        return opened == null ? System.nanoTime() - begunNanos : opened.idleNanos();
    }

    @Override
    public synchronized boolean beat() {
        return !done && mayStream && opened() && connection != null && connection.keepAlive();
    }

    /** Ends the answer to a single call. Null if nobody waits for it any more. */
    synchronized void end(@Nullable ObjectNode answer) throws IOException {
        try {
            if (gone && connection == null) {
                log.debug("Nobody takes the answer any more.");
            } else if (answer == null) {
                endWithout();
            } else if (connection != null || (mustStream && opened())) {
                deliver(RpcMessages.bytes(answer));
                close();
            } else {
                JsonAnswer.send(response, HttpServletResponse.SC_OK, answer);
            }
        } finally {
            done = true; // a sign of life that waits for the lock must find nothing to write to
        }
    }

    /** Ends the answer to a batch. */
    synchronized void end(List<ObjectNode> answers) throws IOException {
        if (connection != null || (mustStream && !answers.isEmpty() && opened())) {
            answers.forEach(answer -> deliver(RpcMessages.bytes(answer)));
            close();
        } else if (answers.isEmpty()) {
            JsonAnswer.accepted(response);
        } else {
            JsonAnswer.send(
                    response,
                    HttpServletResponse.SC_OK,
                    JsonMapper.shared().createArrayNode().addAll(answers));
        }
        done = true;
    }

    private void endWithout() throws IOException {
        if (connection != null) {
            close();
        } else if (mayStream) {
            closeEmpty(); // a stream without an event is what clients take for "no answer"
        } else {
            JsonAnswer.accepted(response);
        }
    }

    private void closeEmpty() throws IOException {
        EventStream empty = async == null ? EventStream.answering(response) : EventStream.carriedBy(async, response);
        empty.close();
    }

    private void close() {
        if (stream != null && session != null) {
            session.finish(stream);
        } else if (connection != null) {
            connection.close();
        }
    }

    /** Lets the connection go, if nothing did. */
    synchronized void letGo(AsyncContext carrier) {
        if (!gone) {
            try {
                carrier.complete();
            } catch (IllegalStateException e) {
                log.debug("The answer had ended: {}", e.getMessage());
            }
        }
    }

    /** Learns from the web server that the response must not be touched any more. */
    private final class Watcher implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            gone = true;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            gone = true;
        }

        @Override
        public void onError(AsyncEvent event) {
            gone = true;
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the same answer goes on
        }
    }
}
