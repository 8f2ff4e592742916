package io.throughline.access.oauth.grants;

import io.throughline.access.Scope;
import java.util.Set;

/** What became of a code or a refresh token that a program showed. */
public sealed interface TokenOutcome {

    /**
     * It is good.
     *
     * @param scopes of the access token to be made, at most those of the grant
     * @param refreshToken the next one
     */
    record Granted(Grant grant, Set<Scope> scopes, String refreshToken) implements TokenOutcome {}

    /**
     * It is not.
     *
     * @param error one of OAuth's codes
     * @param reason for people; says nothing of other programs or people
     */
    record Refused(String error, String reason) implements TokenOutcome {

        static Refused grant(String reason) {
            return new Refused("invalid_grant", reason);
        }
    }
}
