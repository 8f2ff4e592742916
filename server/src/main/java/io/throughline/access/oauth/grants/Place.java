package io.throughline.access.oauth.grants;

import io.throughline.access.Role;

/** A workspace of a person, in which they may let a program work. */
public record Place(
        long tenantId,
        String tenantKey,
        String tenantName,
        long workspaceId,
        String workspaceKey,
        String workspaceName,
        Role role) {}
