package io.throughline.access.oauth.grants;

import io.throughline.access.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person allowed a program.
 *
 * @param member whether the person is still a member of the workspace, or of any of the tenant if none is named
 * @param revokedAt null as long as it holds
 */
public record Grant(
        long id,
        long tenantId,
        long personId,
        String personEmail,
        String personName,
        ZoneId zone,
        @Nullable Long workspaceId,
        String clientId,
        Set<Scope> scopes,
        String resource,
        boolean member,
        @Nullable Instant revokedAt) {

    public Grant {
        scopes = Set.copyOf(scopes);
    }

    boolean holds() {
        return revokedAt == null && member;
    }
}
