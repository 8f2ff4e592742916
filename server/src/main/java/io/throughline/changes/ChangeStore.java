package io.throughline.changes;

import io.throughline.database.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of changes. */
final class ChangeStore {

    private final JdbcClient sql;

    ChangeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A change as it stands in the table. */
    record Noted(long id, Instant at, ResourceChange change) {}

    void insert(long tenantId, String uri, Instant now) {
        sql.sql("""
                        insert into resource_change (tenant_id, uri, changed_at_micros)
                        values (:tenant, :uri, :now)""")
                .param("tenant", tenantId)
                .param("uri", uri)
                .param("now", Instants.micros(now))
                .update();
    }

    /** Changes of all tenants, in the order of their ids, which is not that in which they were committed. */
    List<Noted> since(Instant earliest) {
        return sql.sql("""
                        select id, tenant_id, uri, changed_at_micros
                          from resource_change
                         where changed_at_micros >= :earliest
                         order by id""")
                .param("earliest", Instants.micros(earliest))
                .query((row, number) -> new Noted(
                        row.getLong(1),
                        Instants.ofMicros(row.getLong(4)),
                        new ResourceChange(row.getLong(2), row.getString(3))))
                .list();
    }

    void deleteBefore(Instant earliest) {
        sql.sql("delete from resource_change where changed_at_micros < :earliest")
                .param("earliest", Instants.micros(earliest))
                .update();
    }
}
