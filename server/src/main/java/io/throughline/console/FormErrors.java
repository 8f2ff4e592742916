package io.throughline.console;

import io.throughline.problem.CallerMistakeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the fields of a form, to be shown at each. */
public final class FormErrors {

    /** For what no field is to blame for. */
    static final String WHOLE = "whole";

    private final Map<String, String> messages = new LinkedHashMap<>();

    /** Notes the message of a check that fails; a field keeps its first. */
    void check(String field, Runnable check) {
        try {
            check.run();
        } catch (CallerMistakeException e) {
            messages.putIfAbsent(field, String.valueOf(e.getMessage()));
        }
    }

    boolean any() {
        return !messages.isEmpty();
    }

    /** The message at a field; null if it is good. */
    public @Nullable String of(String field) {
        return messages.get(field);
    }
}
