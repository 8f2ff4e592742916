package io.throughline.timelog.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The part of an address after the question mark. Never what a form in the body says. */
final class RequestQuery {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

    private final MultiValueMap<String, String> values;

    private RequestQuery(MultiValueMap<String, String> values) {
        this.values = values;
    }

    static RequestQuery of(@Nullable String query) {
        return new RequestQuery(UriComponentsBuilder.newInstance()
                .query(query == null ? "" : query)
                .build()
                .getQueryParams());
    }

    /** Empty if it is missing or blank. */
    Optional<String> text(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw ApiProblem.invalid(name, "The parameter " + name + " is there twice. Send it once.");
        }
        try {
            // A list with null stands for a name without a value.
            String value = found.isEmpty() ? null : found.getFirst();
            return Optional.ofNullable(value)
                    .map(text -> UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8)
                            .strip())
                    .filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid(name, "The parameter " + name + " is not encoded as it should be.");
        }
    }

    /** A number in a range. */
    Optional<Integer> number(String name, int least, int most) {
        return text(name).map(text -> {
            if (!WHOLE.matcher(text).matches()) {
                throw ApiProblem.invalid(
                        name,
                        "The parameter " + name + " must be a whole number, such as " + name + "="
                                + Math.clamp(2026, least, most) + ".");
            }
            return inRange(name, Integer.parseInt(text), least, most);
        });
    }

    static int inRange(String name, long value, int least, int most) {
        if (value < least || value > most) {
            throw ApiProblem.invalid(
                    name, "The " + name + " must be from " + least + " to " + most + ", but was " + value + ".");
        }
        return (int) value;
    }

    /** As {@link #number}, but it must be there. */
    int requiredNumber(String name, int least, int most) {
        return number(name, least, most)
                .orElseThrow(() -> ApiProblem.invalid(name, "The parameter " + name + " is missing."));
    }
}
