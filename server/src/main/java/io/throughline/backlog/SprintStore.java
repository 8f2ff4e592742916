package io.throughline.backlog;

import io.throughline.database.Instants;
import io.throughline.workspace.Workspace;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sprints and their snapshots. */
final class SprintStore {

    private final JdbcTemplate template;
    private final JdbcClient sql;

    SprintStore(JdbcTemplate template) {
        this.template = template;
        this.sql = JdbcClient.create(template);
    }

    List<Sprint> sprints(Workspace workspace) {
        return sql.sql("""
                        select sprint.id, sprint.name, team.name as team, sprint.goal, sprint.state,
                               sprint.start_epoch_day, sprint.end_epoch_day
                          from sprint left join team on team.id = sprint.team_id
                         where sprint.tenant_id = :tenant and sprint.workspace_id = :workspace
                         order by coalesce(sprint.start_epoch_day, 2147483647), sprint.name
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> new Sprint(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("team"),
                        row.getString("goal"),
                        SprintState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        Instants.findDay(row, "start_epoch_day"),
                        Instants.findDay(row, "end_epoch_day")))
                .list();
    }

    /** Adds a sprint, or says of the one of that name whose it is, what for and when. */
    void upsert(Workspace workspace, Sprint sprint, @Nullable Long teamId) {
        sql.sql("""
                        insert into sprint
                               (tenant_id, workspace_id, team_id, name, goal, state, start_epoch_day, end_epoch_day)
                        values (:tenant, :workspace, (select id from team where id = :team and tenant_id = :tenant),
                                :name, :goal, :state, :start, :end)
                        on conflict (workspace_id, name) do update
                           set team_id = excluded.team_id, goal = excluded.goal, state = excluded.state,
                               start_epoch_day = excluded.start_epoch_day, end_epoch_day = excluded.end_epoch_day
                         where sprint.tenant_id = excluded.tenant_id
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("team", teamId, Types.BIGINT)
                .param("name", sprint.name())
                .param("goal", sprint.goal())
                .param("state", sprint.state().wireName())
                .param("start", Instants.epochDayOrNull(sprint.startsOn()), Types.INTEGER)
                .param("end", Instants.epochDayOrNull(sprint.endsOn()), Types.INTEGER)
                .update();
    }

    Map<String, Long> itemIdsByKey(Workspace workspace) {
        Map<String, Long> ids = new HashMap<>();
        sql.sql("select key, id from item where tenant_id = :tenant and workspace_id = :workspace")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query(row -> {
                    ids.put(row.getString(1), row.getLong(2));
                });
        return ids;
    }

    /** Puts a snapshot in the place of the one that the sprint has for that moment. */
    void replaceSnapshot(Workspace workspace, long sprintId, SprintSnapshot snapshot) {
        sql.sql("delete from sprint_snapshot where tenant_id = :tenant and sprint_id = :sprint and moment = :moment")
                .param("tenant", workspace.tenantId())
                .param("sprint", sprintId)
                .param("moment", snapshot.moment().wireName())
                .update();
        long id = sql.sql("""
                        insert into sprint_snapshot (tenant_id, sprint_id, moment, taken_at_micros, derived)
                        select tenant_id, id, :moment, :taken, :derived from sprint
                         where id = :sprint and tenant_id = :tenant
                        returning id
                        """)
                .param("tenant", workspace.tenantId())
                .param("sprint", sprintId)
                .param("moment", snapshot.moment().wireName())
                .param("taken", Instants.micros(snapshot.takenAt()))
                .param("derived", snapshot.derived())
                .query((row, number) -> row.getLong(1))
                .single();
        if (!snapshot.lines().isEmpty()) {
            template.batchUpdate("""
                    insert into sprint_snapshot_item (tenant_id, snapshot_id, item_id, size_points, status_category)
                    select tenant_id, ?, id, cast(? as double precision), ? from item where id = ? and tenant_id = ?
                    """, snapshot.lines(), snapshot.lines().size(), (row, line) -> {
                row.setLong(1, id);
                row.setObject(2, line.sizePoints());
                row.setString(3, line.statusCategory().wireName());
                row.setLong(4, line.itemId());
                row.setLong(5, workspace.tenantId());
            });
        }
    }

    /** The snapshots of a sprint with their lines, the start first. */
    List<SprintSnapshot> snapshots(Workspace workspace, long sprintId) {
        return sql.sql("""
                        select id, moment, taken_at_micros, derived from sprint_snapshot
                         where tenant_id = :tenant and sprint_id = :sprint order by moment desc
                        """)
                .param("tenant", workspace.tenantId())
                .param("sprint", sprintId)
                .query((row, number) -> new SprintSnapshot(
                        SprintSnapshot.Moment.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        Instants.ofMicros(row.getLong(3)),
                        row.getBoolean(4),
                        lines(workspace, row.getLong(1))))
                .list();
    }

    private List<SprintSnapshot.Line> lines(Workspace workspace, long snapshotId) {
        return sql.sql("""
                        select item_id, size_points, status_category from sprint_snapshot_item
                         where tenant_id = :tenant and snapshot_id = :snapshot order by item_id
                        """)
                .param("tenant", workspace.tenantId())
                .param("snapshot", snapshotId)
                .query((row, number) -> {
                    double size = row.getDouble(2);
                    Double sizePoints = row.wasNull() ? null : size;
                    return new SprintSnapshot.Line(
                            row.getLong(1),
                            sizePoints,
                            StatusCategory.findByWireName(row.getString(3)).orElseThrow());
                })
                .list();
    }

    /** A sprint that has begun and whose snapshots nobody recorded. */
    record Unrecorded(long sprintId, long startEpochDay, long endEpochDay, boolean closed) {}

    /** Sprints with known days that have begun before the day and have no recorded snapshot. */
    List<Unrecorded> unrecorded(Workspace workspace, long todayEpochDay) {
        return sql.sql("""
                        select sprint.id, sprint.start_epoch_day, sprint.end_epoch_day, sprint.state from sprint
                         where sprint.tenant_id = :tenant and sprint.workspace_id = :workspace
                           and sprint.start_epoch_day <= :today and sprint.end_epoch_day is not null
                           and not exists (select 1 from sprint_snapshot
                                            where sprint_snapshot.sprint_id = sprint.id and derived = false)
                         order by sprint.id
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("today", todayEpochDay)
                .query((row, number) -> new Unrecorded(
                        row.getLong(1), row.getLong(2), row.getLong(3), "closed".equals(row.getString(4))))
                .list();
    }

    /** What an item of a sprint was at two moments, by its history; null where it did not exist yet. */
    record Membership(
            long itemId,
            @Nullable Double sizePoints,
            @Nullable String categoryAtStart,
            @Nullable String categoryAtClose) {}

    List<Membership> membershipsAt(Workspace workspace, long sprintId, Instant start, Instant close) {
        return sql.sql("""
                        select item.id, item.size_points,
                               (select to_category from item_status_change
                                 where item_id = item.id and at_micros <= :start order by step desc limit 1) as at_start,
                               (select to_category from item_status_change
                                 where item_id = item.id and at_micros <= :close order by step desc limit 1) as at_close
                          from sprint_item join item on item.id = sprint_item.item_id
                         where sprint_item.tenant_id = :tenant and sprint_item.sprint_id = :sprint
                         order by item.id
                        """)
                .param("start", Instants.micros(start))
                .param("close", Instants.micros(close))
                .param("tenant", workspace.tenantId())
                .param("sprint", sprintId)
                .query((row, number) -> {
                    double size = row.getDouble(2);
                    Double sizePoints = row.wasNull() ? null : size;
                    return new Membership(row.getLong(1), sizePoints, row.getString(3), row.getString(4));
                })
                .list();
    }
}
