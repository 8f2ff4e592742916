package io.throughline.access.oauth.server;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Programs that registered themselves or were met with a metadata document. */
final class ProgramStore {

    private static final JsonMapper json = JsonMapper.builder().build();

    private final JdbcClient sql;

    ProgramStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Program> find(String clientId) {
        return sql.sql("select client_id, source, name, redirect_uris from oauth_client where client_id = :id")
                .param("id", clientId)
                .query((row, number) -> new Program(
                        row.getString(1),
                        row.getString(2).equals("document"),
                        row.getString(3),
                        json.readValue(row.getString(4), new TypeReference<>() {})))
                .optional();
    }

    /** Keeps a program; a documented one may have changed its document. */
    void save(Program program, Instant now) {
        sql.sql("""
                        insert into oauth_client (client_id, source, name, redirect_uris, created_at_micros)
                        values (:id, :source, :name, :redirectUris, :now)
                        on conflict (client_id) do update set name = excluded.name, redirect_uris = excluded.redirect_uris
                        """)
                .param("id", program.clientId())
                .param("source", program.documented() ? "document" : "registration")
                .param("name", program.name())
                .param("redirectUris", json.writeValueAsString(program.redirectUris()))
                .param("now", Instants.micros(now))
                .update();
    }

    int countUnused() {
        return sql.sql("""
                        select count(*) from oauth_client
                         where source = 'registration'
                           and not exists (select 1 from oauth_grant
                                            where oauth_grant.client_id = oauth_client.client_id)
                        """).query(Integer.class).single();
    }

    /** Forgets programs that registered and whom nobody allows anything; those with a document can be looked up anew. */
    void deleteUnused(Instant madeBefore) {
        sql.sql("""
                        delete from oauth_client
                         where created_at_micros < :before and source = 'registration'
                           and not exists (select 1 from oauth_grant
                                            where oauth_grant.client_id = oauth_client.client_id)
                        """).param("before", Instants.micros(madeBefore)).update();
    }
}
