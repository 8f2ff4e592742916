package io.throughline.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Meets every target of a browser (page, frame of another site, worker) before it runs, and lets it run when each of its requests
 * has to ask here first.
 */
final class TargetGate {

    private static final Logger log = LoggerFactory.getLogger(TargetGate.class);

    private static final Map<String, ?> ATTACH =
            Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true);

    /** Each request has to ask; what may bring a worker, or is a document, again with its answer. */
    private static final Map<String, ?> ASK = Map.of(
            "handleAuthRequests",
            true,
            "patterns",
            List.of(
                    Map.of("urlPattern", "*"),
                    Map.of("urlPattern", "*", "resourceType", "Document", "requestStage", "Response"),
                    Map.of("urlPattern", "*", "resourceType", "Script", "requestStage", "Response"),
                    Map.of("urlPattern", "*", "resourceType", "Other", "requestStage", "Response")));

    private final DevTools devTools;
    private final Reach reach;
    private final String policy;
    private final Map<String, ?> policyScript;
    private final Function<String, @Nullable BrowserVisit> visitOfContext;
    private final ConcurrentMap<String, PageWindow> windowsBySession = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, PageWindow> windowsByTarget = new ConcurrentHashMap<>();

    TargetGate(DevTools devTools, Reach reach, Function<String, @Nullable BrowserVisit> visitOfContext) {
        this.devTools = devTools;
        this.reach = reach;
        this.policy = reach.policy();
        this.policyScript =
                Map.of("source", PageScripts.policy(policy), "worldName", PageScripts.WORLD, "runImmediately", true);
        this.visitOfContext = visitOfContext;
    }

    void open() throws BrowserProblemException {
        devTools.listen(DevTools.BROWSER, (method, parameters, picture) -> {
            switch (method) {
                case "Target.attachedToTarget" -> attached(null, parameters);
                case "Target.detachedFromTarget" -> detached(parameters);
                case "Target.targetInfoChanged" -> infoChanged(parameters.path("targetInfo"));
                default -> {}
            }
        });
        devTools.call(DevTools.BROWSER, "Target.setDiscoverTargets", Map.of("discover", true));
        devTools.call(DevTools.BROWSER, "Target.setAutoAttach", ATTACH);
    }

    private void attached(@Nullable PageWindow parent, JsonNode parameters) {
        String session = parameters.path("sessionId").asString("");
        JsonNode target = parameters.path("targetInfo");
        String type = target.path("type").asString("");
        BrowserVisit visit =
                visitOfContext.apply(target.path("browserContextId").asString(""));
        PageWindow window = parent;
        if (parent == null && visit != null && type.equals("page")) {
            window = new PageWindow(
                    devTools, visit, session, target.path("targetId").asString(""));
            windowsBySession.put(session, window);
            windowsByTarget.put(window.target(), window);
        }
        PageWindow its = window;
        devTools.listen(session, (method, event, picture) -> event(session, its, method, event, picture));
        CompletableFuture<?> held =
                reach.isEverywhere() ? CompletableFuture.completedFuture(null) : hold(session, type);
        if (its != null && parent == null) {
            its.prepare();
            its.visit().opened(its);
        } else if (its != null) {
            its.preparePart(session, type, target.path("targetId").asString(""));
        }
        var _ = held.whenComplete((_, refused) -> {
            if (refused == null) {
                devTools.tell(session, "Runtime.runIfWaitingForDebugger", Map.of());
            } else {
                log.debug("A target of kind {} could not be held to its reach and stays stopped.", type);
            }
        });
    }

    /** Only what the browser's own process does can be waited for: a page answers the rest, in this order, when it runs. */
    private CompletableFuture<?> hold(String session, String type) {
        CompletableFuture<?> children = devTools.send(session, "Target.setAutoAttach", ATTACH);
        if (type.equals("worker")) {
            return children; // what a page's own worker asks for is seen at the page
        }
        if (type.equals("page") || type.equals("iframe")) {
            runFirst(session, Map.of("source", PageScripts.FEWER_CONNECTIONS, "runImmediately", true));
            runFirst(session, policyScript);
            // The answers of a page's own service worker do not come by here.
            devTools.tell(session, "Network.setBypassServiceWorker", Map.of("bypass", true));
        }
        return CompletableFuture.allOf(children, devTools.send(session, "Fetch.enable", ASK));
    }

    private void runFirst(String session, Map<String, ?> script) {
        devTools.tell(session, "Page.addScriptToEvaluateOnNewDocument", script);
    }

    private void event(
            String session,
            @Nullable PageWindow window,
            String method,
            JsonNode parameters,
            byte @Nullable [] picture) {
        switch (method) {
            case "Target.attachedToTarget" -> attached(window, parameters);
            case "Target.detachedFromTarget" -> {
                detached(parameters);
                if (window != null) {
                    window.left(parameters.path("sessionId").asString(""));
                }
            }
            case "Fetch.requestPaused" -> decide(session, window, parameters);
            case "Fetch.authRequired" -> {
                // A box of the browser itself would ask for a name and password, which no picture shows.
                devTools.tell(
                        session,
                        "Fetch.continueWithAuth",
                        Map.of(
                                "requestId",
                                parameters.path("requestId").asString(""),
                                "authChallengeResponse",
                                Map.of("response", "CancelAuth")));
            }
            default -> {
                if (window != null) {
                    window.event(session, method, parameters, picture);
                }
            }
        }
    }

    private void decide(String session, @Nullable PageWindow window, JsonNode parameters) {
        String request = parameters.path("requestId").asString("");
        String address = parameters.path("request").path("url").asString("");
        boolean document = parameters.path("resourceType").asString("").equals("Document");
        if (parameters.has("responseStatusCode") && document && !DocumentTypes.canHoldPolicy(parameters)) {
            devTools.tell(session, "Fetch.failRequest", Map.of("requestId", request, "errorReason", "BlockedByClient"));
            if (window != null) {
                window.unfit(parameters.path("frameId").asString(""), address);
            }
            return;
        }
        if (parameters.has("responseStatusCode") && !document) {
            restrict(session, request, parameters);
            return;
        }
        if (parameters.has("responseErrorReason") || reach.allows(address) || (!document && isInert(address))) {
            devTools.tell(session, "Fetch.continueRequest", Map.of("requestId", request));
            return;
        }
        devTools.tell(session, "Fetch.failRequest", Map.of("requestId", request, "errorReason", "BlockedByClient"));
        if (window != null && document) {
            window.blocked(parameters.path("frameId").asString(""), address);
        }
    }

    /** Web sockets ask nobody, but obey the policy that a worker came with; a document gets its own by a script. */
    private void restrict(String session, String request, JsonNode answer) {
        List<Map<String, String>> headers = new ArrayList<>();
        for (JsonNode each : answer.path("responseHeaders")) {
            headers.add(Map.of(
                    "name",
                    each.path("name").asString(""),
                    "value",
                    each.path("value").asString("")));
        }
        headers.add(Map.of("name", "Content-Security-Policy", "value", policy));
        devTools.tell(
                session,
                "Fetch.continueResponse",
                Map.of(
                        "requestId", request,
                        "responseCode", answer.path("responseStatusCode").asInt(0),
                        "responseHeaders", headers));
    }

    /** What a page made itself. */
    private static boolean isInert(String address) {
        return address.startsWith("data:") || address.startsWith("blob:");
    }

    private void detached(JsonNode parameters) {
        String session = parameters.path("sessionId").asString("");
        devTools.forget(session);
        PageWindow window = windowsBySession.remove(session);
        if (window != null) {
            windowsByTarget.remove(window.target());
            window.sessionsOfParts().forEach(devTools::forget);
            window.visit().closed(window);
        }
    }

    private void infoChanged(JsonNode target) {
        PageWindow window = windowsByTarget.get(target.path("targetId").asString(""));
        if (window != null) {
            window.at(target.path("url").asString(""));
        }
    }
}
