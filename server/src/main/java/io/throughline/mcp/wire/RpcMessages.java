package io.throughline.mcp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC messages as we send them. */
public final class RpcMessages {

    private static final JsonMapper json = JsonMapper.shared();

    private RpcMessages() {}

    public static ObjectNode result(JsonNode id, JsonNode result) {
        ObjectNode message = message();
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    /** @param id of the request, null if it could not be read */
    public static ObjectNode error(@Nullable JsonNode id, RpcError error) {
        ObjectNode message = message();
        if (id != null) {
            message.set("id", id); // the protocol's schema has no null for it
        }
        ObjectNode told = message.putObject("error");
        told.put("code", error.code());
        told.put("message", error.message());
        if (!error.data().isEmpty()) {
            told.set("data", json.valueToTree(error.data()));
        }
        return message;
    }

    public static ObjectNode notification(String method, @Nullable ObjectNode params) {
        ObjectNode message = message();
        message.put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    public static ObjectNode request(String id, String method, @Nullable ObjectNode params) {
        ObjectNode message = message();
        message.put("id", id);
        message.put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    private static ObjectNode message() {
        return json.createObjectNode().put("jsonrpc", "2.0");
    }

    /** The id of a request, null if the message has none that can be echoed. */
    public static @Nullable JsonNode findId(JsonNode message) {
        JsonNode id = message.get("id");
        return id != null && (id.isString() || id.isNumber()) ? id : null;
    }

    public static byte[] bytes(JsonNode message) {
        return json.writeValueAsBytes(message);
    }

    /** A batch. */
    public static byte[] bytes(List<ObjectNode> messages) {
        return json.writeValueAsBytes(messages);
    }
}
