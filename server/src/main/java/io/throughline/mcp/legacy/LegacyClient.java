package io.throughline.mcp.legacy;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.throughline.access.Principal;
import io.throughline.mcp.CallCancelledException;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Change;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of the older revisions: what was agreed with it, what is under way for it and what it wants to be told. Knows no
 * transport. Safe for concurrent use.
 */
public final class LegacyClient implements AutoCloseable {

    private static final JsonMapper json = JsonMapper.shared();
    private static final int MAX_WATCHED = 1_000;

    private final SdkServer server;
    private final boolean session;
    private final Outbox outbox;
    private final Map<JsonNode, LegacyCall> calls = new ConcurrentHashMap<>();
    private final Map<String, Question> questions = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private volatile ClientHello hello;
    private volatile @Nullable McpStreamableServerSession sdk;
    private volatile @Nullable Principal principal;
    private volatile CallChannel.Level level = CallChannel.Level.INFO;
    private volatile boolean unreachable;

    /** @param version as the client says it without having opened a session; null for one that opens a session */
    LegacyClient(SdkServer server, Outlet unrequested, @Nullable String version) {
        this.server = server;
        this.session = version == null;
        this.outbox = new Outbox(unrequested, this::message);
        this.hello = new ClientHello(version == null ? ProtocolVersions.ALL.getLast() : version, Set.of());
        if (version != null) {
            this.sdk = server.openSession(version).session();
        }
    }

    /** As agreed; the newest before that. */
    public String version() {
        return hello.version();
    }

    Duration callTimeout() {
        return server.callTimeout();
    }

    Set<ClientFeature> features() {
        return hello.features();
    }

    /** Takes note of a request, such that it can be cancelled from now on. */
    public LegacyCall begin(ObjectNode request, Principal caller, Outlet outlet) {
        principal = caller;
        var call = new LegacyCall(this, request, caller, outlet);
        JsonNode id = request.get("id");
        if (id != null) {
            calls.put(id, call);
        }
        return call;
    }

    /** Serves a request on this thread, to the end. Null if nobody waits for the answer any more. */
    public @Nullable ObjectNode answer(LegacyCall call) {
        JsonNode id = call.id();
        ObjectNode answer;
        try (var running = call.running().begin(callTimeout())) {
            if (running.cancelled()) {
                throw new CallCancelledException();
            }
            answer = RpcMessages.result(id, Projection.onto(version(), call.method(), serve(call)));
        } catch (RefusedException e) {
            answer = RpcMessages.error(id, e.error());
        } catch (CallCancelledException e) {
            answer = RpcMessages.error(id, SdkServer.TOO_LONG);
        } catch (RuntimeException | StackOverflowError e) {
            var fault = e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
            answer = RpcMessages.error(id, SdkServer.fault("The method " + call.method() + " failed", fault));
        } finally {
            calls.remove(id, call);
        }
        return call.running().abandoned() ? null : answer;
    }

    private JsonNode serve(LegacyCall call) {
        server.findRefusal(call.request()).ifPresent(error -> {
            throw new RefusedException(error);
        });
        return switch (call.method()) {
            case "ping" -> json.createObjectNode();
            case "initialize" -> open(call.params());
            case "logging/setLevel" -> setLevel(call);
            case "resources/subscribe" -> watch(call);
            case "resources/unsubscribe" -> {
                requireSession(call);
                watched.remove(call.params().path("uri").asString());
                yield json.createObjectNode();
            }
            default -> {
                McpStreamableServerSession opened = sdk;
                if (opened == null) {
                    throw new RefusedException(
                            RpcError.INVALID_REQUEST,
                            "The session is not open yet: send initialize first, then " + call.method() + ".");
                }
                yield server.dispatch(opened, call);
            }
        };
    }

    private JsonNode open(JsonNode params) {
        SdkServer.Opened opened =
                server.openSession(params.path("protocolVersion").asString());
        sdk = opened.session();
        JsonNode told = opened.result();
        hello = new ClientHello(
                told.path("protocolVersion").asString(), ClientHello.features(params.path("capabilities")));
        if (!session && told.path("capabilities") instanceof ObjectNode capabilities) {
            // Nothing is kept of this client, so it cannot be told of changes.
            capabilities.remove("logging");
            for (String changing : new String[] {"tools", "prompts", "resources"}) {
                if (capabilities.path(changing) instanceof ObjectNode object) {
                    object.removeAll();
                }
            }
        }
        return told;
    }

    private JsonNode setLevel(LegacyCall call) {
        requireSession(call);
        String wanted = call.params().path("level").asString();
        for (CallChannel.Level each : CallChannel.Level.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                level = each;
                return json.createObjectNode();
            }
        }
        throw new RefusedException(
                RpcError.INVALID_PARAMS,
                "level is '" + wanted
                        + "', but must be debug, info, notice, warning, error, critical, alert or emergency.");
    }

    boolean wants(CallChannel.Level given) {
        return session && given.compareTo(level) >= 0;
    }

    private JsonNode watch(LegacyCall call) {
        requireSession(call);
        String uri = call.params().path("uri").asString();
        server.requireReadable(uri, call.context());
        if (watched.size() >= MAX_WATCHED && !watched.contains(uri)) {
            throw new RefusedException(
                    RpcError.INVALID_REQUEST,
                    "This session has " + MAX_WATCHED + " subscriptions, which is the most. Unsubscribe from some.");
        }
        watched.add(uri);
        return json.createObjectNode();
    }

    private void requireSession(LegacyCall call) {
        if (!session) {
            throw new RefusedException(
                    RpcError.METHOD_NOT_FOUND,
                    "There is no method " + call.method() + " here, since this server keeps no sessions.");
        }
    }

    /** A notification, or the answer to a question of ours. What is of no use is ignored. */
    public void receive(JsonNode message) {
        if (message.path("method").isString()) {
            if (message.path("method").asString().equals("notifications/cancelled")) {
                LegacyCall call = calls.get(message.path("params").path("requestId"));
                if (call != null && !call.method().equals("initialize")) {
                    call.running().abandon();
                }
            }
            return;
        }
        Question question = questions.remove(message.path("id").asString(""));
        if (question != null) {
            question.answered(message);
        }
    }

    Question ask(LegacyCall call, String method, @Nullable ObjectNode params) {
        var question = new Question("ask-" + asked.incrementAndGet(), method);
        questions.put(question.id(), question);
        if (unreachable) {
            question.lost();
        }
        if (!call.send(RpcMessages.request(question.id(), method, params))) {
            question.lost(); // the client has gone, and cannot come back for it
        }
        return question;
    }

    /** Tells the client that an answer is not waited for any more, if it did not answer. */
    void withdraw(LegacyCall call, Question question) {
        if (questions.remove(question.id(), question) && question.open()) {
            ObjectNode params = json.createObjectNode().put("requestId", question.id());
            call.send(RpcMessages.notification("notifications/cancelled", params));
        }
    }

    /** Whether it wants to be told of any resource. */
    boolean watches() {
        return !watched.isEmpty();
    }

    void tell(Change change) {
        Principal caller = principal;
        if (sdk == null || caller == null) {
            return; // a client that has not said hello knows nothing that could change
        }
        switch (change) {
            case Change.Tools _ -> outbox.add(new Outbox.Notice("notifications/tools/list_changed", null));
            case Change.Prompts _ -> outbox.add(new Outbox.Notice("notifications/prompts/list_changed", null));
            case Change.Resources _ -> outbox.add(new Outbox.Notice("notifications/resources/list_changed", null));
            case Change.Resource resource -> {
                if (resource.tenantId() == caller.tenantId() && watched.contains(resource.uri())) {
                    outbox.add(new Outbox.Notice("notifications/resources/updated", resource.uri()));
                }
            }
        }
    }

    private @Nullable ObjectNode message(Outbox.Notice notice) {
        String uri = notice.uri();
        Principal caller = principal;
        if (uri == null) {
            return RpcMessages.notification(notice.method(), null);
        }
        if (caller == null || !watched.contains(uri)) {
            return null;
        }
        try {
            server.requireReadable(uri, new CallContext(caller));
        } catch (RefusedException e) {
            return null; // the right to read it was taken away meanwhile
        }
        return RpcMessages.notification(notice.method(), json.createObjectNode().put("uri", uri));
    }

    /** To be called when what belongs to no call can be sent anew. */
    public void flush() {
        outbox.flush();
    }

    /** Whether something is under way. */
    public boolean isBusy() {
        return !calls.isEmpty();
    }

    /** The client will not answer questions any more; calls go on. */
    public void hangUp() {
        unreachable = true;
        questions.values().forEach(Question::lost);
    }

    /** Cancels what is under way. */
    @Override
    public void close() {
        server.forget(this);
        hangUp();
        calls.values().forEach(call -> call.running().abandon());
    }
}
