package io.throughline.timelog;

import org.jspecify.annotations.Nullable;

/**
 * For whom the backend takes the caller.
 *
 * @param id the backend's own; null if it did not say
 * @param email in lower case; null if it did not say, which no allow-list lets through
 */
public record LogPerson(
        @Nullable Long id, String name, @Nullable String email) {

    /** For an answer: the name, and the address where there is one. */
    public String shown() {
        return email == null || name.equals(email) ? name : name + " <" + email + ">";
    }
}
