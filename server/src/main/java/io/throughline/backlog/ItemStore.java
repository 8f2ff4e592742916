package io.throughline.backlog;

import io.throughline.database.Dialect;
import io.throughline.workspace.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads items. */
final class ItemStore {

    private static final String COLUMNS = """
            select item.id, item.key, item.title, item.type, item.status, item.status_category, item.size_points,
                   item.estimate_minutes, team.name as team, member.name as assignee, parent.key as parent_key,
                   item.priority, item.rank, item.blocked_reason, item.business_value, item.time_criticality,
                   item.risk_reduction, item.opportunity_enablement, item.cost_of_delay_per_week, item.urgency,
                   item.start_epoch_day, item.due_epoch_day, item.created_at_micros, item.updated_at_micros,
                   item.started_at_micros, item.done_at_micros, item.source, item.url
            """;

    private static final String TABLES = """
              from item
              left join team on team.id = item.team_id
              left join member on member.id = item.assignee_id
              left join item parent on parent.id = item.parent_id
            """;

    private static final Comparator<Count> BY_SIZE = Comparator.comparingLong(Count::count)
            .reversed()
            .thenComparing(Count::value, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final Comparator<StatusCount> BY_FLOW = Comparator.comparing(StatusCount::category)
            .thenComparing(StatusCount::status)
            .thenComparing(StatusCount::type);

    private final JdbcClient sql;
    private final Dialect dialect;

    ItemStore(JdbcClient sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** One item of a page with what its place in the order was. */
    record Placed(long id, String sortValue, Item item) {}

    /** A count for one value; null stands for items that have none. */
    record Count(@Nullable String value, long count) {}

    /**
     * The items after the cursor, in order.
     *
     * @param after null for the first page
     * @param limit at most this many
     */
    List<Placed> page(
            Workspace workspace,
            ItemFilter filter,
            ItemSort sort,
            @Nullable QueryCursor after,
            int limit,
            Set<ItemColumn> columns) {
        ItemCondition condition = condition(workspace, filter, pagePlan(filter.text()));
        String expression = sort.expression();
        if (after != null) {
            String comparison = sort.descending() ? "<" : ">";
            condition.add(
                    "(" + expression + ", item.id) " + comparison + " (:afterValue, :afterId)",
                    "afterId",
                    after.itemId());
            condition.parameters().put("afterValue", sort.by().text() ? after.sortValue() : number(after.sortValue()));
        }
        String direction = sort.descending() ? " desc" : "";
        // First the place of each item from narrow rows and indexes, then everything else for the few on the page.
        String statement = COLUMNS + ", "
                + (columns.contains(ItemColumn.BLOCKED)
                        ? "case when " + ItemCondition.BLOCKED + " then 1 else 0 end"
                        : "0")
                + " as is_blocked, "
                + (columns.contains(ItemColumn.DESCRIPTION) ? "item.description" : "null")
                + " as description, page.sort_value\n  from (select item.id, " + expression
                + " as sort_value from " + condition.tables() + "\n where " + condition.sql() + "\n order by "
                + expression + direction
                + ", item.id" + direction + " limit :limit) page\n  join item on item.id = page.id\n"
                + TABLES.substring(TABLES.indexOf("left join team"))
                + " order by page.sort_value" + direction + ", item.id" + direction;
        List<Row> rows = sql.sql(statement)
                .params(condition.parameters())
                .param("limit", limit)
                .query((row, number) -> Row.of(row))
                .list();
        return completed(workspace, rows, columns);
    }

    private static ItemCondition condition(Workspace workspace, ItemFilter filter, TextPlan textPlan) {
        return new ItemCondition(workspace.tenantId(), workspace.id(), filter, textPlan);
    }

    private TextPlan pagePlan(@Nullable TextQuery text) {
        if (dialect == Dialect.POSTGRESQL) {
            return TextPlan.PLANNED;
        }
        return text != null && matches(text, TextPlan.FEW_MATCHES + 1) <= TextPlan.FEW_MATCHES
                ? TextPlan.MATCHES_FIRST
                : TextPlan.ITEMS_FIRST;
    }

    /** Counting visits every match, in whatever order. */
    private TextPlan countPlan(@Nullable TextQuery text) {
        if (dialect == Dialect.POSTGRESQL) {
            return TextPlan.PLANNED;
        }
        return text == null ? TextPlan.ITEMS_FIRST : TextPlan.MATCHES_FIRST;
    }

    /** How many items have the text, in all workspaces; stops counting at the limit. */
    private long matches(TextQuery text, int limit) {
        return sql.sql("select count(*) from (select 1 from item_text where item_text match :text limit :limit)")
                .param("text", text.inLanguageOf(dialect))
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** Whole numbers stay whole: instants have more digits than a double can hold. */
    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }

    /** What of a row comes from {@code item} and the tables joined to it. */
    private record Row(long id, String sortValue, ItemValues values) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getLong("id"), row.getString("sort_value"), ItemValues.of(row));
        }
    }

    private List<Placed> completed(Workspace workspace, List<Row> rows, Set<ItemColumn> columns) {
        List<Long> ids = rows.stream().map(Row::id).toList();
        boolean tags = columns.contains(ItemColumn.LABELS)
                || columns.contains(ItemColumn.THEMES)
                || columns.contains(ItemColumn.SKILLS);
        Map<Long, Map<String, List<String>>> tagsById = tags ? tags(workspace, ids) : Map.of();
        Map<Long, List<String>> blockers =
                columns.contains(ItemColumn.BLOCKED_BY) ? blockers(workspace, ids) : Map.of();
        Map<Long, String> sprints = columns.contains(ItemColumn.SPRINT) ? lastSprints(workspace, ids) : Map.of();
        List<Placed> placed = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, List<String>> own = tagsById.getOrDefault(row.id(), Map.of());
            Item item =
                    row.values().told(columns, own, sprints.get(row.id()), blockers.getOrDefault(row.id(), List.of()));
            placed.add(new Placed(row.id(), row.sortValue(), item));
        }
        return placed;
    }

    private Map<Long, Map<String, List<String>>> tags(Workspace workspace, List<Long> ids) {
        Map<Long, Map<String, List<String>>> tags = new TreeMap<>();
        if (!ids.isEmpty()) {
            sql.sql("""
                            select item_id, kind, value from item_tag
                             where tenant_id = :tenant and item_id in (:ids) order by item_id, kind, value
                            """).param("tenant", workspace.tenantId()).param("ids", ids).query(row -> {
                tags.computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getString(2), kind -> new ArrayList<>())
                        .add(row.getString(3));
            });
        }
        return tags;
    }

    private Map<Long, List<String>> blockers(Workspace workspace, List<Long> ids) {
        Map<Long, List<String>> blockers = new TreeMap<>();
        if (!ids.isEmpty()) {
            sql.sql("""
                            select dependency.item_id, waited.key
                              from dependency join item waited on waited.id = dependency.predecessor_id
                             where dependency.tenant_id = :tenant and dependency.item_id in (:ids)
                               and waited.status_category in ('todo', 'in_progress')
                             order by dependency.item_id, waited.rank, waited.id
                            """).param("tenant", workspace.tenantId()).param("ids", ids).query(row -> {
                blockers.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(row.getString(2));
            });
        }
        return blockers;
    }

    private Map<Long, String> lastSprints(Workspace workspace, List<Long> ids) {
        Map<Long, String> sprints = new TreeMap<>();
        if (!ids.isEmpty()) {
            sql.sql("""
                            select sprint_item.item_id, sprint.name
                              from sprint_item join sprint on sprint.id = sprint_item.sprint_id
                             where sprint_item.tenant_id = :tenant and sprint_item.item_id in (:ids)
                             order by sprint_item.item_id, coalesce(sprint.start_epoch_day, -1), sprint.id
                            """).param("tenant", workspace.tenantId()).param("ids", ids).query(row -> {
                sprints.put(row.getLong(1), row.getString(2)); // the last one wins
            });
        }
        return sprints;
    }

    long count(Workspace workspace, ItemFilter filter) {
        ItemCondition condition = condition(workspace, filter, countPlan(filter.text()));
        return sql.sql("select count(*) from " + condition.tables() + "\n where " + condition.sql())
                .params(condition.parameters())
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** All that match, in no order. */
    List<Long> ids(Workspace workspace, ItemFilter filter) {
        ItemCondition condition = condition(workspace, filter, countPlan(filter.text()));
        return sql.sql("select item.id from " + condition.tables() + "\n where " + condition.sql())
                .params(condition.parameters())
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Counts by one property, the largest first; items without it are counted under null. */
    List<Count> countBy(Workspace workspace, ItemFilter filter, CountBy by) {
        ItemCondition condition = condition(workspace, filter, countPlan(filter.text()));
        String value = switch (by) {
            case STATUS -> "item.status";
            case TYPE -> "item.type";
            case TEAM -> "team.name";
            case ASSIGNEE -> "member.name";
            case THEME -> "item_tag.value";
        };
        String join = switch (by) {
            case STATUS, TYPE -> "";
            case TEAM -> " left join team on team.id = item.team_id";
            case ASSIGNEE -> " left join member on member.id = item.assignee_id";
            case THEME -> " left join item_tag on item_tag.item_id = item.id and item_tag.kind = 'theme'";
        };
        return sql
                .sql("select " + value + " as value, count(*) as count from " + condition.tables() + join + "\n where "
                        + condition.sql() + "\n group by " + value)
                .params(condition.parameters())
                .query((row, number) -> new Count(row.getString(1), row.getLong(2)))
                .stream()
                .sorted(BY_SIZE) // here, because the databases order text and nulls differently
                .toList();
    }

    /**
     * The statuses that occur in the workspace. Steps from one to the next through the index: reading all items for a dozen
     * names would cost more than the query that the names are for.
     */
    List<String> statusNames(Workspace workspace) {
        return sql
                .sql("""
                        with recursive known (category, status) as (
                            select category, (select min(item.status) from item
                                               where item.tenant_id = :tenant and item.workspace_id = :workspace
                                                 and item.status_category = category)
                              from (select 'todo' as category union all select 'in_progress'
                                    union all select 'done' union all select 'cancelled') categories
                            union all
                            select category, (select min(item.status) from item
                                               where item.tenant_id = :tenant and item.workspace_id = :workspace
                                                 and item.status_category = known.category
                                                 and item.status > known.status)
                              from known where known.status is not null)
                        select distinct status from known where status is not null
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> row.getString(1))
                .stream()
                .sorted()
                .toList();
    }

    /** How many items there are of each type in each status. */
    List<StatusCount> statuses(Workspace workspace) {
        return sql
                .sql("""
                        select status_category, status, type, count(*) as count from item
                         where tenant_id = :tenant and workspace_id = :workspace
                         group by status_category, status, type
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> new StatusCount(
                        StatusCategory.findByWireName(row.getString(1)).orElseThrow(),
                        row.getString(2),
                        ItemType.findByWireName(row.getString(3)).orElseThrow(),
                        row.getLong(4)))
                .stream()
                .sorted(BY_FLOW) // here, because the databases order text differently
                .toList();
    }

    /** How many items of one type stand in one status. */
    record StatusCount(StatusCategory category, String status, ItemType type, long count) {}

    /** Figures of the open items of a workspace. */
    record OpenFigures(double sizePoints, long unestimated, long blocked) {}

    OpenFigures openFigures(Workspace workspace) {
        return sql.sql("select coalesce(sum(item.size_points), 0) as points,"
                        + " count(*) - count(item.size_points) as unestimated,"
                        + " coalesce(sum(case when " + ItemCondition.BLOCKED + " then 1 else 0 end), 0) as blocked"
                        + " from item where item.tenant_id = :tenant and item.workspace_id = :workspace"
                        + " and item.status_category in ('todo', 'in_progress')")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query((row, number) -> new OpenFigures(rounded(row.getDouble(1)), row.getLong(2), row.getLong(3)))
                .single();
    }

    /** To a thousandth: beyond that a sum depends on the order in which the database adds. */
    private static double rounded(double points) {
        return Math.round(points * 1_000) / 1_000.0;
    }

    /** The labels, themes or skills that occur in the workspace; steps through the index as {@link #statusNames} does. */
    List<String> tagValues(Workspace workspace, String kind) {
        return sql.sql("""
                        with recursive known (value) as (
                            select min(item_tag.value) from item_tag
                             where tenant_id = :tenant and workspace_id = :workspace and kind = :kind
                            union all
                            select (select min(item_tag.value) from item_tag
                                     where tenant_id = :tenant and workspace_id = :workspace and kind = :kind
                                       and item_tag.value > known.value)
                              from known where known.value is not null)
                        select value from known where value is not null order by value
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("kind", kind)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** The ids of the items with that key; more than one where two sources use the same. */
    List<Long> findByKey(Workspace workspace, String key) {
        return sql.sql("""
                        select id from item
                         where tenant_id = :tenant and workspace_id = :workspace and key = :key order by id
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("key", key)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    Optional<Long> findById(Workspace workspace, long id) {
        return sql.sql("select id from item where tenant_id = :tenant and workspace_id = :workspace and id = :id")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("id", id)
                .query((row, number) -> row.getLong(1))
                .optional();
    }

    /** Ids of the items with those keys; the lowest where two sources use the same. */
    Map<String, Long> idsByKeys(Workspace workspace, Set<String> keys) {
        Map<String, Long> ids = new HashMap<>();
        sql.sql("""
                        select key, min(id) from item
                         where tenant_id = :tenant and workspace_id = :workspace and key in (:keys)
                         group by key
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("keys", keys)
                .query(row -> {
                    ids.put(row.getString(1), row.getLong(2));
                });
        return ids;
    }

    /** Keys that begin alike, for saying which ones exist. */
    List<String> keysLike(Workspace workspace, String key, int limit) {
        String start = key.substring(0, Math.min(key.length(), Math.max(1, key.lastIndexOf('-') + 1)));
        return sql.sql("""
                        select key from item
                         where tenant_id = :tenant and workspace_id = :workspace and key >= :start and key < :end
                         order by key limit :limit
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("start", start)
                .param("end", start + '\uffff')
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
