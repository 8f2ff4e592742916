package io.throughline.access.signin;

import io.throughline.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that can still be accepted.
 *
 * @param email whom it is for
 * @param madeBy the inviter's name; null if their account is gone
 */
public record Invitation(
        long id,
        long tenantId,
        String tenantName,
        long workspaceId,
        String workspaceName,
        Role role,
        String email,
        @Nullable String madeBy,
        long madeByPersonId,
        Instant createdAt,
        Instant expiresAt) {}
