package io.throughline.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is listed. The secret itself is shown once, when it is made, and stored as a hash only.
 *
 * @param hint beginning and end of the secret, by which its owner knows it again
 */
public record ApiKey(
        long id,
        long tenantId,
        long personId,
        String personEmail,
        String name,
        String hint,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
