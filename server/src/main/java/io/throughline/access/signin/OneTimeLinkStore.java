package io.throughline.access.signin;

import io.throughline.access.Role;
import io.throughline.access.Sha256;
import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links that work once. */
final class OneTimeLinkStore {

    static final String FIRST_ACCOUNT = "first-account";
    static final String PASSWORD = "password";
    static final String INVITATION = "invitation";

    private static final String INVITATIONS = """
            select one_time_link.id, one_time_link.tenant_id, tenant.name as tenant_name, one_time_link.workspace_id,
                   workspace.name as workspace_name, one_time_link.role, one_time_link.email,
                   person.name as made_by, one_time_link.made_by_person_id, one_time_link.created_at_micros,
                   one_time_link.expires_at_micros
              from one_time_link
              join tenant on tenant.id = one_time_link.tenant_id
              join workspace on workspace.id = one_time_link.workspace_id
              left join person on person.id = one_time_link.made_by_person_id
             where one_time_link.purpose = 'invitation' and one_time_link.used_at_micros is null
               and one_time_link.revoked_at_micros is null and one_time_link.expires_at_micros > :now
            """;

    private final JdbcClient sql;

    OneTimeLinkStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param email whose password is set; null for the first account */
    void insert(String purpose, String linkSecret, @Nullable String email, Instant now, Instant expiresAt) {
        sql.sql("""
                        insert into one_time_link (purpose, hash, email, created_at_micros, expires_at_micros)
                        values (:purpose, :hash, :email, :now, :expires)
                        """)
                .param("purpose", purpose)
                .param("hash", Sha256.hex(linkSecret))
                .param("email", email)
                .param("now", Instants.micros(now))
                .param("expires", Instants.micros(expiresAt))
                .update();
    }

    void insertInvitation(
            long tenantId,
            long workspaceId,
            long personId,
            String linkSecret,
            String email,
            Role role,
            Instant now,
            Instant expiresAt) {
        int added = sql.sql("""
                        insert into one_time_link (purpose, hash, tenant_id, workspace_id, role, email, made_by_person_id,
                                                   created_at_micros, expires_at_micros)
                        select 'invitation', :hash, tenant_id, id, :role, :email, :person, :now, :expires
                          from workspace where id = :workspace and tenant_id = :tenant
                        """)
                .param("hash", Sha256.hex(linkSecret))
                .param("role", role.wireName())
                .param("email", email)
                .param("person", personId)
                .param("now", Instants.micros(now))
                .param("expires", Instants.micros(expiresAt))
                .param("workspace", workspaceId)
                .param("tenant", tenantId)
                .update();
        if (added != 1) {
            throw new IllegalStateException("The tenant has no such workspace.");
        }
    }

    /** The address in a link that still works, empty text if it has none. */
    Optional<String> findEmail(String purpose, String linkSecret, Instant now) {
        return sql.sql("""
                        select coalesce(email, '') from one_time_link
                         where purpose = :purpose and hash = :hash and used_at_micros is null
                           and revoked_at_micros is null and expires_at_micros > :now
                        """)
                .param("purpose", purpose)
                .param("hash", Sha256.hex(linkSecret))
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getString(1))
                .optional();
    }

    Optional<Invitation> findInvitation(String linkSecret, Instant now) {
        return sql.sql(INVITATIONS + " and one_time_link.hash = :hash")
                .param("now", Instants.micros(now))
                .param("hash", Sha256.hex(linkSecret))
                .query(OneTimeLinkStore::invitation)
                .optional();
    }

    List<Invitation> invitations(long tenantId, long workspaceId, Instant now) {
        return sql.sql(INVITATIONS
                        + " and one_time_link.tenant_id = :tenant and one_time_link.workspace_id = :workspace"
                        + " order by one_time_link.id desc")
                .param("now", Instants.micros(now))
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .query(OneTimeLinkStore::invitation)
                .list();
    }

    List<Invitation> invitationsOf(String email, Instant now) {
        return sql.sql(INVITATIONS + " and one_time_link.email = :email order by one_time_link.id")
                .param("now", Instants.micros(now))
                .param("email", email)
                .query(OneTimeLinkStore::invitation)
                .list();
    }

    /** Uses a link up; of several who try at the same moment one succeeds. */
    boolean use(String purpose, String linkSecret, Instant now) {
        return sql.sql("""
                                update one_time_link set used_at_micros = :now
                                 where purpose = :purpose and hash = :hash and used_at_micros is null
                                   and revoked_at_micros is null and expires_at_micros > :now
                                """)
                        .param("purpose", purpose)
                        .param("hash", Sha256.hex(linkSecret))
                        .param("now", Instants.micros(now))
                        .update()
                == 1;
    }

    /** As {@link #use}, for one that was found by the address. */
    boolean useInvitation(long tenantId, long invitationId, Instant now) {
        return sql.sql("""
                                update one_time_link set used_at_micros = :now
                                 where id = :id and tenant_id = :tenant and purpose = 'invitation'
                                   and used_at_micros is null and revoked_at_micros is null
                                   and expires_at_micros > :now
                                """)
                        .param("id", invitationId)
                        .param("tenant", tenantId)
                        .param("now", Instants.micros(now))
                        .update()
                == 1;
    }

    boolean revokeInvitation(long tenantId, long workspaceId, long invitationId, Instant now) {
        return sql.sql("""
                                update one_time_link set revoked_at_micros = :now
                                 where id = :id and tenant_id = :tenant and workspace_id = :workspace
                                   and purpose = 'invitation' and used_at_micros is null and revoked_at_micros is null
                                """)
                        .param("id", invitationId)
                        .param("tenant", tenantId)
                        .param("workspace", workspaceId)
                        .param("now", Instants.micros(now))
                        .update()
                == 1;
    }

    /** @param email of the person, null for those without */
    void deleteUnused(String purpose, @Nullable String email) {
        sql.sql("""
                        delete from one_time_link
                         where purpose = :purpose and used_at_micros is null
                           and coalesce(email, '') = coalesce(cast(:email as text), '')
                        """).param("purpose", purpose).param("email", email).update();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                row.getLong("tenant_id"),
                row.getString("tenant_name"),
                row.getLong("workspace_id"),
                row.getString("workspace_name"),
                Role.find(row.getString("role")).orElseThrow(),
                row.getString("email"),
                row.getString("made_by"),
                row.getLong("made_by_person_id"),
                Instants.ofMicros(row.getLong("created_at_micros")),
                Instants.ofMicros(row.getLong("expires_at_micros")));
    }
}
