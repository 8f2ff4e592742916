package io.throughline.mcp.modern;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON objects into maps, as handlers take them. */
final class ToolArguments {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private ToolArguments() {}

    static Map<String, Object> read(JsonNode object, JsonMapper json) {
        return object.isEmpty() ? Map.of() : json.convertValue(object, MAP);
    }
}
