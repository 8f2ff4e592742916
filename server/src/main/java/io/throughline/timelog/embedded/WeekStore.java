package io.throughline.timelog.embedded;

import io.throughline.database.Dialect;
import io.throughline.timelog.WeekLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Week logs and the projects within them. */
final class WeekStore {

    /** All of the weeks in one statement: a single week and a month cost one round trip each, and see one state. */
    private static final String WEEKS = """
            select week_log.id as week_id, week_log.monday_epoch_day, week_log.completed, week_log.completed_at_micros,
                   week_log.modified_at_micros, week_log.person_id, owner.name as person, owner.email,
                   completer.name as completed_by,
                   week_project.id as week_project_id, log_project.id as project_id, log_project.complete_name,
                   log_project.name as short_name,
                   log_task.id as task_id, log_task.description, log_task.item_key,
                   log_day.id as day_id, log_day.epoch_day, log_day.minutes, log_day.label_id, log_label.name as label
              from week_log
              join person owner on owner.id = week_log.person_id
              left join person completer on completer.id = week_log.completed_by_person_id
              left join week_project on week_project.week_log_id = week_log.id
              left join log_project on log_project.id = week_project.project_id
              left join log_task on log_task.week_project_id = week_project.id
              left join log_day on log_day.task_id = log_task.id
              left join log_label on log_label.tenant_id = week_log.tenant_id and log_label.id = log_day.label_id
             where week_log.tenant_id = :tenant and week_log.person_id = :person
               and week_log.monday_epoch_day between :from and :to
             order by week_log.monday_epoch_day, log_project.complete_name, week_project.id, log_task.id,
                      log_day.epoch_day
            """;

    private static final String HEADS = """
            select week_log.id, week_log.monday_epoch_day, week_log.completed, week_log.modified_at_micros,
                   coalesce(sum(log_day.minutes), 0) as minutes
              from week_log
              left join week_project on week_project.week_log_id = week_log.id
              left join log_task on log_task.week_project_id = week_project.id
              left join log_day on log_day.task_id = log_task.id
             where week_log.tenant_id = :tenant and week_log.person_id = :person
               and week_log.monday_epoch_day between :from and :to
             group by week_log.id, week_log.monday_epoch_day, week_log.completed, week_log.modified_at_micros
             order by week_log.monday_epoch_day
            """;

    private final JdbcClient sql;
    private final Dialect dialect;

    WeekStore(JdbcClient sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * The weeks of a person with all that is in them, by Monday; projects by complete name.
     *
     * @param from the first Monday
     * @param to the last
     */
    List<WeekLog> weeks(long tenantId, long personId, LocalDate from, LocalDate to) {
        var rows = new WeekRows();
        sql.sql(WEEKS)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("from", from.toEpochDay())
                .param("to", to.toEpochDay())
                .query(row -> {
                    rows.add(row(row));
                });
        return rows.weeks();
    }

    private static WeekRows.Row row(ResultSet row) throws SQLException {
        return new WeekRows.Row(
                row.getLong("week_id"),
                LocalDate.ofEpochDay(row.getLong("monday_epoch_day")),
                row.getBoolean("completed"),
                number(row, "completed_at_micros"),
                row.getString("completed_by"),
                row.getLong("modified_at_micros"),
                row.getLong("person_id"),
                row.getString("person"),
                row.getString("email"),
                number(row, "week_project_id"),
                row.getLong("project_id"),
                row.getString("complete_name"),
                row.getString("short_name"),
                number(row, "task_id"),
                row.getString("description"),
                row.getString("item_key"),
                number(row, "day_id"),
                row.getLong("epoch_day"),
                row.getInt("minutes"),
                number(row, "label_id"),
                row.getString("label"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** The weeks of a person from the first Monday to the last, without what is in them. */
    List<WeekHead> heads(long tenantId, long personId, LocalDate from, LocalDate to) {
        return sql.sql(HEADS)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("from", from.toEpochDay())
                .param("to", to.toEpochDay())
                .query((row, number) -> new WeekHead(
                        row.getLong(1),
                        LocalDate.ofEpochDay(row.getLong(2)),
                        row.getBoolean(3),
                        Version.text(row.getLong(4)),
                        row.getInt(5)))
                .list();
    }

    /** The Monday of a week of the person; empty also if it is somebody else's. */
    Optional<LocalDate> findMonday(long tenantId, long personId, long weekLogId) {
        return sql.sql("""
                        select monday_epoch_day from week_log
                         where id = :week and tenant_id = :tenant and person_id = :person
                        """)
                .param("week", weekLogId)
                .param("tenant", tenantId)
                .param("person", personId)
                .query((row, number) -> LocalDate.ofEpochDay(row.getLong(1)))
                .optional();
    }

    /** Keeps all others from writing to a week until the transaction ends, if there is such a week. */
    void lock(long tenantId, long personId, LocalDate monday) {
        if (dialect == Dialect.SQLITE) {
            return; // whose only writer we are
        }
        sql.sql("""
                        select id from week_log
                         where tenant_id = :tenant and person_id = :person and monday_epoch_day = :monday
                           for update
                        """)
                .param("tenant", tenantId)
                .param("person", personId)
                .param("monday", monday.toEpochDay())
                .query((row, number) -> row.getLong(1))
                .optional();
    }

    /** Makes a week. False if there is one already, perhaps since a moment ago. */
    boolean insert(long tenantId, long personId, LocalDate monday, long nowMicros) {
        return sql.sql("""
                        insert into week_log (tenant_id, person_id, monday_epoch_day, modified_at_micros)
                        values (:tenant, :person, :monday, :now)
                        on conflict (tenant_id, person_id, monday_epoch_day) do nothing
                        """)
                        .param("tenant", tenantId)
                        .param("person", personId)
                        .param("monday", monday.toEpochDay())
                        .param("now", nowMicros)
                        .update()
                == 1;
    }

    /** Adds a project to a week that does not have it. @return its id within the week */
    Optional<Long> insertProject(long tenantId, long weekLogId, long projectId) {
        return sql.sql("""
                        insert into week_project (tenant_id, week_log_id, project_id)
                        select week_log.tenant_id, week_log.id, log_project.id
                          from week_log join log_project on log_project.tenant_id = week_log.tenant_id
                         where week_log.id = :week and log_project.id = :project and week_log.tenant_id = :tenant
                        on conflict (week_log_id, project_id) do nothing
                        returning id
                        """)
                .param("week", weekLogId)
                .param("project", projectId)
                .param("tenant", tenantId)
                .query((row, number) -> row.getLong(1))
                .optional();
    }

    void setVersion(long tenantId, long weekLogId, long modifiedAtMicros) {
        sql.sql("update week_log set modified_at_micros = :modified where id = :week and tenant_id = :tenant")
                .param("modified", modifiedAtMicros)
                .param("week", weekLogId)
                .param("tenant", tenantId)
                .update();
    }

    /** Completes a week, or opens it again. */
    void setCompleted(
            long tenantId, long weekLogId, boolean completed, long byPersonId, long nowMicros, long modifiedAtMicros) {
        sql.sql("""
                        update week_log
                           set completed = :completed, completed_at_micros = :at, completed_by_person_id = :by,
                               modified_at_micros = :modified
                         where id = :week and tenant_id = :tenant
                        """)
                .param("completed", completed)
                .param("at", completed ? nowMicros : null, java.sql.Types.BIGINT)
                .param("by", completed ? byPersonId : null, java.sql.Types.BIGINT)
                .param("modified", modifiedAtMicros)
                .param("week", weekLogId)
                .param("tenant", tenantId)
                .update();
    }

    /** @param reason null for none */
    void insertEvent(
            long tenantId,
            long weekLogId,
            boolean completed,
            long byPersonId,
            @Nullable String reason,
            long nowMicros) {
        sql.sql("""
                        insert into week_log_event (tenant_id, week_log_id, at_micros, person_id, action, reason)
                        select tenant_id, id, :now, :by, :action, :reason from week_log
                         where id = :week and tenant_id = :tenant
                        """)
                .param("now", nowMicros)
                .param("by", byPersonId)
                .param("action", completed ? "completed" : "reopened")
                .param("reason", reason)
                .param("week", weekLogId)
                .param("tenant", tenantId)
                .update();
    }
}
