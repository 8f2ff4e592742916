package io.throughline.access;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a person in one tenant, through a client, with what the key or token allows. Every path to data takes one.
 *
 * @param client the key or program that the person used, for the audit
 * @param zone the person's, for "today"
 * @param onlyWorkspaceId the one workspace to which the person confined the program; null for all in which they are members
 * @param fromAddress the caller's network address, for the audit; null on this machine
 */
public record Principal(
        long tenantId,
        long personId,
        String personName,
        ZoneId zone,
        String client,
        Set<Scope> scopes,
        @Nullable Long onlyWorkspaceId,
        @Nullable String fromAddress) {

    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /** A caller with all their workspaces, on this machine. */
    public Principal(long tenantId, long personId, String personName, ZoneId zone, String client, Set<Scope> scopes) {
        this(tenantId, personId, personName, zone, client, scopes, null, null);
    }

    /** The same caller, seen to come from a network address. */
    public Principal from(@Nullable String address) {
        return new Principal(tenantId, personId, personName, zone, client, scopes, onlyWorkspaceId, address);
    }

    /** Whether the caller may see a workspace as far as their program goes; their membership is another question. */
    public boolean reaches(long workspaceId) {
        return onlyWorkspaceId == null || onlyWorkspaceId == workspaceId;
    }
}
