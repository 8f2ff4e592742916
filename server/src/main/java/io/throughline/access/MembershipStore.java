package io.throughline.access;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has which role in a workspace. */
final class MembershipStore {

    private final JdbcClient sql;

    MembershipStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Keeps all others from changing the memberships of a workspace until the transaction ends: two owners could each take the
     * role of the other, and none would be left. False if the tenant has no such workspace.
     */
    boolean lock(long tenantId, long workspaceId) {
        return sql.sql("update workspace set revision = revision where id = :workspace and tenant_id = :tenant")
                        .param("workspace", workspaceId)
                        .param("tenant", tenantId)
                        .update()
                == 1;
    }

    List<Membership> list(long tenantId, long workspaceId) {
        return sql.sql("""
                        select person.id, person.name, person.email, membership.role, membership.joined_at_micros
                          from membership join person on person.id = membership.person_id
                         where membership.tenant_id = :tenant and membership.workspace_id = :workspace
                         order by lower(person.name), person.id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .query((row, number) -> new Membership(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Role.find(row.getString(4)).orElseThrow(),
                        Instants.ofMicros(row.getLong(5))))
                .list();
    }

    long owners(long tenantId, long workspaceId) {
        return sql.sql("""
                        select count(*) from membership
                         where tenant_id = :tenant and workspace_id = :workspace and role = 'owner'
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void setRole(long tenantId, long workspaceId, long personId, Role role) {
        sql.sql("""
                        update membership set role = :role
                         where tenant_id = :tenant and workspace_id = :workspace and person_id = :person
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .param("role", role.wireName())
                .update();
    }

    void delete(long tenantId, long workspaceId, long personId) {
        sql.sql("""
                        delete from membership
                         where tenant_id = :tenant and workspace_id = :workspace and person_id = :person
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .update();
    }

    /** Revokes the open invitations that a person made, who may make none any more. */
    void revokeInvitationsOf(long tenantId, long workspaceId, long personId, Instant now) {
        sql.sql("""
                        update one_time_link set revoked_at_micros = :now
                         where tenant_id = :tenant and workspace_id = :workspace and made_by_person_id = :person
                           and used_at_micros is null and revoked_at_micros is null
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .param("now", Instants.micros(now))
                .update();
    }

    /** Revokes what the person allowed programs in this workspace alone. */
    void revokeGrantsIn(long tenantId, long workspaceId, long personId, Instant now) {
        sql.sql("""
                        update oauth_grant set revoked_at_micros = :now
                         where tenant_id = :tenant and workspace_id = :workspace and person_id = :person
                           and revoked_at_micros is null
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .param("now", Instants.micros(now))
                .update();
    }

    /** Revokes all grants and keys of a person who is in no workspace of the tenant any more. */
    void revokeAllOfStranger(long tenantId, long personId, Instant now) {
        for (String table : List.of("oauth_grant", "api_key")) {
            sql.sql("update " + table + """
                             set revoked_at_micros = :now
                             where tenant_id = :tenant and person_id = :person and revoked_at_micros is null
                               and not exists (select 1 from membership
                                                where membership.tenant_id = :tenant
                                                  and membership.person_id = :person)
                            """)
                    .param("tenant", tenantId)
                    .param("person", personId)
                    .param("now", Instants.micros(now))
                    .update();
        }
        // As whom they were signed in to the ERP, and were about to be.
        for (String table : List.of("log_sign_in", "log_sign_in_attempt")) {
            sql.sql("delete from " + table + """
                             where tenant_id = :tenant and person_id = :person
                               and not exists (select 1 from membership
                                                where membership.tenant_id = :tenant
                                                  and membership.person_id = :person)
                            """)
                    .param("tenant", tenantId)
                    .param("person", personId)
                    .update();
        }
    }
}
