package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.mcp.legacy.LegacyBatch;
import io.throughline.mcp.legacy.LegacyCall;
import io.throughline.mcp.legacy.LegacyClient;
import io.throughline.mcp.legacy.LegacyMessages;
import io.throughline.mcp.legacy.ProtocolVersions;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamable HTTP of the revisions that open a session (2025-03-26 to 2025-11-25). Whoever calls is known already, and the
 * body is read. A session belongs to its principal and is no proof of who calls. Safe for concurrent use.
 */
public final class LegacyEndpoint {

    /** Not the protocol's; others use it for the same. */
    static final int SESSION_NOT_FOUND = -32_001;

    static final int BUSY = -32_000;

    private static final Logger log = LoggerFactory.getLogger(LegacyEndpoint.class);
    private static final String SESSION_HEADER = "Mcp-Session-Id";
    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    private static final String SOON_SECONDS = "30";
    /** Answered whatever else a caller does: by these a client decides whether the server is there. */
    private static final Set<String> FREE = Set.of("initialize", "ping");

    private final SdkServer server;
    private final Heartbeat heartbeat;
    private final CallLimits limits;
    private final boolean keepsSessions;
    private final Sessions<LegacySession> sessions;

    /** @param keepsSessions false to serve each message by itself, as behind a balancer that knows no sessions */
    public LegacyEndpoint(
            SdkServer server,
            Heartbeat heartbeat,
            CallLimits limits,
            boolean keepsSessions,
            SessionLimits sessionLimits) {
        this.server = server;
        this.heartbeat = heartbeat;
        this.limits = limits;
        this.keepsSessions = keepsSessions;
        this.sessions = new Sessions<>(sessionLimits);
        heartbeat.regularly(sessions::sweep);
        // A call that waits for a person would hold up a stop for as long as it may.
        heartbeat.atStop(() -> sessions.forEach(session -> session.client().hangUp()));
    }

    /** Takes one message, a JSON object. A call may go on after this returns. */
    public void post(JsonNode message, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!counts(message)) {
            take(message, principal, request, response, () -> {});
            return;
        }
        switch (limits.call(principal)) {
            case CallLimits.Leave.Denied denied -> JsonAnswer.tooMany(response, message.get("id"), denied);
            case CallLimits.Leave.Granted granted -> {
                boolean goesOn = false;
                try {
                    goesOn = take(message, principal, request, response, granted::close);
                } finally {
                    if (!goesOn) {
                        granted.close();
                    }
                }
            }
        }
    }

    /** Whether a message is a call, of which a caller has only so many. */
    static boolean counts(JsonNode message) {
        return message.has("method")
                && message.has("id")
                && !FREE.contains(message.path("method").asString(""));
    }

    /**
     * Whether a call goes on, on another thread.
     *
     * @param whenDone runs when a call that went on is over
     */
    private boolean take(
            JsonNode message,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable whenDone)
            throws IOException {
        String fault = LegacyMessages.fault(message);
        JsonNode id = RpcMessages.findId(message);
        if (fault != null || !(message instanceof ObjectNode object)) {
            JsonAnswer.error(response, 400, id, fault == null ? "A message is a JSON object." : fault);
            return false;
        }
        String method = LegacyMessages.isRequest(object) ? object.path("method").asString() : "";
        Optional<RpcError> refusal = method.isEmpty() ? Optional.empty() : server.findRefusal(object);
        if (refusal.isPresent()) {
            // Clients take a 400 in a session for the end of it.
            boolean inSession =
                    keepsSessions && !method.equals("initialize") && findSession(principal, request) != null;
            JsonAnswer.error(response, inSession ? 200 : 400, id, refusal.get());
        } else if (method.equals("initialize")) {
            open(object, principal, request, response);
        } else if (!keepsSessions) {
            String version = version(request, response, id, ProtocolVersions.V2025_03_26);
            if (version != null) {
                serve(server.connectOnce(version), null, object, principal, request, response);
            }
        } else {
            LegacySession session = session(principal, request, response, id);
            if (session != null && session.polls() && method.equals("tools/call")) {
                serveApart(session, object, principal, request, response, whenDone);
                return true;
            } else if (session != null) {
                serve(session.client(), session, object, principal, request, response);
            }
        }
        return false;
    }

    private void open(ObjectNode hello, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!keepsSessions) {
            serve(server.connectOnce(ProtocolVersions.V2025_11_25), null, hello, principal, request, response);
            return;
        }
        LegacySession session = sessions.open(principal, sessionId -> new LegacySession(sessionId, server))
                .orElse(null);
        if (session == null) {
            full(response, hello.path("id"));
            return;
        }
        boolean opened = false;
        try {
            var answer = new LegacyAnswer(request, response, session, null);
            ObjectNode told = session.client().answer(session.client().begin(hello, principal, answer));
            if (told != null && told.has("result")) {
                response.setHeader(SESSION_HEADER, session.id());
                answer.end(told);
                opened = true;
            } else {
                answer.end(told);
            }
        } finally {
            if (!opened) { // nobody knows of it
                sessions.end(session.id());
            }
        }
    }

    private void serve(
            LegacyClient client,
            @Nullable LegacySession session,
            ObjectNode message,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!LegacyMessages.isRequest(message)) {
            client.receive(message);
            JsonAnswer.accepted(response);
            return;
        }
        var answer = new LegacyAnswer(request, response, session, null);
        if (!message.path("method").asString().equals("initialize")) { // which some clients can only read as JSON
            heartbeat.watch(answer);
        }
        try {
            answer.end(client.answer(client.begin(message, principal, answer)));
        } finally {
            heartbeat.forget(answer);
        }
    }

    /** On a thread that does not keep the connection: the tool may let go of it before it is done. */
    private void serveApart(
            LegacySession session,
            ObjectNode message,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable whenDone) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        var answer = new LegacyAnswer(request, response, session, async);
        LegacyCall call = session.client().begin(message, principal, answer);
        heartbeat.watch(answer);
        CallThread.start(() -> {
            try {
                answer.end(session.client().answer(call));
            } catch (IOException | IllegalStateException e) {
                log.debug("A client went away: {}", e.getMessage());
            } finally {
                whenDone.run();
                heartbeat.forget(answer);
                answer.letGo(async);
            }
        });
    }

    /** Takes a batch, a JSON array. */
    public void postBatch(JsonNode batch, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LegacySession session = keepsSessions ? session(principal, request, response, null) : null;
        if (keepsSessions && session == null) {
            return;
        }
        String version = session == null
                ? version(request, response, null, ProtocolVersions.V2025_03_26)
                : session.client().version();
        if (version == null) {
            return;
        }
        String fault = LegacyBatch.fault(batch, version);
        if (fault != null) {
            JsonAnswer.error(response, 400, null, fault);
            return;
        }
        LegacyClient client = session == null ? server.connectOnce(version) : session.client();
        var answer = new LegacyAnswer(request, response, session, null);
        heartbeat.watch(answer);
        try {
            answer.end(LegacyBatch.serve(
                    batch, client, principal, answer, (call, serve) -> counted(call, principal, serve)));
        } finally {
            heartbeat.forget(answer);
        }
    }

    private @Nullable ObjectNode counted(ObjectNode call, Principal principal, Supplier<@Nullable ObjectNode> serve) {
        if (!counts(call)) {
            return serve.get();
        }
        return switch (limits.call(principal)) {
            case CallLimits.Leave.Denied denied -> RpcMessages.error(call.get("id"), JsonAnswer.tooMany(denied));
            case CallLimits.Leave.Granted granted -> {
                try (granted) {
                    yield serve.get();
                }
            }
        };
    }

    /**
     * Opens a stream on which the client listens, or gives what it missed on one that it lost.
     *
     * @param stillAllowed whether the principal's key is still good; the stream ends when it is not
     */
    public void get(
            Principal principal, BooleanSupplier stillAllowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!keepsSessions) {
            JsonAnswer.notAllowed(response, "POST");
            return;
        }
        LegacySession session = session(principal, request, response, null);
        if (session == null) {
            return;
        }
        if (heartbeat.isStopping()) {
            stopping(response);
            return;
        }
        EventId last = EventId.read(request.getHeader("Last-Event-ID")).orElse(null);
        if (last != null) {
            session.cutOff(last); // else the lost connection may count until the web server gives up on it
        }
        switch (limits.stream(principal)) {
            case CallLimits.Leave.Denied denied -> JsonAnswer.tooMany(response, null, denied);
            case CallLimits.Leave.Granted granted -> {
                EventStream stream = EventStream.listening(request, response, granted, stillAllowed);
                heartbeat.watch(stream);
                if (last == null) {
                    session.listen(stream);
                } else {
                    session.resume(last, stream);
                }
            }
        }
    }

    static void full(HttpServletResponse response, @Nullable JsonNode id) throws IOException {
        response.setHeader("Retry-After", SOON_SECONDS);
        JsonAnswer.error(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                id,
                new RpcError(BUSY, "The server has as many sessions as it can keep. Try again in a minute."));
    }

    static void stopping(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", SOON_SECONDS);
        JsonAnswer.error(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                null,
                new RpcError(BUSY, "The server is stopping. Try again in a minute."));
    }

    /** Ends a session. */
    public void delete(Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!keepsSessions) {
            JsonAnswer.notAllowed(response, "POST");
            return;
        }
        LegacySession session = session(principal, request, response, null);
        if (session != null) {
            sessions.end(session.id());
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentLength(0);
        }
    }

    private @Nullable LegacySession findSession(Principal principal, HttpServletRequest request) {
        String given = request.getHeader(SESSION_HEADER);
        return given == null ? null : sessions.find(given.strip(), principal).orElse(null);
    }

    /** Null if there is none that can be used here; that is answered then. */
    private @Nullable LegacySession session(
            Principal principal, HttpServletRequest request, HttpServletResponse response, @Nullable JsonNode id)
            throws IOException {
        if (version(request, response, id, ProtocolVersions.V2025_11_25) == null) {
            return null;
        }
        String given = request.getHeader(SESSION_HEADER);
        if (given == null || given.isBlank()) {
            JsonAnswer.error(
                    response,
                    400,
                    id,
                    "The header " + SESSION_HEADER
                            + " is missing. Send initialize first; its answer bears the session.");
            return null;
        }
        LegacySession session = findSession(principal, request);
        if (session == null) {
            JsonAnswer.error(
                    response,
                    404,
                    id,
                    new RpcError(SESSION_NOT_FOUND, "There is no such session, or it ended. Send initialize again."));
            return null;
        }
        session.use();
        return session;
    }

    /** The version that the header says, else the assumed one. Null if we do not have it; that is answered then. */
    private static @Nullable String version(
            HttpServletRequest request, HttpServletResponse response, @Nullable JsonNode id, String assumed)
            throws IOException {
        String given = request.getHeader(VERSION_HEADER);
        if (given == null || given.isBlank()) {
            return assumed;
        }
        if (ProtocolVersions.ALL.contains(given.strip())) {
            return given.strip();
        }
        JsonAnswer.error(
                response,
                400,
                id,
                VERSION_HEADER + " is '" + given + "', but must be one of " + String.join(", ", ProtocolVersions.ALL)
                        + ".");
        return null;
    }
}
