package io.throughline.access.oauth.grants;

import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grants, authorization codes and refresh tokens. */
final class GrantStore {

    private static final String GRANT_COLUMNS = """
            oauth_grant.id, oauth_grant.tenant_id, oauth_grant.person_id, oauth_grant.workspace_id,
            oauth_grant.client_id, oauth_grant.scopes, oauth_grant.resource, oauth_grant.revoked_at_micros,
            person.email, person.name, person.zone,
            exists (select 1 from membership
                     where membership.tenant_id = oauth_grant.tenant_id
                       and membership.person_id = oauth_grant.person_id
                       and (oauth_grant.workspace_id is null
                            or membership.workspace_id = oauth_grant.workspace_id)) as member
            """;

    private final JdbcClient sql;

    GrantStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Place> places(long personId) {
        return sql.sql("""
                        select tenant.id, tenant.key, tenant.name, workspace.id, workspace.key, workspace.name,
                               membership.role
                          from membership
                          join workspace on workspace.id = membership.workspace_id
                          join tenant on tenant.id = membership.tenant_id
                         where membership.person_id = :person
                         order by tenant.name, tenant.id, membership.is_default desc, workspace.name
                        """)
                .param("person", personId)
                .query((row, number) -> new Place(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        Role.find(row.getString(7)).orElseThrow()))
                .list();
    }

    void insertConsent(String stateHash, PendingConsent consent, Instant expiresAt) {
        sql.sql("""
                        insert into pending_consent (state_hash, person_email, client_id, redirect_uri, scopes,
                                                     client_state, code_challenge, resource, expires_at_micros)
                        values (:state, :email, :client, :redirect, :scopes, :clientState, :challenge, :resource,
                                :expires)
                        """)
                .param("state", stateHash)
                .param("email", consent.personEmail())
                .param("client", consent.clientId())
                .param("redirect", consent.redirectUri())
                .param("scopes", Scope.join(consent.scopes()))
                .param("clientState", consent.clientState())
                .param("challenge", consent.codeChallenge())
                .param("resource", consent.resource())
                .param("expires", Instants.micros(expiresAt))
                .update();
    }

    Optional<PendingConsent> findConsent(String stateHash, Instant now) {
        return sql.sql("""
                        select person_email, client_id, redirect_uri, scopes, client_state, code_challenge, resource
                          from pending_consent where state_hash = :state and expires_at_micros > :now
                        """)
                .param("state", stateHash)
                .param("now", Instants.micros(now))
                .query((row, number) -> new PendingConsent(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Scope.parse(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)))
                .optional();
    }

    /** False if there is none: it was answered already. */
    boolean deleteConsent(String stateHash) {
        return sql.sql("delete from pending_consent where state_hash = :state")
                        .param("state", stateHash)
                        .update()
                == 1;
    }

    long insertGrant(long tenantId, long personId, @Nullable Long workspaceId, NewGrant grant, Instant now) {
        return sql.sql("""
                        insert into oauth_grant
                               (tenant_id, person_id, workspace_id, client_id, scopes, resource, created_at_micros)
                        values (:tenant, :person, :workspace, :client, :scopes, :resource, :now) returning id
                        """)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("workspace", workspaceId)
                .param("client", grant.clientId())
                .param("scopes", Scope.join(grant.scopes()))
                .param("resource", grant.resource())
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void insertCode(String hash, long grantId, NewGrant grant, Instant expiresAt) {
        sql.sql("""
                        insert into authorization_code (hash, grant_id, redirect_uri, code_challenge, expires_at_micros)
                        values (:hash, :grant, :redirect, :challenge, :expires)
                        """)
                .param("hash", hash)
                .param("grant", grantId)
                .param("redirect", grant.redirectUri())
                .param("challenge", grant.codeChallenge())
                .param("expires", Instants.micros(expiresAt))
                .update();
    }

    Optional<PendingCode> findCode(String hash) {
        return sql.sql("select authorization_code.redirect_uri, authorization_code.code_challenge,"
                        + " authorization_code.expires_at_micros, authorization_code.used_at_micros, " + GRANT_COLUMNS
                        + """
                          from authorization_code
                          join oauth_grant on oauth_grant.id = authorization_code.grant_id
                          join person on person.id = oauth_grant.person_id
                         where authorization_code.hash = :hash
                        """)
                .param("hash", hash)
                .query((row, number) -> new PendingCode(
                        grant(row),
                        row.getString("redirect_uri"),
                        row.getString("code_challenge"),
                        Instants.ofMicros(row.getLong("expires_at_micros")),
                        Instants.findInstant(row, "used_at_micros")))
                .optional();
    }

    /** False if somebody else was first: a code is good for one exchange, whoever asks at the same moment. */
    boolean useCode(String hash, Instant now) {
        return sql.sql("update authorization_code set used_at_micros = :now where hash = :hash"
                                + " and used_at_micros is null")
                        .param("now", Instants.micros(now))
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** @param sealedSuccessor the token that took its place, readable with the token itself; null while it is unused */
    record RefreshToken(
            Grant grant,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String sealedSuccessor) {}

    void insertRefreshToken(String hash, long grantId, Instant now, Instant expiresAt) {
        sql.sql("""
                        insert into refresh_token (hash, grant_id, created_at_micros, expires_at_micros)
                        values (:hash, :grant, :now, :expires)
                        """)
                .param("hash", hash)
                .param("grant", grantId)
                .param("now", Instants.micros(now))
                .param("expires", Instants.micros(expiresAt))
                .update();
    }

    Optional<RefreshToken> findRefreshToken(String hash) {
        return sql.sql("select refresh_token.expires_at_micros, refresh_token.used_at_micros,"
                        + " refresh_token.sealed_successor, " + GRANT_COLUMNS + """
                          from refresh_token
                          join oauth_grant on oauth_grant.id = refresh_token.grant_id
                          join person on person.id = oauth_grant.person_id
                         where refresh_token.hash = :hash
                        """)
                .param("hash", hash)
                .query((row, number) -> new RefreshToken(
                        grant(row),
                        Instants.ofMicros(row.getLong("expires_at_micros")),
                        Instants.findInstant(row, "used_at_micros"),
                        row.getString("sealed_successor")))
                .optional();
    }

    /** False if somebody else was first. */
    boolean useRefreshToken(String hash, String sealedSuccessor, Instant now) {
        return sql.sql("""
                                update refresh_token set used_at_micros = :now, sealed_successor = :successor
                                 where hash = :hash and used_at_micros is null
                                """)
                        .param("now", Instants.micros(now))
                        .param("successor", sealedSuccessor)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Whether there was one that held. */
    boolean revoke(long tenantId, long grantId, Instant now) {
        return sql.sql("""
                                update oauth_grant set revoked_at_micros = :now
                                 where id = :id and tenant_id = :tenant and revoked_at_micros is null
                                """)
                        .param("now", Instants.micros(now))
                        .param("id", grantId)
                        .param("tenant", tenantId)
                        .update()
                == 1;
    }

    /**
     * The apps that are connected: those which exchanged their code. Newest first.
     *
     * @param personId null for those of everybody in the tenant
     */
    List<ConnectedApp> apps(long tenantId, @Nullable Long personId) {
        return sql.sql("""
                        select oauth_grant.id, oauth_client.name, oauth_grant.client_id, person.email, workspace.key,
                               oauth_grant.scopes, oauth_grant.created_at_micros, oauth_grant.last_used_at_micros
                          from oauth_grant
                          join oauth_client on oauth_client.client_id = oauth_grant.client_id
                          join person on person.id = oauth_grant.person_id
                          left join workspace on workspace.id = oauth_grant.workspace_id
                         where oauth_grant.tenant_id = :tenant and oauth_grant.revoked_at_micros is null
                           and (cast(:person as bigint) is null or oauth_grant.person_id = :person)
                           and exists (select 1 from refresh_token where refresh_token.grant_id = oauth_grant.id)
                         order by oauth_grant.id desc
                        """)
                .param("tenant", tenantId)
                .param("person", personId)
                .query((row, number) -> new ConnectedApp(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Scope.parse(row.getString(6)),
                        Instants.ofMicros(row.getLong(7)),
                        Instants.findInstant(row, "last_used_at_micros")))
                .list();
    }

    /** Removes what can be of no use to anybody any more. */
    void sweep(Instant before) {
        long micros = Instants.micros(before);
        sql.sql("delete from pending_consent where expires_at_micros < :before")
                .param("before", micros)
                .update();
        sql.sql("delete from authorization_code where expires_at_micros < :before")
                .param("before", micros)
                .update();
        sql.sql("delete from refresh_token where expires_at_micros < :before")
                .param("before", micros)
                .update();
        // A grant without codes and tokens can never be used again.
        sql.sql("""
                        delete from oauth_grant
                         where created_at_micros < :before
                           and not exists (select 1 from refresh_token where grant_id = oauth_grant.id)
                           and not exists (select 1 from authorization_code where grant_id = oauth_grant.id)
                        """).param("before", micros).update();
    }

    private static Grant grant(ResultSet row) throws SQLException {
        long workspace = row.getLong("workspace_id");
        Long workspaceId = row.wasNull() ? null : workspace;
        return new Grant(
                row.getLong("id"),
                row.getLong("tenant_id"),
                row.getLong("person_id"),
                row.getString("email"),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                workspaceId,
                row.getString("client_id"),
                Scope.parse(row.getString("scopes")),
                row.getString("resource"),
                row.getBoolean("member"),
                Instants.findInstant(row, "revoked_at_micros"));
    }
}
