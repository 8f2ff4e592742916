package io.throughline.conformance;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON that must be exactly one value without anything said twice. */
final class Json {

    private static final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode read(String text) {
        return mapper.readTree(text);
    }

    static ObjectNode object(String text) {
        return (ObjectNode) read(text);
    }

    static ObjectNode object() {
        return mapper.createObjectNode();
    }
}
