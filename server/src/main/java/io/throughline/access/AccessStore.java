package io.throughline.access;

import io.throughline.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants, people, memberships, API keys and the audit trail. */
final class AccessStore {

    private static final String TENANT_COLUMNS = "tenant.id, tenant.key, tenant.name, tenant.sample";

    private static final String KEY_COLUMNS = """
            select api_key.id, api_key.tenant_id, api_key.person_id, person.email, api_key.name, api_key.hint,
                   api_key.scopes, api_key.created_at_micros, api_key.expires_at_micros,
                   api_key.last_used_at_micros, api_key.revoked_at_micros, person.name as person_name, person.zone,
                   exists (select 1 from membership
                            where membership.person_id = api_key.person_id
                              and membership.tenant_id = api_key.tenant_id) as still_member
              from api_key join person on person.id = api_key.person_id
            """;

    private final JdbcClient sql;

    AccessStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Tenant> findTenant(String key) {
        return sql.sql("select " + TENANT_COLUMNS + " from tenant where key = :key")
                .param("key", key)
                .query(AccessStore::tenant)
                .optional();
    }

    List<Tenant> tenants() {
        return sql.sql("select " + TENANT_COLUMNS + " from tenant order by id")
                .query(AccessStore::tenant)
                .list();
    }

    /** The tenants in whose workspaces the person is a member. */
    List<Tenant> tenantsOf(long personId) {
        return sql.sql("""
                        select distinct tenant.id, tenant.key, tenant.name, tenant.sample
                          from membership join tenant on tenant.id = membership.tenant_id
                         where membership.person_id = :person
                         order by tenant.id
                        """).param("person", personId).query(AccessStore::tenant).list();
    }

    /** Makes a tenant; one of the same key that another process made at the same moment is taken instead. */
    long upsertTenant(String key, String name, Instant now) {
        return sql.sql("""
                        insert into tenant (key, name, created_at_micros) values (:key, :name, :now)
                        on conflict (key) do update set key = excluded.key
                        returning id
                        """)
                .param("key", key)
                .param("name", name)
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    long insertTenant(String key, String name, boolean sample, Instant now) {
        return sql.sql("""
                        insert into tenant (key, name, sample, created_at_micros)
                        values (:key, :name, :sample, :now) returning id
                        """)
                .param("key", key)
                .param("name", name)
                .param("sample", sample)
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void renameTenant(long tenantId, String name) {
        sql.sql("update tenant set name = :name where id = :id")
                .param("name", name)
                .param("id", tenantId)
                .update();
    }

    /** Removes a tenant and, by the foreign keys, all that bears it. */
    void deleteTenant(long tenantId) {
        sql.sql("delete from tenant where id = :id").param("id", tenantId).update();
    }

    void deleteSamplePeople() {
        sql.sql("delete from person where sample = true and not exists"
                        + " (select 1 from membership where membership.person_id = person.id)")
                .update();
    }

    Optional<Person> findPerson(String email) {
        return sql.sql("select id, email, name, zone from person where email = :email")
                .param("email", email)
                .query(AccessStore::person)
                .optional();
    }

    /** Adds a person; the one of the same address whom another process added at the same moment is taken instead. */
    long insertPerson(String email, String name, ZoneId zone, boolean sample, Instant now) {
        return sql.sql("""
                        insert into person (email, name, zone, sample, created_at_micros)
                        values (:email, :name, :zone, :sample, :now)
                        on conflict (email) do update set email = excluded.email
                        returning id
                        """)
                .param("email", email)
                .param("name", name)
                .param("zone", zone.getId())
                .param("sample", sample)
                .param("now", Instants.micros(now))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void upsertMembership(long tenantId, long workspaceId, long personId, Role role, Instant now) {
        int written = sql.sql("""
                        insert into membership (tenant_id, workspace_id, person_id, role, is_default, joined_at_micros)
                        values (:tenant, :workspace, :person, :role,
                                not exists (select 1 from membership
                                             where person_id = :person and tenant_id = :tenant and is_default = true),
                                :now)
                        on conflict (workspace_id, person_id) do update set role = excluded.role
                         where membership.tenant_id = excluded.tenant_id
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .param("role", role.wireName())
                .param("now", Instants.micros(now))
                .update();
        if (written != 1) {
            throw new IllegalStateException("The tenant has no such workspace.");
        }
    }

    Optional<Role> findRole(long tenantId, long workspaceId, long personId) {
        return sql.sql("""
                        select role from membership
                         where tenant_id = :tenant and workspace_id = :workspace and person_id = :person
                        """)
                .param("tenant", tenantId)
                .param("workspace", workspaceId)
                .param("person", personId)
                .query((row, number) -> Role.find(row.getString(1)).orElseThrow())
                .optional();
    }

    /** The person's roles in the workspaces of the tenant. */
    List<Role> roles(long tenantId, long personId) {
        return sql.sql("select distinct role from membership where tenant_id = :tenant and person_id = :person")
                .param("tenant", tenantId)
                .param("person", personId)
                .query((row, number) -> Role.find(row.getString(1)).orElseThrow())
                .list();
    }

    void insertKey(
            long tenantId,
            long personId,
            String name,
            KeySecret secret,
            Set<Scope> scopes,
            Instant now,
            @Nullable Instant expiresAt) {
        sql.sql("""
                        insert into api_key
                               (tenant_id, person_id, name, hash, hint, scopes, created_at_micros, expires_at_micros)
                        values (:tenant, :person, :name, :hash, :hint, :scopes, :now, :expires)
                        """)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("name", name)
                .param("hash", secret.hash())
                .param("hint", secret.hint())
                .param("scopes", Scope.join(scopes))
                .param("now", Instants.micros(now))
                .param("expires", Instants.microsOrNull(expiresAt))
                .update();
    }

    /**
     * A key with the person it belongs to.
     *
     * @param stillMember whether the person is a member of some workspace of the key's tenant
     */
    record KeyHolder(ApiKey key, String personName, ZoneId zone, boolean stillMember) {}

    Optional<KeyHolder> findKeyByHash(String hash) {
        return sql.sql(KEY_COLUMNS + " where api_key.hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new KeyHolder(
                        key(row),
                        row.getString("person_name"),
                        ZoneId.of(row.getString("zone")),
                        row.getBoolean("still_member")))
                .optional();
    }

    List<ApiKey> keys(long tenantId) {
        return sql.sql(KEY_COLUMNS + " where api_key.tenant_id = :tenant order by api_key.id")
                .param("tenant", tenantId)
                .query((row, number) -> key(row))
                .list();
    }

    boolean revokeKey(long tenantId, long keyId, Instant now) {
        return sql.sql("""
                                update api_key set revoked_at_micros = :now
                                 where id = :id and tenant_id = :tenant and revoked_at_micros is null
                                """)
                        .param("now", Instants.micros(now))
                        .param("id", keyId)
                        .param("tenant", tenantId)
                        .update()
                == 1;
    }

    void markKeyUsed(long tenantId, long keyId, Instant now) {
        sql.sql("update api_key set last_used_at_micros = :now where id = :id and tenant_id = :tenant")
                .param("now", Instants.micros(now))
                .param("id", keyId)
                .param("tenant", tenantId)
                .update();
    }

    List<AuditEntry> auditTrail(long tenantId) {
        return sql.sql("select action, outcome, detail from audit_event where tenant_id = :tenant order by id")
                .param("tenant", tenantId)
                .query((row, number) -> new AuditEntry(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(row.getLong("id"), row.getString("key"), row.getString("name"), row.getBoolean("sample"));
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getLong("id"), row.getString("email"), row.getString("name"), ZoneId.of(row.getString("zone")));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getLong("tenant_id"),
                row.getLong("person_id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("hint"),
                Scope.parse(row.getString("scopes")),
                Instants.ofMicros(row.getLong("created_at_micros")),
                Instants.findInstant(row, "expires_at_micros"),
                Instants.findInstant(row, "last_used_at_micros"),
                Instants.findInstant(row, "revoked_at_micros"));
    }
}
