package io.throughline.mcp.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.access.Principal;
import io.throughline.mcp.legacy.LegacyCall;
import io.throughline.mcp.legacy.LegacyMessages;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTP+SSE, the transport of 2024-11-05, which some clients still have as their only one: messages come one by one in POST
 * requests, all answers go on the stream that opened the session. Whoever calls is known already. Safe for concurrent use.
 */
public final class SseEndpoint {

    /** Opens streams. */
    public static final String STREAM = "/sse";

    /** Takes messages. */
    public static final String MESSAGES = "/messages";

    private static final String ID = "sessionId";

    private final SdkServer server;
    private final Heartbeat heartbeat;
    private final CallLimits limits;
    private final Sessions<SseSession> sessions;
    private final Counter opened;

    public SseEndpoint(
            SdkServer server,
            Heartbeat heartbeat,
            CallLimits limits,
            SessionLimits sessionLimits,
            MeterRegistry meters) {
        this.server = server;
        this.heartbeat = heartbeat;
        this.limits = limits;
        this.sessions = new Sessions<>(sessionLimits);
        this.opened = Counter.builder("throughline.mcp.sse.sessions")
                .description("Sessions opened over HTTP+SSE. When nobody does any more, it can go.")
                .register(meters);
    }

    /**
     * Opens a session.
     *
     * @param stillAllowed whether the principal's key is still good; the session ends when it is not
     */
    public void get(
            Principal principal, BooleanSupplier stillAllowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (heartbeat.isStopping()) {
            LegacyEndpoint.stopping(response);
            return;
        }
        switch (limits.stream(principal)) {
            case CallLimits.Leave.Denied denied -> JsonAnswer.tooMany(response, null, denied);
            case CallLimits.Leave.Granted granted -> open(principal, stillAllowed, granted, request, response);
        }
    }

    private void open(
            Principal principal,
            BooleanSupplier stillAllowed,
            CallLimits.Leave.Granted leave,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SseSession session =
                sessions.open(principal, id -> new SseSession(id, server)).orElse(null);
        if (session == null) {
            leave.close();
            LegacyEndpoint.full(response, null);
            return;
        }
        opened.increment();
        EventStream stream = null;
        try {
            stream = EventStream.listening(request, response, leave, stillAllowed);
            stream.onEnd(() -> sessions.end(session.id()));
            heartbeat.watch(stream);
            session.begin(stream, request.getContextPath() + MESSAGES + "?" + ID + "=" + session.id());
        } finally {
            if (stream == null) {
                sessions.end(session.id());
            }
        }
    }

    /** Takes one message; its answer comes on the stream. */
    public void post(JsonNode message, Principal principal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JsonNode id = RpcMessages.findId(message);
        String given = request.getParameter(ID);
        if (given == null || given.isBlank()) {
            JsonAnswer.error(
                    response, 400, id, "The parameter " + ID + " is missing. Post to the address that /sse gives.");
            return;
        }
        SseSession session = sessions.find(given, principal).orElse(null);
        if (session == null) {
            JsonAnswer.error(
                    response,
                    404,
                    id,
                    new RpcError(
                            LegacyEndpoint.SESSION_NOT_FOUND,
                            "There is no such session, or its stream ended. Open /sse again."));
            return;
        }
        session.use();
        String fault = LegacyMessages.fault(message);
        if (fault != null) {
            JsonAnswer.error(response, 400, id, fault);
            return;
        }
        if (!LegacyMessages.isRequest(message) || !(message instanceof ObjectNode call)) {
            session.client().receive(message);
            JsonAnswer.accepted(response);
            return;
        }
        if (!LegacyEndpoint.counts(call)) {
            // On the request's own thread: these cost nothing, but a client that reads no answers could pile up
            // threads.
            answer(session, session.client().begin(call, principal, session::send));
            JsonAnswer.accepted(response);
            return;
        }
        switch (limits.call(principal)) {
            case CallLimits.Leave.Denied denied -> JsonAnswer.tooMany(response, message.path("id"), denied);
            case CallLimits.Leave.Granted granted -> {
                boolean goesOn = false;
                try {
                    serve(session, call, principal, granted::close);
                    goesOn = true;
                } finally {
                    if (!goesOn) {
                        granted.close();
                    }
                }
                JsonAnswer.accepted(response);
            }
        }
    }

    /** On a thread of its own: until this request is answered, the client could send nothing more on its connection. */
    private static void serve(SseSession session, ObjectNode message, Principal principal, Runnable whenDone) {
        LegacyCall call = session.client().begin(message, principal, session::send);
        CallThread.start(() -> {
            try {
                answer(session, call);
            } finally {
                whenDone.run();
            }
        });
    }

    private static void answer(SseSession session, LegacyCall call) {
        ObjectNode answer = session.client().answer(call);
        if (answer != null) {
            session.send(answer);
        }
    }
}
