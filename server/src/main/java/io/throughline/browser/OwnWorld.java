package io.throughline.browser;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A world of scripts of our own in the documents of one window: it sees what they hold, and their scripts can change nothing in it.
 * Reads what a page keeps, and looks where the focus is.
 */
final class OwnWorld {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_GAP_NANOS = 150_000_000;

    private final DevTools devTools;
    private final String session;
    private final String frame;
    private final Runnable atChange;
    /** Session and frame of those that only they themselves can look into. */
    private final Map<String, String> framesOfOtherSites = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lastLook = System.nanoTime() - LOOK_GAP_NANOS;
    private volatile boolean typing;

    /**
     * @param frame the main one of the window
     * @param atChange called when typing begins or ends
     */
    OwnWorld(DevTools devTools, String session, String frame, Runnable atChange) {
        this.devTools = devTools;
        this.session = session;
        this.frame = frame;
        this.atChange = atChange;
    }

    void joined(String itsSession, String itsFrame) {
        framesOfOtherSites.put(itsSession, itsFrame);
    }

    void left(String itsSession) {
        framesOfOtherSites.remove(itsSession);
    }

    /** Evaluates an expression in the main document; empty if it cannot answer now, or says no text. */
    Optional<String> evaluate(String expression) {
        try {
            return Optional.of(DevTools.await(evaluate(session, frame, expression), LIMIT))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
        } catch (DevTools.RefusedException | TimeoutException busyOrLeaving) {
            return Optional.empty();
        }
    }

    /** A world is made each time: its number belongs to one document, and could be the page's own world in the next. */
    private CompletableFuture<JsonNode> evaluate(String where, String itsFrame, String expression) {
        return devTools.sendUnlessHanging(
                        where, "Page.createIsolatedWorld", Map.of("frameId", itsFrame, "worldName", PageScripts.WORLD))
                .thenCompose(world -> devTools.sendUnlessHanging(
                        where,
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "contextId",
                                world.path("executionContextId").asInt(0))))
                .thenApply(answer -> answer.path("result").path("value"));
    }

    /** Whether an editable element had the focus when it was looked for last. */
    boolean isTyping() {
        return typing;
    }

    /** Another document is there now. */
    void forget() {
        typing = false;
    }

    /** Finds out whether an editable element has the focus; pictures and what a person does are the occasions for it. */
    void lookForFocus() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK_GAP_NANOS || !looking.compareAndSet(false, true)) {
            return;
        }
        lastLook = now;
        var _ = evaluate(session, frame, PageScripts.TYPING).whenComplete((said, refused) -> {
            looking.set(false);
            String answer = refused == null ? said.asString("") : "";
            if (answer.equals(PageScripts.IN_A_FRAME)) {
                lookIntoFrames();
            } else {
                typing(answer.equals(PageScripts.YES));
            }
        });
    }

    private void lookIntoFrames() {
        Map<String, String> frames = Map.copyOf(framesOfOtherSites);
        AtomicInteger left = new AtomicInteger(frames.size());
        AtomicBoolean found = new AtomicBoolean();
        frames.forEach((itsSession, itsFrame) -> {
            var _ = evaluate(itsSession, itsFrame, PageScripts.TYPING).whenComplete((said, refused) -> {
                if (refused == null && said.asString("").equals(PageScripts.YES)) {
                    found.set(true);
                }
                if (left.decrementAndGet() == 0) {
                    typing(found.get());
                }
            });
        });
    }

    private void typing(boolean now) {
        if (typing != now) {
            typing = now;
            atChange.run();
        }
    }
}
