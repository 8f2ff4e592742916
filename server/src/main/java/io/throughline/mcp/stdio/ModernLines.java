package io.throughline.mcp.stdio;

import io.throughline.access.Principal;
import io.throughline.mcp.Calls;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.modern.Answer;
import io.throughline.mcp.modern.Caller;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscription;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves the requests of the modern era that come as lines. Nothing of one is kept for the next. */
final class ModernLines {

    private final ModernServer server;
    private final Subscriptions subscriptions;
    private final Caller caller;
    private final LineWriter out;
    private final Map<JsonNode, RunningCall> underWay = new ConcurrentHashMap<>();
    private final Map<JsonNode, Subscription> listening = new ConcurrentHashMap<>();

    ModernLines(ModernServer server, Subscriptions subscriptions, Principal principal, LineWriter out) {
        this.server = server;
        this.subscriptions = subscriptions;
        this.caller = new Caller(principal, null);
        this.out = out;
    }

    /** Takes note of a request, so that a line after it can cancel it. To be served then, on any thread. */
    Runnable receive(ModernRequest request) {
        var running = new RunningCall();
        underWay.put(request.id(), running);
        return request.method().equals("subscriptions/listen")
                ? () -> listen(request, running)
                : () -> serve(request, running);
    }

    private void serve(ModernRequest request, RunningCall running) {
        Answer answer;
        try {
            answer = server.serve(
                    request, caller, running, (method, params) -> out.write(RpcMessages.notification(method, params)));
        } catch (RuntimeException e) {
            answer = Answer.refused(
                    RpcError.INTERNAL_ERROR,
                    "The server failed; the reason is in its log under " + Calls.logged(request.method() + " failed", e)
                            + ".");
        }
        underWay.remove(request.id(), running);
        if (!running.abandoned()) {
            out.write(message(request, answer));
        }
    }

    private byte[] message(ModernRequest request, Answer answer) {
        return answer.safeMessage(request.id(), request.method(), server.format());
    }

    private void listen(ModernRequest request, RunningCall opening) {
        try {
            Subscriptions.Wishes granted = subscriptions.granted(request, caller);
            Subscription subscription = subscriptions.open(request, granted, caller, new Outlet(request.id()));
            listening.put(request.id(), subscription);
        } catch (Subscriptions.WrongSubscriptionException e) {
            out.write(e.answer().message(request.id(), server.format()));
        } finally {
            underWay.remove(request.id(), opening);
        }
        if (opening.abandoned()) { // by the line after it, before there was anything to end
            cancelSubscription(request.id());
        }
    }

    private void cancelSubscription(JsonNode id) {
        Subscription subscription = listening.remove(id);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** A notification of the client; only that it cancels something has an effect. */
    void receive(String method, JsonNode params) {
        JsonNode id = params.path("requestId");
        if (!method.equals("notifications/cancelled") || id.isMissingNode()) {
            return;
        }
        RunningCall running = underWay.get(id);
        if (running != null) {
            running.abandon();
        }
        cancelSubscription(id);
    }

    /** Ends the subscriptions, since the input has ended and the answers under way are written. */
    void end() {
        subscriptions.endAll(Duration.ofSeconds(2));
    }

    private final class Outlet implements Subscriptions.Outlet {

        private final JsonNode id;

        Outlet(JsonNode id) {
            this.id = id;
        }

        @Override
        public boolean send(byte[] message) {
            return out.write(message);
        }

        /** By the letter of one page of the protocol this is told, by that of another the result is. Clients get both. */
        @Override
        public void ending() {
            ObjectNode params = server.format().object();
            params.set("requestId", id);
            out.write(RpcMessages.notification("notifications/cancelled", params));
        }

        @Override
        public void close() {
            listening.remove(id);
        }
    }
}
