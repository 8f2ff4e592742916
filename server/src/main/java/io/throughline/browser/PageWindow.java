package io.throughline.browser;

import io.throughline.browser.BrowserVisit.Frame;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One window of a visit: the main page or a popup, with its parts (frames of other sites, workers). */
final class PageWindow {

    private static final int SAID_CHARACTERS = 300;
    /** JPEG's 0 to 100; text stays sharp, and a picture of 1280×720 has some 60 KB. */
    private static final int QUALITY = 72;

    private final DevTools devTools;
    private final BrowserVisit visit;
    private final String session;
    private final String target;
    private final OwnWorld ownWorld;
    private final InputSender input;
    private final Set<String> sessionsOfParts = ConcurrentHashMap.newKeySet();
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
        this.ownWorld = new OwnWorld(devTools, session, target, () -> visit.changed(this));
        this.input = new InputSender(devTools, session, ownWorld::lookForFocus);
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
        ownWorld.left(part);
    }

    InputSender input() {
        return input;
    }

    String address() {
        return address;
    }

    OwnWorld ownWorld() {
        return ownWorld;
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
        send("Network.enable", Map.of("maxPostDataSize", 1)); // tells why a page did not load, and not what it posts
        send("Inspector.enable", Map.of());
        send("Page.setInterceptFileChooserDialog", Map.of("enabled", true, "cancel", true));
        send("Page.setPrerenderingAllowed", Map.of("isAllowed", false));
        send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        resize();
        drawLists(session);
    }

    void preparePart(String part, String type, String itsTarget) {
        sessionsOfParts.add(part);
        if (type.equals("iframe") && !visit.isVisible()) {
            ownWorld.joined(part, itsTarget);
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
        sendUnlessHanging(
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
        sendUnlessHanging("Page.bringToFront", Map.of());
        askForPicture();
    }

    /** Also brings the present picture once more. */
    void askForPicture() {
        sendUnlessHanging(
                "Page.startScreencast",
                Map.of("format", "jpeg", "quality", QUALITY, "maxWidth", visit.width(), "maxHeight", visit.height()));
    }

    void hidePictures() {
        sendUnlessHanging("Page.stopScreencast", Map.of());
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
        sendUnlessHanging("Page.reload", Map.of());
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

    /** Its answer was no page that can be shown. */
    void unfit(String frame, String from) {
        if (frame.equals(target)) {
            failed(LoadProblem.unfit(from));
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
        ownWorld.lookForFocus();
    }

    private void navigated(String from, JsonNode frame) {
        if (!isMain(from, frame.path("id"))) {
            return;
        }
        ownWorld.forget();
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

    /** What its viewer can ask for again and again. */
    private void sendUnlessHanging(String method, Map<String, ?> parameters) {
        var _ = devTools.sendUnlessHanging(session, method, parameters);
    }

    private void send(String method, Map<String, ?> parameters) {
        devTools.tell(session, method, parameters);
    }
}
