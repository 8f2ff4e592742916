package io.throughline.mcp.legacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client must be told outside of calls, in order. Kept while it cannot be reached, the last {@value #KEPT}; what says
 * the same as something that waits is not added. Sends on a virtual thread, so that whoever has news waits for nobody. Safe
 * for concurrent use.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int KEPT = 100;

    private final Outlet way;
    private final Function<Notice, @Nullable ObjectNode> messages;
    private final Deque<Notice> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean lookAgain;

    /** @param uri of the resource that it is about, null if it is about none */
    record Notice(String method, @Nullable String uri) {}

    /** @param messages makes the message at the last moment; null if the client may not have it any more */
    Outbox(Outlet way, Function<Notice, @Nullable ObjectNode> messages) {
        this.way = way;
        this.messages = messages;
    }

    void add(Notice notice) {
        synchronized (waiting) {
            if (waiting.contains(notice)) {
                return;
            }
            if (waiting.size() == KEPT) {
                waiting.removeFirst();
            }
            waiting.addLast(notice);
        }
        flush();
    }

    /** To be called when the client can be reached anew. */
    void flush() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            lookAgain = true;
            if (sending) {
                return;
            }
            sending = true;
        }
        Thread.ofVirtual().name("outbox").start(this::send);
    }

    private void send() {
        Notice next = next();
        while (next != null) {
            if (!sent(next)) {
                synchronized (waiting) {
                    if (waiting.size() < KEPT && !waiting.contains(next)) {
                        waiting.addFirst(next);
                    }
                    if (!lookAgain) {
                        sending = false;
                        return;
                    }
                }
            }
            next = next();
        }
    }

    /** Whether it need not be kept any longer. */
    private boolean sent(Notice notice) {
        if (!way.isOpen()) {
            return false;
        }
        try {
            ObjectNode message = messages.apply(notice);
            return message == null || way.send(message);
        } catch (RuntimeException e) {
            log.error("A client could not be told of {}", notice, e); // the others must be
            return true;
        }
    }

    private @Nullable Notice next() {
        synchronized (waiting) {
            lookAgain = false;
            Notice next = waiting.pollFirst();
            sending = next != null;
            return next;
        }
    }
}
