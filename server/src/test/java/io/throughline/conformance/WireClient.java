package io.throughline.conformance;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of one era, as strict as the era's specification. */
interface WireClient {

    /** Sends one request with a new id. What the server asks before it answers is answered if the era has such requests. */
    WireAnswer call(String method, ObjectNode params);

    /** Calls as often as the era needs until the server has no more questions. */
    WireAnswer converse(String method, ObjectNode params);

    /** How to answer a question of the server: from its parameters, with a result. */
    void answer(String method, UnaryOperator<JsonNode> answer);

    default WireAnswer call(String method, String params) {
        return call(method, Json.object(params));
    }

    default WireAnswer callTool(String name, String arguments) {
        return call("tools/call", toolCall(name, arguments));
    }

    default WireAnswer callTool(String name) {
        return callTool(name, "{}");
    }

    static ObjectNode toolCall(String name, String arguments) {
        ObjectNode params = Json.object();
        params.put("name", name);
        params.set("arguments", Json.object(arguments));
        return params;
    }
}
