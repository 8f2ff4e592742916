package io.throughline.mcp;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the arguments of a call into the tool's record. Forgives what models often do (one value where a list is meant, a
 * number as text), and refuses what cannot be meant, by name and value. Null and absent are the same. A component may have
 * further names ({@link JsonAlias}), which are understood and not advertised.
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
        Map<String, Object> named = named(given, type);
        try {
            return json.convertValue(named, type);
        } catch (UnrecognizedPropertyException e) {
            throw unknown(
                    e.getPropertyName(),
                    e.getKnownPropertyIds().stream().map(String::valueOf).toList());
        } catch (JacksonException e) {
            if (e.getCause() instanceof CallerMistakeException mistake) {
                throw mistake;
            }
            throw mismatch(e, named, type);
        } catch (NumberFormatException e) {
            throw new CallerMistakeException("One of the arguments is no finite number: " + named + ".");
        }
    }

    /**
     * The arguments under the names that the tool advertises.
     *
     * @throws CallerMistakeException for one that the tool does not have, or two values of one
     */
    Map<String, Object> named(Map<String, Object> given, Class<? extends Record> type) {
        Map<String, String> nameByAlias = namesByAlias(type);
        List<String> names = WireNames.of(type);
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument : given.entrySet()) {
            String written = argument.getKey();
            String name = nameByAlias.getOrDefault(written, written);
            if (!names.contains(name)) {
                throw unknown(written, names);
            }
            Object former = named.get(name);
            if (former != null && argument.getValue() != null && !Objects.equals(former, argument.getValue())) {
                throw new CallerMistakeException("The argument " + name + " is there twice, as " + former + " and as "
                        + argument.getValue() + ". " + written + " is another name of it; give one.");
            }
            if (former == null) {
                named.put(name, argument.getValue());
            }
        }
        return named;
    }

    private static Map<String, String> namesByAlias(Class<? extends Record> type) {
        Map<String, String> nameByAlias = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonAlias aliases = component.getAccessor().getAnnotation(JsonAlias.class);
            if (aliases != null) {
                for (String alias : aliases.value()) {
                    nameByAlias.put(alias, WireNames.of(component));
                }
            }
        }
        return nameByAlias;
    }

    private static CallerMistakeException unknown(String name, Collection<String> names) {
        return new CallerMistakeException(
                "There is no argument '" + name + "'. The nearest are: " + NearMatches.list(name, names) + ".");
    }

    private static CallerMistakeException mismatch(
            JacksonException e, Map<String, Object> given, Class<? extends Record> type) {
        Misfit misfit = new Misfit("", given, type);
        for (JacksonException.Reference step : e.getPath()) {
            Misfit inner = misfit.at(step);
            if (inner == null) {
                break;
            }
            misfit = inner;
        }
        if (misfit.place().isEmpty()) {
            return new CallerMistakeException("The arguments cannot be read: " + e.getOriginalMessage());
        }
        Object value = misfit.value();
        String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return new CallerMistakeException(
                misfit.place() + " is " + shown + ", but must be " + said(misfit.wanted()) + ".");
    }

    /** The innermost value that has a name of ours, on the way to where reading failed. */
    private record Misfit(String place, @Nullable Object value, Type wanted) {

        private @Nullable Misfit at(JacksonException.Reference step) {
            String name = step.getPropertyName();
            if (name != null && wanted instanceof Class<?> type && type.isRecord()) {
                Object inner = value instanceof Map<?, ?> map ? map.get(name) : null;
                return Arrays.stream(type.getRecordComponents())
                        .filter(component -> WireNames.of(component).equals(name))
                        .findFirst()
                        .map(component -> new Misfit(
                                place.isEmpty() ? name : place + "." + name, inner, component.getGenericType()))
                        .orElse(null);
            }
            if (name == null && element(wanted) instanceof Class<?> type && type.isRecord()) {
                int index = step.getIndex();
                Object inner =
                        value instanceof List<?> list && index >= 0 && index < list.size() ? list.get(index) : value;
                return new Misfit(place + "[" + index + "]", inner, type);
            }
            return null;
        }
    }

    private static @Nullable Type element(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : null;
    }

    private static String said(Type type) {
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
        if (type == BigDecimal.class) {
            return "a number with a point, such as 7.5";
        }
        Type element = element(type);
        if (element != null) {
            return element == String.class
                    ? "a list of texts"
                    : element == BigDecimal.class
                            ? "a list of numbers such as 7.5"
                            : "a list of objects; see the input schema";
        }
        return type == String.class ? "text" : "of another kind; see the input schema";
    }
}
