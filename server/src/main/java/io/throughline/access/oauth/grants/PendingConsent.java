package io.throughline.access.oauth.grants;

import io.throughline.access.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks of a person.
 *
 * @param personEmail of the person who was asked; nobody else may answer
 * @param clientState what the program wants to have back; null if nothing
 */
public record PendingConsent(
        String personEmail,
        String clientId,
        String redirectUri,
        Set<Scope> scopes,
        @Nullable String clientState,
        String codeChallenge,
        String resource) {

    public PendingConsent {
        scopes = Set.copyOf(scopes);
    }
}
