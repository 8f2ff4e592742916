package io.throughline.timelog.embedded;

import io.throughline.timelog.LogLabel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labels of log lines, which each tenant numbers by itself. */
final class LabelStore {

    private final JdbcClient sql;

    LabelStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** By id. */
    List<ErpLabel> labels(long tenantId) {
        return sql.sql("select id, name, active from log_label where tenant_id = :tenant order by id")
                .param("tenant", tenantId)
                .query((row, number) -> new ErpLabel(new LogLabel(row.getLong(1), row.getString(2)), row.getBoolean(3)))
                .list();
    }

    /** Adds a label. False if its number is taken. */
    boolean insert(long tenantId, long labelId, String name) {
        return sql.sql("""
                        insert into log_label (tenant_id, id, name) values (:tenant, :id, :name)
                        on conflict (tenant_id, id) do nothing
                        """)
                        .param("tenant", tenantId)
                        .param("id", labelId)
                        .param("name", name)
                        .update()
                == 1;
    }

    void update(long tenantId, long labelId, String name, boolean active) {
        sql.sql("update log_label set name = :name, active = :active where tenant_id = :tenant and id = :id")
                .param("name", name)
                .param("active", active)
                .param("tenant", tenantId)
                .param("id", labelId)
                .update();
    }
}
