package io.throughline.access.oauth;

import io.throughline.access.Scope;
import io.throughline.database.Instants;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person allowed a program, as far as a call depends on it. */
final class AccessTokenStore {

    private final JdbcClient sql;

    AccessTokenStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A grant with whom it is from and for.
     *
     * @param stillMember whether the person is a member of some workspace that the grant reaches
     */
    record Grant(
            long id,
            long tenantId,
            long personId,
            String personName,
            ZoneId zone,
            String clientId,
            String clientName,
            Set<Scope> scopes,
            @Nullable Long onlyWorkspaceId,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            boolean stillMember) {}

    Optional<Grant> findGrant(long grantId) {
        return sql.sql("""
                        select oauth_grant.id, oauth_grant.tenant_id, oauth_grant.person_id, person.name as person_name,
                               person.zone, oauth_grant.client_id, oauth_client.name as client_name, oauth_grant.scopes,
                               oauth_grant.workspace_id, oauth_grant.last_used_at_micros, oauth_grant.revoked_at_micros,
                               exists (select 1 from membership
                                        where membership.person_id = oauth_grant.person_id
                                          and membership.tenant_id = oauth_grant.tenant_id
                                          and (oauth_grant.workspace_id is null
                                               or membership.workspace_id = oauth_grant.workspace_id)) as still_member
                          from oauth_grant
                          join person on person.id = oauth_grant.person_id
                          join oauth_client on oauth_client.client_id = oauth_grant.client_id
                         where oauth_grant.id = :id
                        """)
                .param("id", grantId)
                .query((row, number) -> {
                    long workspaceId = row.getLong("workspace_id");
                    Long onlyWorkspaceId = row.wasNull() ? null : Long.valueOf(workspaceId);
                    return new Grant(
                            row.getLong("id"),
                            row.getLong("tenant_id"),
                            row.getLong("person_id"),
                            row.getString("person_name"),
                            ZoneId.of(row.getString("zone")),
                            row.getString("client_id"),
                            row.getString("client_name"),
                            Scope.parse(row.getString("scopes")),
                            onlyWorkspaceId,
                            Instants.findInstant(row, "last_used_at_micros"),
                            Instants.findInstant(row, "revoked_at_micros"),
                            row.getBoolean("still_member"));
                })
                .optional();
    }

    void markGrantUsed(long tenantId, long grantId, Instant now) {
        sql.sql("""
                        update oauth_grant set last_used_at_micros = :now where id = :id and tenant_id = :tenant
                        """)
                .param("now", Instants.micros(now))
                .param("id", grantId)
                .param("tenant", tenantId)
                .update();
    }
}
