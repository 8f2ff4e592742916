package io.throughline.timelog.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of a request, read value by value: a value of another type is refused with its place and what it must be. Keys that
 * nobody asks for are left alone.
 *
 * @param path where it stands in the body, such as {@code projects[0].tasks[2]}; empty for the body itself
 */
record JsonObject(JsonNode node, String path) {

    /** How much of a wrong value is told back. */
    private static final int SHOWN = 40;

    static JsonObject ofBody(JsonNode body) {
        if (!body.isObject()) {
            throw ApiProblem.invalid("The body must be a JSON object, but is " + kind(body) + ".", Map.of());
        }
        return new JsonObject(body, "");
    }

    /** Whether the key is there at all, if only with null. */
    boolean has(String key) {
        return node.has(key);
    }

    private Optional<JsonNode> value(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** Empty if the key is missing or null. */
    Optional<String> text(String key) {
        return value(key).map(value -> {
            if (!value.isString()) {
                throw wrong(key, value, "a text");
            }
            return value.asString();
        });
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> missing(key, "a text"));
    }

    /** A number as it was written; texts that look like one are none. */
    Optional<BigDecimal> number(String key) {
        return value(key).map(value -> {
            if (!value.isNumber()) {
                throw wrong(key, value, "a number");
            }
            return value.decimalValue();
        });
    }

    /** A whole number, empty if the key is missing or null. */
    Optional<Long> whole(String key) {
        return value(key).map(value -> {
            if (!value.isNumber() || !ApiJson.isWhole(value.decimalValue())) {
                throw wrong(key, value, "a whole number");
            }
            return value.decimalValue().longValueExact();
        });
    }

    /** The number of a row: whole and at least 1, also as a text, since some clients keep it so. */
    Optional<Long> id(String key) {
        return value(key).map(value -> {
            Long id = value.isString()
                    ? RowId.find(value.asString()).orElse(null)
                    : value.isNumber() && ApiJson.isWhole(value.decimalValue())
                            ? Long.valueOf(value.decimalValue().longValueExact())
                            : null;
            if (id == null || id < 1) {
                throw wrong(key, value, "an id: a whole number of at least 1");
            }
            return id;
        });
    }

    Optional<Boolean> flag(String key) {
        return value(key).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(key, value, "true or false");
            }
            return value.asBoolean();
        });
    }

    /** The objects of an array; null if the key is missing, which may mean something else than an empty array. */
    @Nullable List<JsonObject> objects(String key) {
        if (!node.has(key)) {
            return null;
        }
        JsonNode array = node.get(key);
        if (!array.isArray()) {
            throw wrong(key, array, "an array");
        }
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : array) {
            String place = at(key) + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw refused(place, place + " must be an object, but is " + kind(element) + ".");
            }
            objects.add(new JsonObject(element, place));
        }
        return objects;
    }

    /** Where a value of this object stands in the body. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    ApiProblem wrong(String key, String message) {
        return refused(at(key), message);
    }

    private ApiProblem missing(String key, String what) {
        return refused(at(key), at(key) + " is missing. It must be " + what + ".");
    }

    private ApiProblem wrong(String key, JsonNode value, String what) {
        return refused(at(key), at(key) + " must be " + what + ", but is " + kind(value) + ".");
    }

    private static ApiProblem refused(String place, String message) {
        return ApiProblem.invalid(place, message);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING -> "null";
            case BOOLEAN -> String.valueOf(value.asBoolean());
            case STRING, BINARY -> "the text \"" + shown(value.asString()) + "\"";
            case NUMBER -> shown(value.toString());
        };
    }

    private static String shown(String value) {
        int end = Math.min(value.length(), SHOWN);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return end == value.length() ? value : value.substring(0, end) + "…";
    }
}
