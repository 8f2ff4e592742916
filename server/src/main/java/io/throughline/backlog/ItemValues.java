package io.throughline.backlog;

import io.throughline.database.Instants;
import io.throughline.database.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one row, before those that were not asked for are left out. */
record ItemValues(Item all, boolean blocked) {

    static ItemValues of(ResultSet row) throws SQLException {
        var item = new Item(
                PublicId.ITEM.of(row.getLong("id")),
                row.getString("key"),
                row.getString("title"),
                row.getString("type"),
                row.getString("status"),
                row.getString("status_category"),
                findDouble(row, "size_points"),
                findInteger(row, "estimate_minutes"),
                row.getString("team"),
                row.getString("assignee"),
                row.getString("parent_key"),
                row.getString("priority"),
                null,
                null,
                null,
                null,
                null,
                row.getString("blocked_reason"),
                null,
                findDouble(row, "business_value"),
                findDouble(row, "time_criticality"),
                findDouble(row, "risk_reduction"),
                findDouble(row, "opportunity_enablement"),
                findDouble(row, "cost_of_delay_per_week"),
                row.getString("urgency"),
                Instants.findDay(row, "start_epoch_day"),
                Instants.findDay(row, "due_epoch_day"),
                Instants.findInstant(row, "created_at_micros"),
                Instants.findInstant(row, "updated_at_micros"),
                Instants.findInstant(row, "started_at_micros"),
                Instants.findInstant(row, "done_at_micros"),
                row.getString("source"),
                row.getString("url"),
                row.getString("description"));
        return new ItemValues(item, row.getInt("is_blocked") == 1);
    }

    Item told(
            Set<ItemColumn> columns, Map<String, List<String>> tags, @Nullable String sprint, List<String> blockedBy) {
        var pick = new Pick(columns);
        return new Item(
                all.id(),
                all.key(),
                all.title(),
                all.type(),
                all.status(),
                pick.of(ItemColumn.STATUS_CATEGORY, all.statusCategory()),
                pick.of(ItemColumn.SIZE_POINTS, all.sizePoints()),
                pick.of(ItemColumn.ESTIMATE_MINUTES, all.estimateMinutes()),
                pick.of(ItemColumn.TEAM, all.team()),
                pick.of(ItemColumn.ASSIGNEE, all.assignee()),
                pick.of(ItemColumn.PARENT, all.parent()),
                pick.of(ItemColumn.PRIORITY, all.priority()),
                pick.of(ItemColumn.LABELS, tags.get("label")),
                pick.of(ItemColumn.THEMES, tags.get("theme")),
                pick.of(ItemColumn.SKILLS, tags.get("skill")),
                pick.of(ItemColumn.SPRINT, sprint),
                pick.of(ItemColumn.BLOCKED, blocked ? Boolean.TRUE : null),
                pick.of(ItemColumn.BLOCKED_REASON, all.blockedReason()),
                pick.of(ItemColumn.BLOCKED_BY, blockedBy.isEmpty() ? null : blockedBy),
                pick.of(ItemColumn.BUSINESS_VALUE, all.businessValue()),
                pick.of(ItemColumn.TIME_CRITICALITY, all.timeCriticality()),
                pick.of(ItemColumn.RISK_REDUCTION, all.riskReduction()),
                pick.of(ItemColumn.OPPORTUNITY_ENABLEMENT, all.opportunityEnablement()),
                pick.of(ItemColumn.COST_OF_DELAY_PER_WEEK, all.costOfDelayPerWeek()),
                pick.of(ItemColumn.URGENCY, all.urgency()),
                pick.of(ItemColumn.START_ON, all.startOn()),
                pick.of(ItemColumn.DUE_ON, all.dueOn()),
                pick.of(ItemColumn.CREATED_AT, all.createdAt()),
                pick.of(ItemColumn.UPDATED_AT, all.updatedAt()),
                pick.of(ItemColumn.STARTED_AT, all.startedAt()),
                pick.of(ItemColumn.DONE_AT, all.doneAt()),
                pick.of(ItemColumn.SOURCE, all.source()),
                pick.of(ItemColumn.URL, all.url()),
                pick.of(ItemColumn.DESCRIPTION, all.description()));
    }

    private record Pick(Set<ItemColumn> columns) {
        <T> @Nullable T of(ItemColumn column, @Nullable T value) {
            return columns.contains(column) ? value : null;
        }
    }

    private static @Nullable Double findDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer findInteger(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
