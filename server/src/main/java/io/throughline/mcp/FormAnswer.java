package io.throughline.mcp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return switch (String.valueOf(type.get("type"))) {
            case "string" -> value instanceof String text && fitsText(text, type) && isChoice(text, type);
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number number && number.doubleValue() % 1 == 0 && inRange(number, type);
            case "number" -> value instanceof Number number && inRange(number, type);
            case "array" ->
                value instanceof List<?> list
                        && within(list.size(), type.get("minItems"), type.get("maxItems"))
                        && (!(type.get("items") instanceof Map<?, ?> items)
                                || list.stream().allMatch(each -> isChoice(each, items)));
            default -> true;
        };
    }

    /** Plain choices are an {@code enum}; those with titles are {@code oneOf}, of which several may be taken {@code anyOf}. */
    private static boolean isChoice(@Nullable Object value, Map<?, ?> type) {
        if (type.get("enum") instanceof List<?> choices && !choices.contains(value)) {
            return false;
        }
        Object titled = type.get("oneOf") == null ? type.get("anyOf") : type.get("oneOf");
        return !(titled instanceof List<?> choices)
                || choices.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> one && Objects.equals(value, one.get("const")));
    }

    private static boolean fitsText(String text, Map<?, ?> type) {
        return within(text.codePointCount(0, text.length()), type.get("minLength"), type.get("maxLength"))
                && fitsFormat(text, String.valueOf(type.get("format")));
    }

    private static boolean fitsFormat(String text, String format) {
        try {
            return switch (format) {
                case "email" -> text.matches("[^@\\s]+@[^@\\s]+");
                case "uri" -> new URI(text).isAbsolute();
                case "date" -> LocalDate.parse(text) != null;
                case "date-time" -> OffsetDateTime.parse(text) != null;
                default -> true;
            };
        } catch (DateTimeParseException | URISyntaxException e) {
            return false;
        }
    }

    private static boolean inRange(Number value, Map<?, ?> type) {
        return within(value.doubleValue(), type.get("minimum"), type.get("maximum"));
    }

    private static boolean within(double value, @Nullable Object least, @Nullable Object most) {
        return (!(least instanceof Number minimum) || value >= minimum.doubleValue())
                && (!(most instanceof Number maximum) || value <= maximum.doubleValue());
    }
}
