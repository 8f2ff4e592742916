package io.throughline.backlog.imports;

import io.throughline.backlog.Words;
import io.throughline.database.Dialect;
import io.throughline.database.Instants;
import io.throughline.workspace.Workspace;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes items by the hundred. */
final class ImportStore {

    private static final String ITEM_VALUES = """
            type, status_category, status, team_id, assignee_id, rank, size_points, estimate_minutes, blocked,
            created_at_micros, updated_at_micros, started_at_micros, done_at_micros, start_epoch_day, due_epoch_day,
            key, title, source_type, priority, business_value, time_criticality, risk_reduction,
            opportunity_enablement, cost_of_delay_per_week, urgency, blocked_reason, parent_ref, url, content_hash,
            description
            """;
    private static final int ITEM_VALUE_COUNT = ITEM_VALUES.split(",").length;

    /** Before the places of items whose source has no ranks; greater than any letter, so they come last. */
    static final String UNRANKED = "~";

    private static final List<String> ANALYSED_TABLES =
            List.of("item", "item_tag", "item_status_change", "sprint_item", "dependency");

    private final JdbcTemplate template;
    private final JdbcClient sql;
    private final Dialect dialect;

    ImportStore(JdbcTemplate template, Dialect dialect) {
        this.template = template;
        this.sql = JdbcClient.create(template);
        this.dialect = dialect;
    }

    /** What is known of an item that was imported before. */
    record Known(
            long id,
            String contentHash,
            String title,
            String status,
            @Nullable Double sizePoints,
            String rank) {}

    /** An item ready to be written, with the ids that its names stand for. */
    record Prepared(
            ImportedItem item,
            String contentHash,
            String rank,
            @Nullable Long teamId,
            @Nullable Long assigneeId,
            @Nullable Long parentId) {}

    /** An item that was written. */
    record Stored(long id, ImportedItem item) {}

    Map<String, Known> known(Workspace workspace, String source, List<String> sourceIds) {
        Map<String, Known> known = new HashMap<>();
        sql.sql("""
                        select id, source_id, content_hash, title, status, size_points, rank from item
                         where tenant_id = :tenant and workspace_id = :workspace and source = :source
                           and source_id in (:ids)
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("source", source)
                .param("ids", sourceIds)
                .query(row -> {
                    double size = row.getDouble("size_points");
                    Double sizePoints = row.wasNull() ? null : size;
                    known.put(
                            row.getString("source_id"),
                            new Known(
                                    row.getLong("id"),
                                    row.getString("content_hash"),
                                    row.getString("title"),
                                    row.getString("status"),
                                    sizePoints,
                                    row.getString("rank")));
                });
        return known;
    }

    /** The greatest rank among items whose source has no ranks of its own, by which new ones go to the end. */
    long lastPlace(Workspace workspace) {
        return sql.sql("""
                        select coalesce(max(rank), '~0') from item
                         where tenant_id = :tenant and workspace_id = :workspace and rank >= :unranked
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("unranked", UNRANKED)
                .query((row, number) -> Long.parseLong(row.getString(1).substring(1)))
                .single();
    }

    /** Ids for items that will be written next, ascending and never used before. */
    List<Long> newIds(int count) {
        return switch (dialect) {
            // The write transaction under way keeps all others from taking the same.
            case SQLITE -> {
                long last = sql.sql("select coalesce(max(seq), 0) from sqlite_sequence where name = 'item'")
                        .query((row, number) -> row.getLong(1))
                        .single();
                yield LongStream.rangeClosed(last + 1, last + count).boxed().toList();
            }
            case POSTGRESQL ->
                sql.sql("""
                                select nextval(pg_get_serial_sequence('item', 'id')) as id
                                  from generate_series(1, :count) order by id
                                """)
                        .param("count", count)
                        .query((row, number) -> row.getLong(1))
                        .list();
        };
    }

    /** @param itemById in order: an item may have one before it as its parent */
    void insert(Workspace workspace, String source, Map<Long, Prepared> itemById) {
        String statement = "insert into item (id, parent_id, tenant_id, workspace_id, source, source_id, " + ITEM_VALUES
                + words(", words") + ")" + (dialect == Dialect.POSTGRESQL ? " overriding system value" : "")
                + " values (?, ?, ?, ?, ?, ?" + ", ?".repeat(ITEM_VALUE_COUNT)
                + words(", cast(? as tsvector)") + ")";
        batch(statement, List.copyOf(itemById.entrySet()), (row, entry) -> {
            Prepared prepared = entry.getValue();
            row.setLong(1, entry.getKey());
            row.setObject(2, prepared.parentId(), Types.BIGINT);
            row.setLong(3, workspace.tenantId());
            row.setLong(4, workspace.id());
            row.setString(5, source);
            row.setString(6, prepared.item().sourceId());
            setValues(row, 7, prepared);
        });
    }

    void update(Workspace workspace, Map<Long, Prepared> itemById) {
        String assignments = ITEM_VALUES.strip().replaceAll("\\s*,\\s*", " = ?, ") + " = ?";
        String statement = "update item set " + assignments + words(", words = cast(? as tsvector)")
                + " where id = ? and tenant_id = ?";
        int idAt = ITEM_VALUE_COUNT + (dialect == Dialect.POSTGRESQL ? 1 : 0) + 1;
        batch(statement, List.copyOf(itemById.entrySet()), (row, entry) -> {
            setValues(row, 1, entry.getValue());
            row.setLong(idAt, entry.getKey());
            row.setLong(idAt + 1, workspace.tenantId());
        });
        List<Long> ids = List.copyOf(itemById.keySet());
        for (String table : List.of("item_tag", "item_status_change", "dependency_reference", "sprint_item")) {
            batch("delete from " + table + " where item_id = ? and tenant_id = ?", ids, (row, id) -> {
                row.setLong(1, id);
                row.setLong(2, workspace.tenantId());
            });
        }
        if (dialect == Dialect.SQLITE) {
            batch(
                    "delete from item_text where rowid in (select id from item where id = ? and tenant_id = ?)",
                    ids,
                    (row, id) -> {
                        row.setLong(1, id);
                        row.setLong(2, workspace.tenantId());
                    });
        }
    }

    /** PostgreSQL keeps the words in the item, SQLite in a table of their own. */
    private String words(String part) {
        return dialect == Dialect.POSTGRESQL ? part : "";
    }

    private void setValues(PreparedStatement row, int first, Prepared prepared) throws SQLException {
        ImportedItem item = prepared.item();
        var value = item.value();
        Object[] values = {
            item.type().wireName(),
            item.statusCategory().wireName(),
            item.status(),
            prepared.teamId(),
            prepared.assigneeId(),
            prepared.rank(),
            item.sizePoints(),
            item.estimateMinutes(),
            item.blocked(),
            Instants.microsOrNull(item.createdAt()),
            Instants.microsOrNull(item.updatedAt()),
            Instants.microsOrNull(item.startedAt()),
            Instants.microsOrNull(item.doneAt()),
            Instants.epochDayOrNull(item.startOn()),
            Instants.epochDayOrNull(item.dueOn()),
            item.key(),
            item.title(),
            item.sourceType(),
            item.priority(),
            value.businessValue(),
            value.timeCriticality(),
            value.riskReduction(),
            value.opportunityEnablement(),
            value.costOfDelayPerWeek(),
            value.urgency() == null ? null : value.urgency().wireName(),
            item.blockedReason(),
            item.parent(),
            item.url(),
            prepared.contentHash(),
            item.description()
        };
        int at = first;
        for (Object each : values) {
            row.setObject(at++, each);
        }
        if (dialect == Dialect.POSTGRESQL) {
            row.setString(at, wordsWithPlaces(searchText(item)));
        }
    }

    /**
     * The words as PostgreSQL writes a {@code tsvector}. Its own parser is passed by: it takes {@code 1e5a} apart and some
     * letters for blanks, and then finds other items than SQLite does.
     */
    private static String wordsWithPlaces(String words) {
        if (words.isEmpty()) {
            return "";
        }
        Map<String, StringBuilder> placesByWord = new LinkedHashMap<>();
        int place = 0;
        for (String word : words.split(" ")) {
            place++;
            StringBuilder places = placesByWord.computeIfAbsent(word, first -> new StringBuilder());
            places.append(places.isEmpty() ? "" : ",").append(place);
        }
        var vector = new StringBuilder();
        placesByWord.forEach((word, places) ->
                vector.append('\'').append(word).append("':").append(places).append(' '));
        return vector.toString();
    }

    private static String searchText(ImportedItem item) {
        String description = item.description() == null ? "" : item.description();
        return Words.normalised(item.key() + "\n" + item.title() + "\n" + description);
    }

    /** What hangs on items: words, tags, history, references to predecessors, sprints. */
    void insertParts(Workspace workspace, List<Stored> items, Map<String, Long> sprintIds) {
        long tenant = workspace.tenantId();
        List<ItemPart> tags = new ArrayList<>();
        List<ItemPart> sprints = new ArrayList<>();
        List<ItemPart> references = new ArrayList<>();
        List<ItemPart> steps = new ArrayList<>();
        for (Stored stored : items) {
            long id = stored.id();
            ImportedItem item = stored.item();
            item.labels().stream().distinct().forEach(value -> tags.add(ItemPart.of(id, "label", value)));
            item.themes().stream().distinct().forEach(value -> tags.add(ItemPart.of(id, "theme", value)));
            item.skills().stream().distinct().forEach(value -> tags.add(ItemPart.of(id, "skill", value)));
            item.sprints().stream()
                    .map(ImportedSprint::name)
                    .distinct()
                    .forEach(name -> sprints.add(ItemPart.of(id, sprintIds.getOrDefault(name, -1L))));
            item.dependencies().stream()
                    .collect(Collectors.toMap(ImportedDependency::predecessor, ImportedDependency::lagDays, Math::max))
                    .forEach((predecessor, lag) -> references.add(ItemPart.of(id, predecessor, lag)));
            List<DerivedHistory.Step> history = DerivedHistory.of(item);
            for (int step = 0; step < history.size(); step++) {
                var change = history.get(step).change();
                steps.add(ItemPart.of(
                        id,
                        step,
                        Instants.micros(change.at()),
                        change.from(),
                        change.to(),
                        change.toCategory().wireName(),
                        history.get(step).derived()));
            }
        }
        if (dialect == Dialect.SQLITE) {
            batch(
                    "insert into item_text (rowid, words) select id, ? from item where id = ? and tenant_id = ?",
                    items,
                    (row, stored) -> {
                        row.setString(1, searchText(stored.item()));
                        row.setLong(2, stored.id());
                        row.setLong(3, tenant);
                    });
        }
        batchParts(
                "insert into item_tag (tenant_id, item_id, kind, value, workspace_id) values (?, ?, ?, ?, "
                        + workspace.id() + ")",
                tenant,
                tags);
        batchParts("insert into sprint_item (tenant_id, item_id, sprint_id) values (?, ?, ?)", tenant, sprints);
        batchParts(
                "insert into dependency_reference (tenant_id, item_id, predecessor, lag_days) values (?, ?, ?, ?)",
                tenant,
                references);
        batchParts(
                "insert into item_status_change (tenant_id, item_id, step, at_micros, from_status, to_status, to_category,"
                        + " derived) values (?, ?, ?, ?, ?, ?, ?, ?)",
                tenant,
                steps);
    }

    /** One row of a table that hangs on an item: its id and the other values in the order of the statement. */
    private record ItemPart(long itemId, List<@Nullable Object> values) {
        static ItemPart of(long itemId, @Nullable Object... values) {
            return new ItemPart(itemId, Arrays.asList(values));
        }
    }

    private void batchParts(String statement, long tenant, List<ItemPart> parts) {
        batch(statement, parts, (row, part) -> {
            row.setLong(1, tenant);
            row.setLong(2, part.itemId());
            for (int at = 0; at < part.values().size(); at++) {
                row.setObject(3 + at, part.values().get(at));
            }
        });
    }

    private <T> void batch(String statement, List<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        if (!rows.isEmpty()) {
            template.batchUpdate(statement, rows, rows.size(), setter);
        }
    }

    /** An item with what its source called its parent, and the parent it has. */
    record ParentLink(
            long id,
            String sourceId,
            String key,
            @Nullable String reference,
            @Nullable Long parentId) {}

    List<ParentLink> parentLinks(Workspace workspace, String source) {
        return sql.sql("""
                        select id, source_id, key, parent_ref, parent_id from item
                         where tenant_id = :tenant and workspace_id = :workspace and source = :source order by id
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("source", source)
                .query((row, number) -> {
                    long parent = row.getLong(5);
                    Long parentId = row.wasNull() ? null : parent;
                    return new ParentLink(
                            row.getLong(1), row.getString(2), row.getString(3), row.getString(4), parentId);
                })
                .list();
    }

    void setParents(Workspace workspace, Map<Long, @Nullable Long> parentByItem) {
        batch(
                "update item set parent_id = ? where id = ? and tenant_id = ?",
                List.copyOf(parentByItem.keySet()),
                (row, id) -> {
                    row.setObject(1, parentByItem.get(id));
                    row.setLong(2, id);
                    row.setLong(3, workspace.tenantId());
                });
    }

    /** What an item's source called an item it waits for. */
    record Reference(long itemId, String predecessor, int lagDays) {}

    List<Reference> references(Workspace workspace, String source) {
        return sql.sql("""
                        select dependency_reference.item_id, dependency_reference.predecessor,
                               dependency_reference.lag_days
                          from dependency_reference join item on item.id = dependency_reference.item_id
                         where item.tenant_id = :tenant and item.workspace_id = :workspace and item.source = :source
                         order by dependency_reference.item_id, dependency_reference.predecessor
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("source", source)
                .query((row, number) -> new Reference(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
    }

    /** A wait between two items of the workspace. */
    record Wait(long itemId, long predecessorId, int lagDays) {}

    void replaceDependencies(Workspace workspace, String source, List<Wait> waits) {
        sql.sql("""
                        delete from dependency
                         where tenant_id = :tenant and workspace_id = :workspace
                           and item_id in (select id from item where workspace_id = :workspace and source = :source)
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("source", source)
                .update();
        batch(
                "insert into dependency (tenant_id, workspace_id, item_id, predecessor_id, lag_days) values (?, ?, ?, ?, ?)",
                waits,
                (row, wait) -> {
                    row.setLong(1, workspace.tenantId());
                    row.setLong(2, workspace.id());
                    row.setLong(3, wait.itemId());
                    row.setLong(4, wait.predecessorId());
                    row.setInt(5, wait.lagDays());
                });
    }

    Map<String, Long> sprintIds(Workspace workspace) {
        Map<String, Long> ids = new HashMap<>();
        sql.sql("select name, id from sprint where tenant_id = :tenant and workspace_id = :workspace")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .query(row -> {
                    ids.put(row.getString(1), row.getLong(2));
                });
        return ids;
    }

    /**
     * Lets the database see how much there is of what, which decides how it goes about queries: PostgreSQL would take tables
     * that were empty a minute ago for small, and read them from end to end.
     */
    void analyse() {
        if (dialect == Dialect.SQLITE) {
            sql.sql("pragma analysis_limit = 1000").query(row -> {});
        }
        for (String table : ANALYSED_TABLES) {
            sql.sql("analyze " + table).update();
        }
    }

    /**
     * Adds a sprint or brings its dates and state up to date; what the export does not say stays as it was. One statement
     * ({@code on conflict … returning}) would do it, but before such a one SQLite writes out what its text index has gathered,
     * which makes an import of many sprints slower by a fifth.
     */
    long upsertSprint(Workspace workspace, ImportedSprint sprint) {
        boolean known = bound("""
                        update sprint
                           set state = :state,
                               start_epoch_day = coalesce(:start, start_epoch_day),
                               end_epoch_day = coalesce(:end, end_epoch_day)
                         where tenant_id = :tenant and workspace_id = :workspace and name = :name
                        """, workspace, sprint).update() > 0;
        if (!known) {
            bound("""
                            insert into sprint (tenant_id, workspace_id, name, state, start_epoch_day, end_epoch_day)
                            values (:tenant, :workspace, :name, :state, :start, :end)
                            """, workspace, sprint).update();
        }
        return sql.sql("select id from sprint where tenant_id = :tenant and workspace_id = :workspace and name = :name")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("name", sprint.name())
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private JdbcClient.StatementSpec bound(String statement, Workspace workspace, ImportedSprint sprint) {
        return sql.sql(statement)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("name", sprint.name())
                .param("state", sprint.state().wireName())
                .param("start", Instants.epochDayOrNull(sprint.startsOn()), Types.INTEGER)
                .param("end", Instants.epochDayOrNull(sprint.endsOn()), Types.INTEGER);
    }
}
