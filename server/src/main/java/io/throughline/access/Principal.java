package io.throughline.access;

import java.time.ZoneId;
import java.util.Set;

/**
 * Who calls: a person in one tenant, through a client, with what the key or token allows. Every path to data takes one.
 *
 * @param client the key or program that the person used, for the audit
 * @param zone the person's, for "today"
 */
public record Principal(
        long tenantId, long personId, String personName, ZoneId zone, String client, Set<Scope> scopes) {

    public Principal {
        scopes = Set.copyOf(scopes);
    }
}
