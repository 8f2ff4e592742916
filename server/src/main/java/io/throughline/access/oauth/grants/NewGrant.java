package io.throughline.access.oauth.grants;

import io.throughline.access.Scope;
import java.util.Set;

/**
 * What a person consents to.
 *
 * @param resource whose tokens these will be, the address of our MCP endpoint
 * @param redirectUri as the program gave it; the token request must repeat it
 * @param codeChallenge of PKCE, by S256
 */
public record NewGrant(String clientId, Set<Scope> scopes, String resource, String redirectUri, String codeChallenge) {

    public NewGrant {
        scopes = Set.copyOf(scopes);
    }
}
