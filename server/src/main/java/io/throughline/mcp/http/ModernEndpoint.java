package io.throughline.mcp.http;

import io.throughline.mcp.RunningCall;
import io.throughline.mcp.http.CallLimits.Leave;
import io.throughline.mcp.modern.Answer;
import io.throughline.mcp.modern.Caller;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscription;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the modern era over HTTP. */
final class ModernEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ModernEndpoint.class);

    private final ModernServer server;
    private final Subscriptions subscriptions;
    private final CallLimits limits;
    private final Heartbeat heartbeat;
    private final Pulses pulses;

    ModernEndpoint(
            ModernServer server, Subscriptions subscriptions, CallLimits limits, Heartbeat heartbeat, Pulses pulses) {
        this.server = server;
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.heartbeat = heartbeat;
        this.pulses = pulses;
    }

    /** @param stillAllowed whether the caller's key is still good; a stream on which they listen ends when it is not */
    void post(
            ModernRequest call,
            Caller caller,
            BooleanSupplier stillAllowed,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (call.method().equals("server/discover")) {
            // By this answer a client decides for good how it talks to us: it gets it whatever else it does.
            answer(call, caller, request, response);
            return;
        }
        if (heartbeat.isStopping()) {
            LegacyEndpoint.stopping(response);
            return;
        }
        boolean listens = call.method().equals("subscriptions/listen");
        switch (limits.call(caller.principal())) {
            case Leave.Denied denied -> JsonAnswer.tooMany(response, call.id(), denied);
            case Leave.Granted granted -> {
                try (granted) {
                    if (listens) {
                        listen(call, caller, stillAllowed, request, response);
                    } else {
                        answer(call, caller, request, response);
                    }
                }
            }
        }
    }

    private void answer(ModernRequest call, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var accepted = HttpReply.Accepted.read(request.getHeaders("Accept"));
        var running = new RunningCall();
        try (var reply = new HttpReply(response, accepted, running, pulses)) {
            Answer answer;
            try {
                answer = server.serve(call, caller, running, reply);
            } catch (RuntimeException e) {
                log.error("{} failed", call.method(), e);
                answer = Answer.refused(RpcError.INTERNAL_ERROR, "The server failed on this request.");
            }
            reply.answer(answer.httpStatus(), answer.safeMessage(call.id(), call.method(), server.format()));
        }
    }

    private void listen(
            ModernRequest call,
            Caller caller,
            BooleanSupplier stillAllowed,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Subscriptions.Wishes granted;
        try {
            // Before the stream opens, so that what is wrong can be said as an answer.
            granted = subscriptions.granted(call, caller);
        } catch (Subscriptions.WrongSubscriptionException e) {
            JsonAnswer.send(response, 200, e.answer().message(call.id(), server.format()));
            return;
        }
        switch (limits.stream(caller.principal())) {
            case Leave.Denied denied -> JsonAnswer.tooMany(response, call.id(), denied);
            case Leave.Granted leave -> {
                EventStream stream = EventStream.listening(request, response, leave, stillAllowed);
                open(call, granted, caller, stream);
            }
        }
    }

    private void open(ModernRequest call, Subscriptions.Wishes granted, Caller caller, EventStream stream) {
        boolean opened = false;
        try {
            Subscription subscription = subscriptions.open(call, granted, caller, outlet(stream));
            stream.onEnd(subscription::cancel);
            heartbeat.watch(stream);
            opened = true;
        } finally {
            if (!opened) {
                stream.close();
            }
        }
    }

    private static Subscriptions.Outlet outlet(EventStream stream) {
        return new Subscriptions.Outlet() {
            @Override
            public boolean send(byte[] message) {
                return stream.send(message);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
