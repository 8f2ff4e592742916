package io.throughline.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with a form.
 *
 * @param content what they filled in, fitting the form; empty unless accepted
 */
public record FormAnswer(Action action, Map<String, Object> content) {

    /** How the form was closed. */
    public enum Action {
        ACCEPT,
        DECLINE,
        CANCEL
    }

    /** Empty if the answer is none, or does not fit the form. */
    static Optional<FormAnswer> read(Map<String, Object> answer, InputRequest.Form form) {
        return switch (answer.get("action") instanceof String action ? action : "") {
            case "accept" -> {
                Map<?, ?> content = answer.get("content") instanceof Map<?, ?> given ? given : Map.of();
                yield fits(content, form.schema())
                        ? Optional.of(new FormAnswer(Action.ACCEPT, texted(content)))
                        : Optional.empty();
            }
            case "decline" -> Optional.of(new FormAnswer(Action.DECLINE, Map.of()));
            case "cancel" -> Optional.of(new FormAnswer(Action.CANCEL, Map.of()));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> texted(Map<?, ?> content) {
        Map<String, Object> read = new LinkedHashMap<>();
        content.forEach((name, value) -> {
            if (value != null) {
                read.put(name.toString(), value);
            }
        });
        return read;
    }

    private static boolean fits(Map<?, ?> content, Map<String, Object> schema) {
        if (schema.get("required") instanceof List<?> required
                && !required.stream().allMatch(name -> content.get(name) != null)) {
            return false;
        }
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return true;
        }
        return properties.entrySet().stream()
                .allMatch(property -> content.get(property.getKey()) == null
                        || !(property.getValue() instanceof Map<?, ?> type)
                        || fitsType(content.get(property.getKey()), type));
    }

    private static boolean fitsType(@Nullable Object value, Map<?, ?> type) {
        boolean kind = switch (String.valueOf(type.get("type")).toLowerCase(Locale.ROOT)) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number number && number.doubleValue() % 1 == 0;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List<?>;
            default -> true;
        };
        boolean choice = !(type.get("enum") instanceof List<?> choices) || choices.contains(value);
        boolean oneOf = !(type.get("oneOf") instanceof List<?> titled)
                || titled.stream()
                        .anyMatch(each ->
                                each instanceof Map<?, ?> one && value != null && value.equals(one.get("const")));
        return kind && choice && oneOf && (!(value instanceof Number number) || inRange(number, type));
    }

    private static boolean inRange(Number value, Map<?, ?> type) {
        return (!(type.get("minimum") instanceof Number least) || value.doubleValue() >= least.doubleValue())
                && (!(type.get("maximum") instanceof Number most) || value.doubleValue() <= most.doubleValue());
    }
}
