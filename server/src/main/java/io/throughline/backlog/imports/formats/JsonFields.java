package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of JSON objects; what is absent, null, blank or of another kind is null. */
final class JsonFields {

    private JsonFields() {}

    /** Text, or a number or truth value as text. */
    static @Nullable String text(JsonNode object, String field) throws RefusedRowException {
        return text(field, object.path(field));
    }

    /** @param column for messages */
    static @Nullable String text(String column, JsonNode value) throws RefusedRowException {
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            return null;
        }
        String text = value.asString().strip();
        return text.isEmpty() ? null : Text.storable(column, text);
    }

    /** The first of the fields that holds text. */
    static @Nullable String firstText(JsonNode object, String... fields) throws RefusedRowException {
        for (String field : fields) {
            String text = text(object, field);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Texts of a list; of objects in it the first of the fields that holds text. */
    static List<String> texts(JsonNode object, String field, String... fieldsOfObjects) throws RefusedRowException {
        List<String> texts = new ArrayList<>();
        JsonNode list = object.path(field);
        for (JsonNode value : list.isArray() ? list.values() : List.<JsonNode>of()) {
            String text = value.isObject() ? firstText(value, fieldsOfObjects) : text(field, value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The first of the fields that is there and not null. */
    static JsonNode first(JsonNode object, String... fields) {
        for (String field : fields) {
            JsonNode value = object.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                return value;
            }
        }
        return object.path(fields[0]);
    }
}
