package io.throughline.mcp;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back for {@link InputNeeded}. Answers are the client's word: keys that nobody asked for are there too.
 *
 * @param byKey the answers as the protocol has them
 * @param state what the handler gave along; null if it gave nothing or this is the first call
 */
public record InputAnswers(
        Map<String, Map<String, Object>> byKey, @Nullable String state) {

    public static final InputAnswers NONE = new InputAnswers(Map.of(), null);

    public InputAnswers {
        byKey = Map.copyOf(byKey);
    }

    /** The answer under a key as it came, empty if there is none; then ask again. */
    public Optional<Map<String, Object>> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The answer to a form, empty if there is none or it does not fit the form; then ask again. */
    public Optional<FormAnswer> find(String key, InputRequest.Form form) {
        return find(key).flatMap(answer -> FormAnswer.read(answer, form));
    }
}
