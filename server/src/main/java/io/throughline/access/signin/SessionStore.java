package io.throughline.access.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sessions of browsers. Points in time stand in milliseconds, as in the schema of Spring Session. */
final class SessionStore {

    private static final String COLUMNS =
            "select primary_id, session_id, creation_time, last_access_time, expiry_time, principal_name from spring_session";

    private final JdbcClient sql;

    SessionStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param rowId stays when the id changes
     * @param id what the browser shows
     * @param email of the person who signed in, null if nobody did
     */
    record Row(
            String rowId,
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            Instant endsAt,
            @Nullable String email) {}

    void insert(Row row) {
        sql.sql("""
                        insert into spring_session (primary_id, session_id, creation_time, last_access_time,
                                                    max_inactive_interval, expiry_time, principal_name)
                        values (:row, :id, :created, :used, :idle, :ends, :email)
                        """)
                .param("row", row.rowId())
                .param("id", row.id())
                .param("created", row.createdAt().toEpochMilli())
                .param("used", row.lastUsedAt().toEpochMilli())
                .param("idle", StoredSession.IDLE.toSeconds())
                .param("ends", row.endsAt().toEpochMilli())
                .param("email", row.email())
                .update();
    }

    /** False if the session was ended meanwhile; it stays so. */
    boolean update(Row row) {
        return sql.sql("""
                                update spring_session
                                   set session_id = :id, last_access_time = :used, expiry_time = :ends,
                                       principal_name = :email
                                 where primary_id = :row
                                """)
                        .param("row", row.rowId())
                        .param("id", row.id())
                        .param("used", row.lastUsedAt().toEpochMilli())
                        .param("ends", row.endsAt().toEpochMilli())
                        .param("email", row.email())
                        .update()
                == 1;
    }

    /** Notes the last use alone: another request may be changing the rest. */
    void markUsed(String rowId, Instant lastUsedAt, Instant endsAt) {
        sql.sql("""
                        update spring_session set last_access_time = :used, expiry_time = :ends
                         where primary_id = :row and last_access_time < :used
                        """)
                .param("row", rowId)
                .param("used", lastUsedAt.toEpochMilli())
                .param("ends", endsAt.toEpochMilli())
                .update();
    }

    void putAttribute(String rowId, String attribute, byte[] content) {
        sql.sql("""
                        insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
                        values (:row, :name, :content)
                        on conflict (session_primary_id, attribute_name)
                        do update set attribute_bytes = excluded.attribute_bytes
                        """)
                .param("row", rowId)
                .param("name", attribute)
                .param("content", content)
                .update();
    }

    void removeAttribute(String rowId, String attribute) {
        sql.sql("delete from spring_session_attributes where session_primary_id = :row and attribute_name = :name")
                .param("row", rowId)
                .param("name", attribute)
                .update();
    }

    Optional<Row> find(String id) {
        return sql.sql(COLUMNS + " where session_id = :id")
                .param("id", id)
                .query(SessionStore::row)
                .optional();
    }

    List<Row> ofPerson(String email) {
        return sql.sql(COLUMNS + " where principal_name = :email order by last_access_time desc, primary_id")
                .param("email", email)
                .query(SessionStore::row)
                .list();
    }

    Map<String, byte[]> attributes(String rowId) {
        Map<String, byte[]> attributes = new HashMap<>();
        sql.sql("select attribute_name, attribute_bytes from spring_session_attributes where session_primary_id = :row")
                .param("row", rowId)
                .query(row -> {
                    attributes.put(row.getString(1), row.getBytes(2));
                });
        return attributes;
    }

    void delete(String id) {
        sql.sql("delete from spring_session where session_id = :id")
                .param("id", id)
                .update();
    }

    /** @param keptId of the session that stays; null for none */
    int deleteOfPerson(String email, @Nullable String keptId) {
        return sql.sql("""
                        delete from spring_session
                         where principal_name = :email and (cast(:kept as text) is null or session_id <> :kept)
                        """).param("email", email).param("kept", keptId).update();
    }

    void deleteEnded(Instant now) {
        sql.sql("delete from spring_session where expiry_time < :now")
                .param("now", now.toEpochMilli())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("primary_id"),
                row.getString("session_id"),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Instant.ofEpochMilli(row.getLong("last_access_time")),
                Instant.ofEpochMilli(row.getLong("expiry_time")),
                row.getString("principal_name"));
    }
}
