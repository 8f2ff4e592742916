package io.throughline.access.signin;

import io.throughline.database.Instants;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts to sign in that failed, or have not succeeded yet. */
final class SignInFailureStore {

    private final JdbcClient sql;

    SignInFailureStore(JdbcClient sql) {
        this.sql = sql;
    }

    record Failures(int count, Instant lastAt) {}

    /** The failures of a subject, which nobody else changes until the transaction ends. */
    Failures lock(String subjectHash, Instant now) {
        return sql.sql("""
                        insert into sign_in_failure (subject_hash, failures, last_at_micros)
                        values (:subject, 0, :now)
                        on conflict (subject_hash) do update set subject_hash = excluded.subject_hash
                        returning failures, last_at_micros
                        """)
                .param("subject", subjectHash)
                .param("now", Instants.micros(now))
                .query((row, number) -> new Failures(row.getInt(1), Instants.ofMicros(row.getLong(2))))
                .single();
    }

    void put(String subjectHash, int count, Instant lastAt) {
        sql.sql("update sign_in_failure set failures = :count, last_at_micros = :last where subject_hash = :subject")
                .param("subject", subjectHash)
                .param("count", count)
                .param("last", Instants.micros(lastAt))
                .update();
    }

    void delete(String subjectHash) {
        sql.sql("delete from sign_in_failure where subject_hash = :subject")
                .param("subject", subjectHash)
                .update();
    }

    void deleteBefore(Instant time) {
        sql.sql("delete from sign_in_failure where last_at_micros < :time")
                .param("time", Instants.micros(time))
                .update();
    }
}
