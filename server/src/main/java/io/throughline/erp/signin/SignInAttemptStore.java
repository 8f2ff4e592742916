package io.throughline.erp.signin;

import io.throughline.database.Instants;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of attempts: one row for each person and company. */
final class SignInAttemptStore {

    private static final String COLUMNS =
            "tenant_id, person_id, person_name, client, way, state, told, asked_at_micros, until_micros";

    /** While the ERP is asked, the attempt is as good as opened, but nobody else can finish it. */
    private static final String FINISHING = "finishing";

    private final JdbcClient sql;

    SignInAttemptStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** In the place of the person's former one, whose link leads nowhere then. */
    void put(SignInAttempt attempt, String idHash) {
        sql.sql("""
                        insert into log_sign_in_attempt (tenant_id, person_id, id_hash, person_name, client, way, state,
                               asked_at_micros, until_micros)
                        values (:tenant, :person, :hash, :name, :client, :way, 'waiting', :asked, :until)
                        on conflict (tenant_id, person_id) do update
                           set id_hash = excluded.id_hash, person_name = excluded.person_name, client = excluded.client,
                               way = excluded.way, state = excluded.state, told = '', viewer_hash = null,
                               sealed_secrets = null, asked_at_micros = excluded.asked_at_micros,
                               until_micros = excluded.until_micros""")
                .param("tenant", attempt.tenantId())
                .param("person", attempt.personId())
                .param("hash", idHash)
                .param("name", attempt.personName())
                .param("client", attempt.client())
                .param("way", lower(attempt.way()))
                .param("asked", Instants.micros(attempt.askedAt()))
                .param("until", Instants.micros(attempt.until()))
                .update();
    }

    Optional<SignInAttempt> find(String idHash, Instant now) {
        return sql.sql("select " + COLUMNS + " from log_sign_in_attempt where id_hash = :hash")
                .param("hash", idHash)
                .query((row, number) -> attempt(row, now))
                .optional();
    }

    Optional<SignInAttempt> findOf(long tenantId, long personId, Instant now) {
        return sql.sql("select " + COLUMNS
                        + " from log_sign_in_attempt where tenant_id = :tenant and person_id = :person")
                .param("tenant", tenantId)
                .param("person", personId)
                .query((row, number) -> attempt(row, now))
                .optional();
    }

    private static SignInAttempt attempt(ResultSet row, Instant now) throws SQLException {
        Instant until = Instants.ofMicros(row.getLong("until_micros"));
        return new SignInAttempt(
                row.getLong("tenant_id"),
                row.getLong("person_id"),
                row.getString("person_name"),
                row.getString("client"),
                Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT)),
                state(row.getString("state"), until, now),
                Instants.ofMicros(row.getLong("asked_at_micros")),
                until,
                row.getString("told"));
    }

    private static State state(String stored, Instant until, Instant now) {
        State state = stored.equals(FINISHING) ? State.OPENED : State.valueOf(stored.toUpperCase(Locale.ROOT));
        return state.isOver() || now.isBefore(until) ? state : State.EXPIRED;
    }

    /**
     * Marks the attempt as opened by a browser, unless it is over or another browser has opened it.
     *
     * @return whether it is that browser's now
     */
    boolean open(String idHash, String viewerHash, Instant now) {
        return sql.sql("""
                        update log_sign_in_attempt
                           set viewer_hash = :viewer, state = case state when 'waiting' then 'opened' else state end
                         where id_hash = :hash and state in ('waiting', 'opened', 'finishing') and until_micros > :now
                           and (viewer_hash is null or viewer_hash = :viewer)""")
                        .param("viewer", viewerHash)
                        .param("hash", idHash)
                        .param("now", Instants.micros(now))
                        .update()
                > 0;
    }

    boolean isViewer(String idHash, String viewerHash) {
        return sql.sql("select 1 from log_sign_in_attempt where id_hash = :hash and viewer_hash = :viewer")
                .param("hash", idHash)
                .param("viewer", viewerHash)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @return whether it was under way */
    boolean extend(String idHash, Instant until, Instant now) {
        return sql.sql("""
                        update log_sign_in_attempt set until_micros = :until
                         where id_hash = :hash and state in ('waiting', 'opened') and until_micros > :now""")
                        .param("until", Instants.micros(until))
                        .param("hash", idHash)
                        .param("now", Instants.micros(now))
                        .update()
                > 0;
    }

    void putSecrets(String idHash, String sealed) {
        sql.sql("update log_sign_in_attempt set sealed_secrets = :sealed where id_hash = :hash")
                .param("sealed", sealed)
                .param("hash", idHash)
                .update();
    }

    /** Takes them out, so that they serve once. */
    Optional<String> takeSecrets(String idHash, Instant now) {
        Optional<String> sealed = sql.sql("""
                        select sealed_secrets from log_sign_in_attempt
                         where id_hash = :hash and sealed_secrets is not null and until_micros > :now
                           and state in ('waiting', 'opened')""")
                .param("hash", idHash)
                .param("now", Instants.micros(now))
                .query(String.class)
                .optional();
        return sealed.filter(found ->
                sql.sql("""
                        update log_sign_in_attempt set sealed_secrets = null
                         where id_hash = :hash and sealed_secrets = :sealed""").param("hash", idHash).param("sealed", found).update() > 0);
    }

    /** @return whether the caller, and nobody else, may finish the attempt now */
    boolean claim(String idHash, Instant now) {
        return sql.sql("""
                        update log_sign_in_attempt set state = 'finishing'
                         where id_hash = :hash and state in ('waiting', 'opened') and until_micros > :now""")
                        .param("hash", idHash)
                        .param("now", Instants.micros(now))
                        .update()
                > 0;
    }

    /**
     * Ends an attempt that is not over, and forgets what it kept secret.
     *
     * @param finishing whether by whoever has claimed it; else only one that nobody has
     */
    boolean end(String idHash, boolean finishing, State state, String told) {
        return sql.sql("""
                        update log_sign_in_attempt set state = :state, told = :told, sealed_secrets = null
                         where id_hash = :hash
                           and ((:finishing = true and state = 'finishing')
                                or (:finishing = false and state in ('waiting', 'opened')))""")
                        .param("finishing", finishing)
                        .param("state", lower(state))
                        .param("told", told)
                        .param("hash", idHash)
                        .update()
                > 0;
    }

    /** Also one that the ERP is asked about just now: whoever asks undoes it then. */
    boolean cancel(long tenantId, long personId, String told, Instant now) {
        return sql.sql("""
                        update log_sign_in_attempt set state = 'cancelled', told = :told, sealed_secrets = null
                         where tenant_id = :tenant and person_id = :person
                           and state in ('waiting', 'opened', 'finishing') and until_micros > :now""")
                        .param("told", told)
                        .param("tenant", tenantId)
                        .param("person", personId)
                        .param("now", Instants.micros(now))
                        .update()
                > 0;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
