package io.throughline.timelog.embedded;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines of weeks and their days. */
final class EntryStore {

    private final JdbcTemplate template;
    private final JdbcClient sql;

    EntryStore(JdbcTemplate template) {
        this.template = template;
        this.sql = JdbcClient.create(template);
    }

    /** The time of a line on a day, as it is to be. */
    record DayRow(
            long taskId,
            LocalDate date,
            int minutes,
            @Nullable Long labelId) {}

    /** @param itemId of the item that the key names; null if there is none */
    long insertTask(
            long tenantId, long weekProjectId, String description, @Nullable String itemKey, @Nullable Long itemId) {
        return sql.sql("""
                        insert into log_task (tenant_id, week_project_id, description, item_key, item_id)
                        select tenant_id, id, :description, :key,
                               (select item.id from item where item.id = :item and item.tenant_id = :tenant)
                          from week_project where id = :project and tenant_id = :tenant
                        returning id
                        """)
                .param("description", description)
                .param("key", itemKey)
                .param("item", itemId, Types.BIGINT)
                .param("project", weekProjectId)
                .param("tenant", tenantId)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    void updateTask(long tenantId, long taskId, String description, @Nullable String itemKey, @Nullable Long itemId) {
        sql.sql("""
                        update log_task
                           set description = :description, item_key = :key,
                               item_id = (select item.id from item where item.id = :item and item.tenant_id = :tenant)
                         where id = :task and tenant_id = :tenant
                        """)
                .param("description", description)
                .param("key", itemKey)
                .param("item", itemId, Types.BIGINT)
                .param("task", taskId)
                .param("tenant", tenantId)
                .update();
    }

    /** Removes lines with their days. */
    void deleteTasks(long tenantId, Collection<Long> taskIds) {
        if (!taskIds.isEmpty()) {
            sql.sql("delete from log_task where tenant_id = :tenant and id in (:tasks)")
                    .param("tenant", tenantId)
                    .param("tasks", taskIds)
                    .update();
        }
    }

    void deleteDays(long tenantId, Collection<Long> dayIds) {
        if (!dayIds.isEmpty()) {
            sql.sql("delete from log_day where tenant_id = :tenant and id in (:days)")
                    .param("tenant", tenantId)
                    .param("days", dayIds)
                    .update();
        }
    }

    /** Puts days in the place of those that are there. */
    void putDays(long tenantId, List<DayRow> days) {
        if (days.isEmpty()) {
            return;
        }
        template.batchUpdate("""
                insert into log_day (tenant_id, task_id, epoch_day, minutes, label_id)
                select tenant_id, id, cast(? as integer), cast(? as integer), cast(? as integer) from log_task
                 where id = ? and tenant_id = ?
                on conflict (task_id, epoch_day) do update
                   set minutes = excluded.minutes, label_id = excluded.label_id
                """, days, days.size(), (row, day) -> {
            row.setLong(1, day.date().toEpochDay());
            row.setInt(2, day.minutes());
            row.setObject(3, day.labelId(), Types.BIGINT);
            row.setLong(4, day.taskId());
            row.setLong(5, tenantId);
        });
    }
}
