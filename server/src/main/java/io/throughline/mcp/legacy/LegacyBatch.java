package io.throughline.mcp.legacy;

import io.throughline.access.Principal;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcError;
import io.throughline.mcp.wire.RpcMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Several messages at once, which one revision of the protocol had. They are served one after the other. */
public final class LegacyBatch {

    /** Why it is refused whole, null if it is not. */
    public static @Nullable String fault(JsonNode batch, String version) {
        if (!version.equals(ProtocolVersions.V2025_03_26)) {
            return "Version " + version + " of the protocol has no batches. Send the messages one by one.";
        }
        if (batch.isEmpty() || batch.size() > MessageReader.MAX_BATCH) {
            return "The batch has " + batch.size() + " messages, but must have 1 to " + MessageReader.MAX_BATCH + ".";
        }
        for (JsonNode message : batch) {
            if (message.path("method").asString("").equals("initialize")) {
                return "initialize cannot be in a batch. Send it alone, and first.";
            }
        }
        return null;
    }

    private LegacyBatch() {}

    /** Where requests are let through one by one. */
    @FunctionalInterface
    public interface Gate {

        /** No gate. */
        Gate OPEN = (request, serve) -> serve.get();

        /** Has the request served, or answers in its place. Null if there is no answer. */
        @Nullable ObjectNode pass(ObjectNode request, Supplier<@Nullable ObjectNode> serve);
    }

    /** The answers that are due. */
    public static List<ObjectNode> serve(
            JsonNode batch, LegacyClient client, Principal principal, Outlet outlet, Gate gate) {
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode message : batch) {
            String fault = LegacyMessages.fault(message);
            if (fault != null) {
                answers.add(
                        RpcMessages.error(RpcMessages.findId(message), new RpcError(RpcError.INVALID_REQUEST, fault)));
            } else if (LegacyMessages.isRequest(message) && message instanceof ObjectNode request) {
                ObjectNode answer = gate.pass(request, () -> client.answer(client.begin(request, principal, outlet)));
                if (answer != null) {
                    answers.add(answer);
                }
            } else {
                client.receive(message);
            }
        }
        return answers;
    }
}
