package io.throughline.mcp.legacy;

import io.throughline.access.Principal;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request under way, and the way back to the client that waits for its answer. */
public final class LegacyCall implements CallChannel {

    private static final JsonMapper json = JsonMapper.shared();

    private final LegacyClient client;
    private final ObjectNode request;
    private final Principal principal;
    private final Outlet outlet;
    private final @Nullable JsonNode progressToken;
    private final Object progressOrder = new Object();
    private double lastProgress = Double.NEGATIVE_INFINITY;
    private final RunningCall running = new RunningCall();
    private @Nullable RpcError failure;

    LegacyCall(LegacyClient client, ObjectNode request, Principal principal, Outlet outlet) {
        this.client = client;
        this.request = request;
        this.principal = principal;
        this.outlet = outlet;
        JsonNode token = request.path("params").path("_meta").get("progressToken");
        this.progressToken = token != null && (token.isString() || token.isNumber()) ? token : null;
    }

    ObjectNode request() {
        return request;
    }

    public JsonNode id() {
        return request.path("id");
    }

    String method() {
        return request.path("method").asString("");
    }

    JsonNode params() {
        return request.path("params");
    }

    Principal principal() {
        return principal;
    }

    CallContext context() {
        Set<ClientFeature> features = EnumSet.noneOf(ClientFeature.class);
        features.addAll(client.features());
        if (!outlet.takesQuestions()) {
            features.retainAll(Set.of(ClientFeature.VIEWS));
        }
        return new CallContext(principal, features, InputAnswers.NONE, this);
    }

    LegacyClient client() {
        return client;
    }

    @Override
    public void progress(double done, @Nullable Double total, @Nullable String message) {
        if (progressToken == null || !Double.isFinite(done)) {
            return;
        }
        synchronized (progressOrder) {
            if (done <= lastProgress) {
                return;
            }
            lastProgress = done;
            ObjectNode params = json.createObjectNode();
            params.set("progressToken", progressToken);
            putNumber(params, "progress", done);
            if (total != null && Double.isFinite(total)) {
                putNumber(params, "total", total);
            }
            if (message != null) {
                params.put("message", message);
            }
            send(RpcMessages.notification("notifications/progress", params));
        }
    }

    private static void putNumber(ObjectNode params, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            params.put(name, (long) value);
        } else {
            params.put(name, value);
        }
    }

    @Override
    public void log(Level level, String logger, Object data) {
        if (client.wants(level)) {
            ObjectNode params = json.createObjectNode();
            params.put("level", level.name().toLowerCase(Locale.ROOT));
            params.put("logger", logger);
            params.set("data", json.valueToTree(data));
            send(RpcMessages.notification("notifications/message", params));
        }
    }

    @Override
    public void releaseConnection() {
        if (!cancelled()) {
            outlet.release();
        }
    }

    /**
     * Sends what belongs to this call, on a connection on which other messages may travel too.
     *
     * @return whether the client can be reached
     */
    boolean send(ObjectNode message) {
        var reached = new AtomicBoolean();
        running.undisturbed(() -> reached.set(outlet.send(message)));
        return reached.get();
    }

    /** What the client is told in the place of what the SDK would say. */
    void fail(RpcError error) {
        failure = error;
    }

    @Nullable RpcError failure() {
        return failure;
    }

    RunningCall running() {
        return running;
    }

    @Override
    public boolean cancelled() {
        return running.cancelled();
    }
}
