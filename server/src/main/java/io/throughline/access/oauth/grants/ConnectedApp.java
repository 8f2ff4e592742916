package io.throughline.access.oauth.grants;

import io.throughline.access.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that a person connected.
 *
 * @param clientId shows where it came from if it is an address
 * @param personEmail whose it is
 * @param workspaceKey the one workspace it may see; null for all
 * @param lastUsedAt null if never
 */
public record ConnectedApp(
        long grantId,
        String name,
        String clientId,
        String personEmail,
        @Nullable String workspaceKey,
        Set<Scope> scopes,
        Instant connectedAt,
        @Nullable Instant lastUsedAt) {

    public ConnectedApp {
        scopes = Set.copyOf(scopes);
    }
}
