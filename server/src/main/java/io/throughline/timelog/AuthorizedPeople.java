package io.throughline.timelog;

import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the time logs through this server.
 *
 * @param emails in lower case; null for everybody whom the backend knows
 */
public record AuthorizedPeople(@Nullable Set<String> emails) {

    public AuthorizedPeople {
        emails = emails == null ? null : Set.copyOf(emails);
    }

    public boolean areAll() {
        return emails == null;
    }

    /**
     * Requires that somebody is on the list.
     *
     * @param person by the word of the backend
     * @throws TimeLogProblemException if they are not, or the backend does not tell their address
     */
    public void require(LogPerson person) {
        String email = person.email();
        if (emails != null && (email == null || !emails.contains(email.toLowerCase(Locale.ROOT)))) {
            throw new TimeLogProblemException(
                    Kind.NOT_AUTHORIZED,
                    (email == null ? "The ERP does not say who you are, so you" : email)
                            + " may not use the time logs of this server: only those on its list may. Whoever runs it can add"
                            + " you to MCP_AUTHORIZED_USERS.");
        }
    }
}
