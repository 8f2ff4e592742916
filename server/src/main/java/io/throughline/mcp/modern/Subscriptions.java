package io.throughline.mcp.modern;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcError;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The open {@code subscriptions/listen} requests of this process. Safe for concurrent use. */
public final class Subscriptions {

    /** Of the resources that one request may watch. */
    private static final int MAX_RESOURCES = 200;

    private final Calls calls;
    private final WireFormat format;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

    Subscriptions(Changes changes, Calls calls, WireFormat format) {
        this.calls = calls;
        this.format = format;
        // One listener for all: a list of ten thousand would be copied at each that comes and goes.
        changes.listen(this::pass, () -> open.stream().anyMatch(Subscription::watches));
    }

    /** Where the messages of a subscription go. */
    public interface Outlet {

        /** False if nobody can read them any more. */
        boolean send(byte[] message);

        /** Comes before the last message of a subscription that the server ends. */
        default void ending() {}

        void close();
    }

    /** Why a subscription cannot be opened. */
    public static final class WrongSubscriptionException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongSubscriptionException(String message) {
            super(message);
        }

        public Answer answer() {
            return Answer.refused(RpcError.INVALID_PARAMS, String.valueOf(getMessage()));
        }
    }

    /** What of the request's wishes is granted: resources that the caller may not read are not. */
    public Wishes granted(ModernRequest request, Caller caller) throws WrongSubscriptionException {
        return granted(Wishes.read(request.params()), caller);
    }

    /**
     * Opens a subscription; says first what is granted.
     *
     * @return a handle by which the transport ends it when the client is gone
     */
    public Subscription open(ModernRequest request, Wishes granted, Caller caller, Outlet outlet) {
        var subscription = new Subscription(request.id(), granted, caller, outlet, this, format);
        open.add(subscription);
        subscription.acknowledge();
        return subscription;
    }

    private Wishes granted(Wishes wishes, Caller caller) {
        Set<String> readable = new LinkedHashSet<>();
        for (String uri : wishes.resources()) {
            if (readable(uri, caller)) {
                readable.add(uri);
            }
        }
        return new Wishes(wishes.tools(), wishes.prompts(), wishes.resourceList(), readable);
    }

    boolean readable(String uri, Caller caller) {
        try {
            calls.findResource(uri, new CallContext(caller.principal()));
            return true;
        } catch (Calls.NoSuchResourceException e) {
            return false;
        }
    }

    private void pass(Change change) {
        open.forEach(subscription -> subscription.offer(change));
    }

    void forget(Subscription subscription) {
        open.remove(subscription);
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }

    /** Ends all of them with their result, since the server stops; waits for that at most as long as said. */
    public void endAll(Duration patience) {
        List<Thread> ending = open.stream()
                .map(subscription -> Thread.ofVirtual().name("subscription-end").start(subscription::end))
                .toList();
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread each : ending) {
                each.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a client wants to be told of. */
    public record Wishes(boolean tools, boolean prompts, boolean resourceList, Set<String> resources) {

        public Wishes {
            resources = Set.copyOf(resources);
        }

        static Wishes read(JsonNode params) throws WrongSubscriptionException {
            JsonNode given = params.path("notifications");
            if (!given.isObject()) {
                throw new WrongSubscriptionException(
                        "params.notifications must be an object: what to tell you of, among"
                                + " toolsListChanged, promptsListChanged, resourcesListChanged and resourceSubscriptions.");
            }
            JsonNode uris = given.path("resourceSubscriptions");
            boolean texts = uris.isMissingNode()
                    || (uris.isArray() && uris.values().stream().allMatch(JsonNode::isString));
            if (!texts || uris.size() > MAX_RESOURCES) {
                throw new WrongSubscriptionException(
                        "params.notifications.resourceSubscriptions must be a list of at most " + MAX_RESOURCES
                                + " addresses of resources.");
            }
            Set<String> resources = new LinkedHashSet<>();
            uris.values().forEach(uri -> resources.add(uri.asString()));
            return new Wishes(
                    flag(given, "toolsListChanged"),
                    flag(given, "promptsListChanged"),
                    flag(given, "resourcesListChanged"),
                    resources);
        }

        private static boolean flag(JsonNode given, String name) throws WrongSubscriptionException {
            JsonNode flag = given.path(name);
            if (!flag.isMissingNode() && !flag.isBoolean()) {
                throw new WrongSubscriptionException("params.notifications." + name + " must be true or false.");
            }
            return flag.asBoolean(false);
        }
    }
}
