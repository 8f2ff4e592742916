package io.throughline.velocity;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.workspace.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads items with their histories, all of a workspace at once. */
final class WorkItemStore {

    private static final int FETCHED_ROWS = 5_000;
    private static final double MINUTES_PER_HOUR = 60;

    private final JdbcClient sql;

    WorkItemStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** To be called in a transaction, so that items and histories belong together. */
    WorkItems read(Workspace workspace) {
        List<WorkItemRow> rows = sql.sql("""
                        select id, team_id, parent_id, type, status_category, size_points, estimate_minutes,
                               created_at_micros, started_at_micros, done_at_micros
                          from item where tenant_id = :tenant and workspace_id = :workspace order by id
                        """)
                .withFetchSize(FETCHED_ROWS)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> row(row))
                .list();
        WorkItemRow[] completed = rows.toArray(WorkItemRow[]::new);
        if (completed.length > 0) {
            addHistories(workspace, completed);
        }
        return new WorkItems(completed, waits(workspace));
    }

    private List<WorkItems.Wait> waits(Workspace workspace) {
        return sql.sql("""
                        select item_id, predecessor_id from dependency
                         where tenant_id = :tenant and workspace_id = :workspace order by item_id, predecessor_id
                        """)
                .withFetchSize(FETCHED_ROWS)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> new WorkItems.Wait(row.getLong(1), row.getLong(2)))
                .list();
    }

    private static WorkItemRow row(ResultSet row) throws SQLException {
        StatusCategory category =
                StatusCategory.findByWireName(row.getString(5)).orElseThrow();
        return new WorkItemRow(
                row.getLong(1),
                number(row, 2),
                number(row, 3),
                ItemType.findByWireName(row.getString(4)).orElseThrow(),
                category,
                size(row, 6),
                size(row, 7) / MINUTES_PER_HOUR,
                number(row, 8),
                number(row, 9),
                category == StatusCategory.DONE ? number(row, 10) : WorkItems.NONE,
                WorkItems.NONE);
    }

    private static long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? WorkItems.NONE : value;
    }

    private static double size(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /** The range of ids reads the histories in the order of their key; asking for the workspace would sort them. */
    private void addHistories(Workspace workspace, WorkItemRow[] rows) {
        var story = new ItemStory(rows);
        Map<String, Byte> kinds = new HashMap<>();
        sql.sql("""
                        select item_id, at_micros, to_category, to_status, derived from item_status_change
                         where tenant_id = :tenant and item_id between :first and :last
                         order by item_id, step
                        """)
                .withFetchSize(FETCHED_ROWS)
                .param("tenant", workspace.tenantId())
                .param("first", rows[0].id())
                .param("last", rows[rows.length - 1].id())
                .query(row -> {
                    String category = row.getString(3);
                    String status = row.getString(4);
                    byte kind = kinds.computeIfAbsent(
                            category + "/" + status,
                            key -> ItemStory.kind(
                                    StatusCategory.findByWireName(category).orElseThrow(), status));
                    story.step(row.getLong(1), row.getLong(2), kind, row.getBoolean(5));
                });
        story.end();
    }

    /** What people call some items. */
    Map<Long, String> keys(Workspace workspace, Collection<Long> itemIds) {
        Map<Long, String> keys = new HashMap<>();
        if (!itemIds.isEmpty()) {
            sql.sql("""
                            select id, key from item
                             where tenant_id = :tenant and workspace_id = :workspace and id in (:ids)
                            """)
                    .param("tenant", workspace.tenantId())
                    .param("workspace", workspace.id())
                    .param("ids", new ArrayList<>(itemIds))
                    .query(row -> {
                        keys.put(row.getLong(1), row.getString(2));
                    });
        }
        return keys;
    }

    /** What an item is called; empty if there is none. */
    Optional<String> findTitle(Workspace workspace, long itemId) {
        return sql.sql("select title from item where tenant_id = :tenant and workspace_id = :workspace and id = :item")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("item", itemId)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    /** The zone of the first owner, so that weeks begin at the same moment for everybody who asks; UTC if there is none. */
    ZoneId zone(Workspace workspace) {
        return sql.sql("""
                        select person.zone from membership join person on person.id = membership.person_id
                         where membership.tenant_id = :tenant and membership.workspace_id = :workspace
                           and membership.role = 'owner'
                         order by membership.joined_at_micros, membership.person_id limit 1
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> row.getString(1))
                .optional()
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
    }
}
