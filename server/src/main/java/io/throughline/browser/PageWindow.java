package io.throughline.browser;

import io.throughline.browser.BrowserVisit.Frame;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One window of a visit: the main page or a popup, with its parts (frames of other sites, workers). */
final class PageWindow {

    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_GAP_NANOS = 150_000_000;
    private static final int SAID_CHARACTERS = 300;
    /** JPEG's 0 to 100; text stays sharp, and a picture of 1280×720 has some 60 KB. */
    private static final int QUALITY = 72;

    private final DevTools devTools;
    private final BrowserVisit visit;
    private final String session;
    private final String target;
    private final InputSender input;
    private final Set<String> sessionsOfParts = ConcurrentHashMap.newKeySet();
    /** Session and frame. */
    private final Map<String, String> framesOfOtherSites = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lastLook = System.nanoTime() - LOOK_GAP_NANOS;
    private volatile boolean typing;
    private volatile String address = "about:blank";
    private volatile @Nullable String loadProblem;
    private volatile @Nullable String said;
    private volatile String documentRequest = "";
    private volatile String documentAddress = "";

    PageWindow(DevTools devTools, BrowserVisit visit, String session, String target) {
        this.devTools = devTools;
        this.visit = visit;
        this.session = session;
        this.target = target;
        this.input = new InputSender(devTools, session, this::lookForFocus);
    }

    BrowserVisit visit() {
        return visit;
    }

    String target() {
        return target;
    }

    Set<String> sessionsOfParts() {
        return sessionsOfParts;
    }

    void left(String part) {
        sessionsOfParts.remove(part);
        framesOfOtherSites.remove(part);
    }

    InputSender input() {
        return input;
    }

    String address() {
        return address;
    }

    boolean isTyping() {
        return typing;
    }

    @Nullable String loadProblem() {
        return loadProblem;
    }

    @Nullable String said() {
        return said;
    }

    /** Sets up the page before it runs. A window that a person sees needs none of it. */
    void prepare() {
        if (visit.isVisible()) {
            return;
        }
        send("Page.enable", Map.of());
        send("Network.enable", Map.of()); // tells why a page did not load
        send("Inspector.enable", Map.of());
        send("Page.setInterceptFileChooserDialog", Map.of("enabled", true, "cancel", true));
        send("Page.setPrerenderingAllowed", Map.of("isAllowed", false));
        send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        resize();
        drawLists(session);
    }

    void preparePart(String part, String type, String itsTarget) {
        sessionsOfParts.add(part);
        if (type.equals("iframe")) {
            framesOfOtherSites.put(part, itsTarget);
        }
        if (type.equals("iframe") && !visit.isVisible()) {
            devTools.tell(part, "Page.enable", Map.of());
            drawLists(part);
        }
    }

    private void drawLists(String each) {
        devTools.tell(
                each,
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", PageScripts.LISTS_IN_PAGE, "worldName", PageScripts.WORLD));
    }

    void resize() {
        int width = visit.width();
        int height = visit.height();
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", width,
                        "height", height,
                        "screenWidth", width,
                        "screenHeight", height,
                        "deviceScaleFactor", 1,
                        "mobile", false));
    }

    void showPictures() {
        send("Page.bringToFront", Map.of());
        askForPicture();
    }

    /** Also brings the present picture once more. */
    void askForPicture() {
        send(
                "Page.startScreencast",
                Map.of("format", "jpeg", "quality", QUALITY, "maxWidth", visit.width(), "maxHeight", visit.height()));
    }

    void hidePictures() {
        send("Page.stopScreencast", Map.of());
    }

    void go(String address) {
        var _ = devTools.send(session, "Page.navigate", Map.of("url", address)).whenComplete((answer, refused) -> {
            String error = refused != null
                    ? "net::ERR_FAILED"
                    : answer.path("errorText").asString("");
            if (!error.isEmpty() && !error.equals("net::ERR_ABORTED") && loadProblem == null) {
                failed(LoadProblem.inWords(address, error));
            }
        });
    }

    void reload() {
        send("Page.reload", Map.of());
    }

    void close() {
        devTools.tell(DevTools.BROWSER, "Target.closeTarget", Map.of("targetId", target));
    }

    void crash() {
        send("Page.crash", Map.of());
    }

    /** The address in its bar changed. */
    void at(String now) {
        if (!now.isEmpty() && !now.equals(address)) {
            address = now;
            visit.changed(this);
        }
    }

    void blocked(String frame, String wanted) {
        if (frame.equals(target)) {
            failed(LoadProblem.blocked(wanted));
        }
    }

    private void failed(String problem) {
        loadProblem = problem;
        visit.changed(this);
    }

    void event(String from, String method, JsonNode event, byte @Nullable [] picture) {
        switch (method) {
            case "Page.screencastFrame" -> picture(event, picture);
            case "Page.frameNavigated" -> navigated(from, event.path("frame"));
            case "Page.javascriptDialogOpening" -> answer(from, event);
            case "Inspector.targetCrashed" -> crashed(from);
            case "Network.requestWillBeSent" -> {
                if (isMain(from, event.path("frameId"))
                        && event.path("type").asString("").equals("Document")) {
                    documentRequest = event.path("requestId").asString("");
                    documentAddress = event.path("request").path("url").asString("");
                }
            }
            case "Network.loadingFailed" -> {
                String error = event.path("errorText").asString("");
                boolean ofDocument = event.path("requestId").asString("").equals(documentRequest);
                boolean blocked = event.has("blockedReason") || error.equals("net::ERR_BLOCKED_BY_CLIENT");
                if (ofDocument && !blocked && !error.equals("net::ERR_ABORTED")) {
                    failed(LoadProblem.inWords(documentAddress, error));
                }
            }
            default -> {}
        }
    }

    /** The frame of a page has the page's own id as a target. */
    private boolean isMain(String from, JsonNode frame) {
        return from.equals(session) && frame.asString("").equals(target);
    }

    private void picture(JsonNode event, byte @Nullable [] picture) {
        int number = event.path("sessionId").asInt(0);
        Runnable taken = () -> send("Page.screencastFrameAck", Map.of("sessionId", number));
        if (picture == null) {
            taken.run();
            return;
        }
        JsonNode size = event.path("metadata");
        Frame frame =
                new Frame(picture, (int) Math.round(size.path("deviceWidth").asDouble(visit.width())), (int)
                        Math.round(size.path("deviceHeight").asDouble(visit.height())));
        visit.picture(this, frame, taken);
        lookForFocus();
    }

    private void navigated(String from, JsonNode frame) {
        if (!isMain(from, frame.path("id"))) {
            return;
        }
        typing = false;
        said = null;
        if (!frame.has("unreachableUrl")) {
            loadProblem = null;
        }
        visit.changed(this);
    }

    private void answer(String from, JsonNode event) {
        boolean leaving = event.path("type").asString("").equals("beforeunload");
        devTools.tell(from, "Page.handleJavaScriptDialog", Map.of("accept", leaving));
        if (!leaving) {
            String text = event.path("message").asString("").strip();
            said = text.length() > SAID_CHARACTERS ? text.substring(0, SAID_CHARACTERS) + " …" : text;
            visit.changed(this);
        }
    }

    private void crashed(String from) {
        if (from.equals(session)) {
            visit.crashed(this);
        }
    }

    /** Evaluates an expression in our own world of the page's scripts; empty if the page cannot answer now, or says no text. */
    Optional<String> evaluate(String expression) {
        try {
            return Optional.of(DevTools.await(evaluate(session, target, expression), SCRIPT_LIMIT))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
        } catch (DevTools.RefusedException | TimeoutException busyOrLeaving) {
            return Optional.empty();
        }
    }

    /** A world is made each time: its number belongs to one document, and could be the page's own world in the next. */
    private CompletableFuture<JsonNode> evaluate(String where, String frame, String expression) {
        return devTools.send(
                        where, "Page.createIsolatedWorld", Map.of("frameId", frame, "worldName", PageScripts.WORLD))
                .thenCompose(world -> devTools.send(
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

    /** Finds out whether an editable element has the focus; pictures and what a person does are the occasions for it. */
    void lookForFocus() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK_GAP_NANOS || !looking.compareAndSet(false, true)) {
            return;
        }
        lastLook = now;
        var _ = evaluate(session, target, PageScripts.TYPING).whenComplete((said, refused) -> {
            looking.set(false);
            String answer = refused == null ? said.asString("") : "";
            if (answer.equals(PageScripts.IN_A_FRAME)) {
                lookIntoFrames();
            } else {
                typing(answer.equals(PageScripts.YES));
            }
        });
    }

    /** Frames of other sites, which only they themselves can look into. */
    private void lookIntoFrames() {
        Map<String, String> frames = Map.copyOf(framesOfOtherSites);
        AtomicInteger left = new AtomicInteger(frames.size());
        AtomicBoolean found = new AtomicBoolean();
        frames.forEach((part, frame) -> {
            var _ = evaluate(part, frame, PageScripts.TYPING).whenComplete((said, refused) -> {
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
            visit.changed(this);
        }
    }

    private void send(String method, Map<String, ?> parameters) {
        devTools.tell(session, method, parameters);
    }
}
