package io.throughline.conformance;

import io.throughline.mcp.FormAnswer;
import io.throughline.mcp.InputRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Questions to a client in the suite's words, and how its answers are told. */
final class Questions {

    private static final JsonMapper json = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Questions() {}

    /** A form with the properties of its schema in JSON. */
    static InputRequest.Form form(String message, List<String> required, String properties) {
        Map<String, Object> schema =
                Map.of("type", "object", "properties", json.readValue(properties, OBJECT), "required", required);
        return new InputRequest.Form(message, schema);
    }

    /** A form for one text. */
    static InputRequest.Form textForm(String message, String property) {
        return form(message, List.of(property), "{\"%s\": {\"type\": \"string\"}}".formatted(property));
    }

    static InputRequest.Sampling completion(String prompt, int maxTokens) {
        return new InputRequest.Sampling(Map.of(
                "messages",
                List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", prompt))),
                "maxTokens",
                maxTokens));
    }

    /** What the client's model said. */
    static String completionText(Map<String, Object> answer) {
        return answer.get("content") instanceof Map<?, ?> content ? String.valueOf(content.get("text")) : "";
    }

    /** The number of folders that the client told. */
    static int roots(Map<String, Object> answer) {
        return answer.get("roots") instanceof List<?> roots ? roots.size() : 0;
    }

    static String told(FormAnswer answer) {
        return "action=%s, content=%s"
                .formatted(answer.action().name().toLowerCase(Locale.ROOT), json.writeValueAsString(answer.content()));
    }
}
