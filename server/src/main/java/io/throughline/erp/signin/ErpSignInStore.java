package io.throughline.erp.signin;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of sign-ins. What is in it opens nothing: tokens are sealed. */
final class ErpSignInStore {

    private final JdbcClient sql;

    ErpSignInStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A row of it. */
    record Row(
            String sealedToken,
            @Nullable String email,
            @Nullable String name,
            Instant signedInAt,
            Instant lastUsedAt) {}

    void put(
            long tenantId,
            long personId,
            String backend,
            String sealedToken,
            @Nullable String email,
            String name,
            Instant at) {
        sql.sql("""
                        insert into log_sign_in (tenant_id, person_id, backend, sealed_token, email, name,
                               signed_in_at_micros, last_used_at_micros)
                        values (:tenant, :person, :backend, :token, :email, :name, :at, :at)
                        on conflict (tenant_id, person_id, backend) do update
                           set sealed_token = excluded.sealed_token, email = excluded.email, name = excluded.name,
                               signed_in_at_micros = excluded.signed_in_at_micros,
                               last_used_at_micros = excluded.last_used_at_micros""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("backend", backend)
                .param("token", sealedToken)
                .param("email", email)
                .param("name", name)
                .param("at", Instants.micros(at))
                .update();
    }

    Optional<Row> find(long tenantId, long personId, String backend) {
        return sql.sql("""
                        select sealed_token, email, name, signed_in_at_micros, last_used_at_micros from log_sign_in
                         where tenant_id = :tenant and person_id = :person and backend = :backend""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("backend", backend)
                .query((row, number) -> new Row(
                        row.getString("sealed_token"),
                        row.getString("email"),
                        row.getString("name"),
                        Instants.ofMicros(row.getLong("signed_in_at_micros")),
                        Instants.ofMicros(row.getLong("last_used_at_micros"))))
                .optional();
    }

    void markUsed(long tenantId, long personId, String backend, Instant at) {
        sql.sql("""
                        update log_sign_in set last_used_at_micros = :at
                         where tenant_id = :tenant and person_id = :person and backend = :backend
                           and last_used_at_micros < :at""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("backend", backend)
                .param("at", Instants.micros(at))
                .update();
    }

    boolean delete(long tenantId, long personId, String backend) {
        return sql.sql("""
                        delete from log_sign_in
                         where tenant_id = :tenant and person_id = :person and backend = :backend""")
                        .param("tenant", tenantId)
                        .param("person", personId)
                        .param("backend", backend)
                        .update()
                > 0;
    }

    /** Only as long as that very token stands there. */
    void deleteToken(long tenantId, long personId, String backend, String sealedToken) {
        sql.sql("""
                        delete from log_sign_in
                         where tenant_id = :tenant and person_id = :person and backend = :backend
                           and sealed_token = :token""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("backend", backend)
                .param("token", sealedToken)
                .update();
    }

    void deleteUnusedSince(long tenantId, Instant before) {
        sql.sql("delete from log_sign_in where tenant_id = :tenant and last_used_at_micros < :before")
                .param("tenant", tenantId)
                .param("before", Instants.micros(before))
                .update();
    }
}
