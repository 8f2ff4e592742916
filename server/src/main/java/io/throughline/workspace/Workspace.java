package io.throughline.workspace;

import io.throughline.database.PublicId;

/**
 * One backlog with the teams that work on it.
 *
 * @param key what people call it, such as {@code APP}; unique in the tenant
 * @param revision grows with every change of the backlog, so that what was computed from it can tell that it is stale
 */
public record Workspace(long id, long tenantId, String key, String name, long revision) {

    public String publicId() {
        return PublicId.WORKSPACE.of(id);
    }
}
