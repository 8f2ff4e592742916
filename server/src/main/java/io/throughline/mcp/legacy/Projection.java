package io.throughline.mcp.legacy;

import static io.throughline.mcp.legacy.ProtocolVersions.V2025_03_26;
import static io.throughline.mcp.legacy.ProtocolVersions.V2025_06_18;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of a result what clients of older revisions break on. */
final class Projection {

    private Projection() {}

    /** @return the result, changed in place */
    static JsonNode onto(String version, String method, JsonNode result) {
        switch (method) {
            case "tools/list" -> result.path("tools").forEach(tool -> describe(version, tool));
            case "tools/call" -> {
                if (!ProtocolVersions.atLeast(version, V2025_06_18) && result instanceof ObjectNode object) {
                    object.remove("structuredContent");
                }
                if (result.path("content") instanceof ArrayNode blocks) {
                    for (int at = 0; at < blocks.size(); at++) {
                        blocks.set(at, block(version, blocks.get(at)));
                    }
                }
            }
            case "prompts/get" ->
                result.path("messages").forEach(message -> {
                    if (message instanceof ObjectNode object) {
                        object.set("content", block(version, object.path("content")));
                    }
                });
            default -> {
                // members that a client does not know are ignored
            }
        }
        return result;
    }

    private static void describe(String version, JsonNode tool) {
        if (!ProtocolVersions.atLeast(version, V2025_06_18) && tool instanceof ObjectNode object) {
            object.remove("outputSchema");
            object.remove("title");
        }
    }

    private static JsonNode block(String version, JsonNode block) {
        String type = block.path("type").asString("");
        if (type.equals("resource_link") && !ProtocolVersions.atLeast(version, V2025_06_18)) {
            return text(
                    block.path("name").asString("") + ": " + block.path("uri").asString(""));
        }
        if (type.equals("audio") && !ProtocolVersions.atLeast(version, V2025_03_26)) {
            return text("Here is audio (" + block.path("mimeType").asString("")
                    + ") that this version of the protocol cannot carry. A newer client gets it.");
        }
        return block;
    }

    private static ObjectNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }
}
