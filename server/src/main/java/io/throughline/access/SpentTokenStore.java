package io.throughline.access;

import io.throughline.database.Instants;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of tokens that were used. */
final class SpentTokenStore {

    private final JdbcClient sql;

    SpentTokenStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** False if it is there already. */
    boolean insert(long tenantId, String token, Instant expiresAt) {
        return sql.sql("""
                        insert into spent_token (tenant_id, token, expires_at_micros)
                        values (:tenant, :token, :expires)
                        on conflict (tenant_id, token) do nothing""")
                        .param("tenant", tenantId)
                        .param("token", token)
                        .param("expires", Instants.micros(expiresAt))
                        .update()
                == 1;
    }

    void deleteExpired(long tenantId, Instant now) {
        sql.sql("delete from spent_token where tenant_id = :tenant and expires_at_micros < :now")
                .param("tenant", tenantId)
                .param("now", Instants.micros(now))
                .update();
    }
}
