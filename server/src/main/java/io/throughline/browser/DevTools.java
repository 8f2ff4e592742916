package io.throughline.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Commands to one browser and its targets, and the events they send. Safe for concurrent use. */
final class DevTools {

    /** Longer than any command of ours takes on a slow machine; a browser that does not answer by then hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int UNANSWERED_AT_MOST = 500;

    /** Names the browser itself, as no target. */
    static final String BROWSER = "";

    private static final Logger log = LoggerFactory.getLogger(DevTools.class);

    /** Called by the one thread that reads: must not wait for an answer. */
    interface Listener {
        /** @param picture of a {@code Page.screencastFrame}, else null; the listener's from now on */
        void event(String method, JsonNode parameters, byte @Nullable [] picture);
    }

    /** A browser refused a command, or went away before it answered. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private record Command(String session, CompletableFuture<JsonNode> answer) {}

    private final DevToolsWire wire;
    private final Runnable atEnd;
    private final AtomicInteger lastId = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ConcurrentMap<Integer, Command> waiting = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> unanswered = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Listener> listeners = new ConcurrentHashMap<>();

    /** @param atEnd what to do when the browser is gone, once, on the thread that reads */
    DevTools(DevToolsWire wire, Runnable atEnd) {
        this.wire = wire;
        this.atEnd = atEnd;
    }

    void startReading() {
        // A thread of the system, since reading from a pipe would hold one of the few that carry virtual threads.
        Thread.ofPlatform().daemon().name("browser-read").start(this::read);
    }

    void listen(String session, Listener listener) {
        listeners.put(session, listener);
    }

    /** Its target is gone, and answers nothing more. */
    void forget(String session) {
        listeners.remove(session);
        waiting.forEach((id, command) -> {
            if (command.session().equals(session)) {
                refuse(id, "The page is gone.");
            }
        });
    }

    /** As {@link #send}, but refused at once while a page that hangs leaves {@value #UNANSWERED_AT_MOST} commands unanswered. */
    CompletableFuture<JsonNode> sendUnlessHanging(String session, String method, Map<String, ?> parameters) {
        if (unanswered.getOrDefault(session, 0) >= UNANSWERED_AT_MOST) {
            return CompletableFuture.failedFuture(new RefusedException("The page does not answer."));
        }
        return send(session, method, parameters);
    }

    /** Sends a command and does not wait; fails with {@link RefusedException}. Commands of one session are begun in their order. */
    CompletableFuture<JsonNode> send(String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.equals(BROWSER)) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, new Command(session, answer));
        unanswered.merge(session, 1, Integer::sum);
        try {
            wire.send(DevToolsMessage.write(message));
        } catch (IOException gone) {
            refuse(id, "The browser is gone.");
        }
        if (ended.get()) {
            refuse(id, "The browser is gone.");
        }
        return answer;
    }

    /** Sends a command whose answer nobody needs: where it is refused, its target is gone. */
    void tell(String session, String method, Map<String, ?> parameters) {
        var _ = send(session, method, parameters);
    }

    /** Sends a command and waits for its answer. */
    JsonNode call(String session, String method, Map<String, ?> parameters) throws BrowserProblemException {
        try {
            return await(send(session, method, parameters), PATIENCE);
        } catch (RefusedException refused) {
            throw new BrowserProblemException("The browser refused " + method + ": " + refused.getMessage(), refused);
        } catch (TimeoutException hangs) {
            throw new BrowserProblemException(
                    "The browser did not answer for " + PATIENCE.toSeconds()
                            + " s. The machine may be short of memory or of processor time; try again when it has more.",
                    hangs);
        }
    }

    static JsonNode await(CompletableFuture<JsonNode> answer, Duration limit)
            throws RefusedException, TimeoutException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new RefusedException(cause == null ? "no reason" : String.valueOf(cause.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Waiting was interrupted.");
        }
    }

    private @Nullable CompletableFuture<JsonNode> answered(int id) {
        Command command = waiting.remove(id);
        if (command == null) {
            return null;
        }
        unanswered.computeIfPresent(command.session(), (_, count) -> count > 1 ? count - 1 : null);
        return command.answer();
    }

    private void refuse(int id, String reason) {
        CompletableFuture<JsonNode> answer = answered(id);
        if (answer != null) {
            answer.completeExceptionally(new RefusedException(reason));
        }
    }

    private void read() {
        try {
            for (DevToolsWire.Slice next = wire.next(); next != null; next = wire.next()) {
                understand(next);
            }
        } catch (IOException gone) {
            log.debug("The browser's pipe broke: {}", gone.getMessage()); // it was ended, or ended itself
        } finally {
            ended.set(true);
            waiting.keySet().forEach(id -> refuse(id, "The browser is gone."));
            atEnd.run();
        }
    }

    /** One message with a text longer than can be read must not end what all visits of this browser hear. */
    private void understand(DevToolsWire.Slice slice) {
        DevToolsMessage message;
        try {
            message = DevToolsMessage.read(slice);
        } catch (JacksonException notUnderstood) {
            // Its text may be a page's, and is not for the log.
            log.warn(
                    "A message of the browser with {} bytes was not understood: {}",
                    slice.length(),
                    notUnderstood.getClass().getSimpleName());
            return;
        }
        dispatch(message);
    }

    private void dispatch(DevToolsMessage message) {
        if (message.method() == null) {
            if (message.error() != null) {
                refuse(message.id(), message.error());
                return;
            }
            CompletableFuture<JsonNode> answer = answered(message.id());
            if (answer != null) {
                answer.complete(message.body());
            }
            return;
        }
        Listener listener = listeners.get(message.session() == null ? BROWSER : message.session());
        if (listener == null) {
            return;
        }
        try {
            listener.event(message.method(), message.body(), message.picture());
        } catch (RuntimeException ours) {
            // One event must not end what all visits of this browser hear.
            log.error("An event of the browser was not understood: {}", message.method(), ours);
        }
    }
}
