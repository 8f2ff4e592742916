package io.throughline.mcp;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the arguments of a call into the tool's record. Forgives what models often do (one value where a list is meant, a
 * number as text), and refuses what cannot be meant, by name and value. Null and absent are the same.
 */
public final class ArgumentReader {

    private final JsonMapper json;

    public ArgumentReader(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    /** @throws CallerMistakeException for an argument that the tool does not have, or a value that does not fit */
    public <A extends Record> A read(Map<String, Object> given, Class<A> type) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new CallerMistakeException(
                        "There is no argument '" + name + "'. The nearest are: " + NearMatches.list(name, names) + ".");
            }
        }
        try {
            return json.convertValue(given, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof CallerMistakeException mistake) {
                throw mistake;
            }
            throw mismatch(e, given, type);
        }
    }

    private static CallerMistakeException mismatch(
            JacksonException e, Map<String, Object> given, Class<? extends Record> type) {
        String argument = e.getPath().isEmpty() ? null : e.getPath().getFirst().getPropertyName();
        if (argument == null) {
            return new CallerMistakeException("The arguments cannot be read: " + e.getOriginalMessage());
        }
        Object value = given.get(argument);
        String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        Class<?> wanted = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(argument))
                .<Class<?>>map(RecordComponent::getType)
                .findFirst()
                .orElse(Object.class);
        return new CallerMistakeException(argument + " is " + shown + ", but must be " + said(wanted) + ".");
    }

    private static String said(Class<?> type) {
        if (type == Integer.class || type == int.class) {
            return "a whole number up to " + Integer.MAX_VALUE;
        }
        if (type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (type == List.class) {
            return "a list of texts";
        }
        return type == String.class ? "text" : "of another kind; see the input schema";
    }
}
