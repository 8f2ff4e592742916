package io.throughline.timelog.tools;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of answers to writes that came with a key. */
final class WriteKeyStore {

    private final JdbcClient sql;

    WriteKeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A key as it is kept.
     *
     * @param fingerprint of what was asked with it
     * @param answer null while the write is under way, or if it was interrupted
     */
    record Row(String fingerprint, @Nullable String answer, Instant at) {}

    /** False if it is there already. */
    boolean insert(long tenantId, long personId, String key, String fingerprint, Instant now) {
        return sql.sql("""
                        insert into log_write_key (tenant_id, person_id, write_key, fingerprint, at_micros)
                        values (:tenant, :person, :key, :fingerprint, :now)
                        on conflict (tenant_id, person_id, write_key) do nothing""")
                        .param("tenant", tenantId)
                        .param("person", personId)
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("now", Instants.micros(now))
                        .update()
                == 1;
    }

    Optional<Row> find(long tenantId, long personId, String key) {
        return sql.sql("""
                        select fingerprint, answer, at_micros from log_write_key
                         where tenant_id = :tenant and person_id = :person and write_key = :key""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("key", key)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), Instants.ofMicros(row.getLong(3))))
                .optional();
    }

    void keep(long tenantId, long personId, String key, String answer) {
        sql.sql("""
                        update log_write_key set answer = :answer
                         where tenant_id = :tenant and person_id = :person and write_key = :key""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("key", key)
                .param("answer", answer)
                .update();
    }

    /** Only while there is no answer: that one stays. */
    void deleteUnanswered(long tenantId, long personId, String key) {
        sql.sql("""
                        delete from log_write_key
                         where tenant_id = :tenant and person_id = :person and write_key = :key and answer is null""")
                .param("tenant", tenantId)
                .param("person", personId)
                .param("key", key)
                .update();
    }

    void deleteBefore(long tenantId, Instant answered, Instant unanswered) {
        sql.sql("""
                        delete from log_write_key
                         where tenant_id = :tenant
                           and (at_micros < :answered or (answer is null and at_micros < :unanswered))""")
                .param("tenant", tenantId)
                .param("answered", Instants.micros(answered))
                .param("unanswered", Instants.micros(unanswered))
                .update();
    }
}
