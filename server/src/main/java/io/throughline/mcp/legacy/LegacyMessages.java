package io.throughline.mcp.legacy;

import io.throughline.mcp.wire.RpcMessages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells JSON-RPC messages apart. */
public final class LegacyMessages {

    private LegacyMessages() {}

    /** What keeps it from being a message, null if nothing does. */
    public static @Nullable String fault(JsonNode message) {
        if (!message.isObject()) {
            return "A message is a JSON object.";
        }
        if (message.has("method")) {
            if (!message.path("method").isString()) {
                return "method must be a text.";
            }
            return message.has("id") && RpcMessages.findId(message) == null ? "id must be a text or a number." : null;
        }
        return message.has("result") || message.has("error") ? null : "The message has neither method nor result.";
    }

    public static boolean isRequest(JsonNode message) {
        return message.has("method") && message.has("id");
    }
}
