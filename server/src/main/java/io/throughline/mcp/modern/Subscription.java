package io.throughline.mcp.modern;

import io.throughline.mcp.Change;
import io.throughline.mcp.wire.Envelope;
import io.throughline.mcp.wire.RpcMessages;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client that listens. Changes wait in a set while the client reads, so that a burst becomes one message for each thing
 * that changed, and a slow reader costs no more than that. No thread is held while nothing happens.
 */
public final class Subscription {

    private final JsonNode id;
    private final Subscriptions.Wishes granted;
    private final Caller caller;
    private final Subscriptions.Outlet outlet;
    private final Subscriptions all;
    private final WireFormat format;
    private final SequencedSet<Change> waiting = new LinkedHashSet<>(2);
    /** From the start, so that nothing overtakes the acknowledgement. */
    private boolean sending = true;

    private boolean ended;

    Subscription(
            JsonNode id,
            Subscriptions.Wishes granted,
            Caller caller,
            Subscriptions.Outlet outlet,
            Subscriptions all,
            WireFormat format) {
        this.id = id;
        this.granted = granted;
        this.caller = caller;
        this.outlet = outlet;
        this.all = all;
        this.format = format;
    }

    void acknowledge() {
        ObjectNode params = params();
        ObjectNode told = params.putObject("notifications");
        if (granted.tools()) {
            told.put("toolsListChanged", true);
        }
        if (granted.prompts()) {
            told.put("promptsListChanged", true);
        }
        if (granted.resourceList()) {
            told.put("resourcesListChanged", true);
        }
        if (!granted.resources().isEmpty()) {
            ArrayNode uris = told.putArray("resourceSubscriptions");
            granted.resources().forEach(uris::add);
        }
        if (outlet.send(
                RpcMessages.bytes(RpcMessages.notification("notifications/subscriptions/acknowledged", params)))) {
            sendWaiting();
        } else {
            cancel();
        }
    }

    private ObjectNode params() {
        ObjectNode params = format.object();
        params.putObject("_meta").set(Envelope.PREFIX + "subscriptionId", id);
        return params;
    }

    /** Takes note of a change if it was asked for. Returns at once. */
    void offer(Change change) {
        if (!wanted(change)) {
            return;
        }
        synchronized (this) {
            if (ended || !waiting.add(change) || sending) {
                return;
            }
            sending = true;
        }
        Thread.ofVirtual().name("subscription").start(this::sendWaiting);
    }

    /** Whether it is about any resource. */
    boolean watches() {
        return !granted.resources().isEmpty();
    }

    private boolean wanted(Change change) {
        return switch (change) {
            case Change.Tools tools -> granted.tools();
            case Change.Prompts prompts -> granted.prompts();
            case Change.Resources resources -> granted.resourceList();
            case Change.Resource resource ->
                resource.tenantId() == caller.principal().tenantId()
                        && granted.resources().contains(resource.uri());
        };
    }

    private void sendWaiting() {
        while (true) {
            Change next;
            synchronized (this) {
                if (ended || waiting.isEmpty()) {
                    sending = false;
                    return;
                }
                next = waiting.removeFirst();
            }
            boolean sent = false;
            try {
                sent = send(next);
            } finally {
                if (!sent) { // also after a fault: a stream that stays open and tells nothing would be worse
                    cancel();
                    outlet.close();
                }
            }
            if (!sent) {
                return;
            }
        }
    }

    private boolean send(Change change) {
        ObjectNode params = params();
        String method = switch (change) {
            case Change.Tools tools -> "notifications/tools/list_changed";
            case Change.Prompts prompts -> "notifications/prompts/list_changed";
            case Change.Resources resources -> "notifications/resources/list_changed";
            case Change.Resource resource -> {
                params.put("uri", resource.uri());
                yield "notifications/resources/updated";
            }
        };
        // Who was taken out of a workspace meanwhile learns nothing more of it.
        return (change instanceof Change.Resource resource && !all.readable(resource.uri(), caller))
                || outlet.send(RpcMessages.bytes(RpcMessages.notification(method, params)));
    }

    /** Ends it without a word: the client is gone, or cancelled. */
    public void cancel() {
        synchronized (this) {
            ended = true;
            waiting.clear();
        }
        all.forget(this);
    }

    /** Ends it with its result, since the server stops. */
    void end() {
        cancel();
        outlet.ending();
        ObjectNode result = format.object().put("resultType", "complete");
        result.putObject("_meta").set(Envelope.PREFIX + "subscriptionId", id);
        outlet.send(format.result(id, result));
        outlet.close();
    }
}
