package io.throughline.backlog;

import io.throughline.database.Instants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter as SQL: conditions on {@code item} that all hold, with their parameters. Tenant and workspace are always among
 * them. The SQL holds no value that came from outside.
 */
final class ItemCondition {

    /** Items that somebody marked as blocked, or that wait for one that is not closed. */
    static final String BLOCKED = """
            (item.blocked = true or exists (
                select 1 from dependency join item waited on waited.id = dependency.predecessor_id
                 where dependency.item_id = item.id and waited.status_category in ('todo', 'in_progress')))
            """;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final TextPlan textPlan;

    /** @param textPlan how to go about the text of the filter; without text it says nothing */
    ItemCondition(long tenantId, long workspaceId, ItemFilter filter, TextPlan textPlan) {
        this.textPlan = textPlan;
        add("item.tenant_id = :tenant", "tenant", tenantId);
        add("item.workspace_id = :workspace", "workspace", workspaceId);
        if (filter.activeOnly()) {
            conditions.add("item.status_category in ('todo', 'in_progress')");
        }
        addList(
                "item.type in (:types)",
                "types",
                filter.types().stream().map(ItemType::wireName).toList());
        addStatuses(filter);
        addList("item.team_id in (:teams)", "teams", filter.teamIds());
        addAssignees(filter);
        addTags("label", "labels", filter.labels());
        addTags("theme", "themes", filter.themes());
        addList("item.id in (:ids)", "ids", filter.ids());
        if (filter.parentId() != null) {
            add("item.parent_id = :parent", "parent", filter.parentId());
        }
        if (filter.updatedSince() != null) {
            add(
                    "coalesce(item.updated_at_micros, 0) >= :updatedSince",
                    "updatedSince",
                    Instants.micros(filter.updatedSince()));
        }
        if (filter.blocked() != null) {
            conditions.add((filter.blocked() ? "" : "not ") + BLOCKED);
        }
        if (filter.unestimated() != null) {
            conditions.add("item.size_points is " + (filter.unestimated() ? "null" : "not null"));
        }
        if (filter.text() != null) {
            add(textPlan.condition(), "text", filter.text().inLanguageOf(textPlan.dialect()));
        }
    }

    private void addStatuses(ItemFilter filter) {
        if (filter.statuses().isEmpty() && filter.statusCategories().isEmpty()) {
            return;
        }
        List<String> either = new ArrayList<>();
        if (!filter.statuses().isEmpty()) {
            either.add("item.status in (:statuses)");
            parameters.put("statuses", filter.statuses());
        }
        if (!filter.statusCategories().isEmpty()) {
            either.add("item.status_category in (:categories)");
            parameters.put(
                    "categories",
                    filter.statusCategories().stream()
                            .map(StatusCategory::wireName)
                            .toList());
        }
        conditions.add("(" + String.join(" or ", either) + ")");
    }

    private void addAssignees(ItemFilter filter) {
        if (filter.unassigned() && filter.assigneeIds().isEmpty()) {
            conditions.add("item.assignee_id is null");
        } else if (filter.unassigned()) {
            add("(item.assignee_id is null or item.assignee_id in (:assignees))", "assignees", filter.assigneeIds());
        } else {
            addList("item.assignee_id in (:assignees)", "assignees", filter.assigneeIds());
        }
    }

    private void addTags(String kind, String parameter, List<String> values) {
        addList(
                "exists (select 1 from item_tag where item_tag.item_id = item.id and item_tag.kind = '" + kind
                        + "' and item_tag.value in (:" + parameter + "))",
                parameter,
                values);
    }

    private void addList(String condition, String parameter, List<?> values) {
        if (!values.isEmpty()) {
            add(condition, parameter, values);
        }
    }

    void add(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    /** What stands after {@code from}: the items, and what leads to them. */
    String tables() {
        return textPlan.tables();
    }

    String sql() {
        return String.join("\n   and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
