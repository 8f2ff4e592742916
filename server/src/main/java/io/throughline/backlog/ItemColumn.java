package io.throughline.backlog;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be told of an item. Id, key, title, type and status are always told. */
enum ItemColumn {
    ID("id"),
    KEY("key"),
    TITLE("title"),
    TYPE("type"),
    STATUS("status"),
    STATUS_CATEGORY("statusCategory"),
    SIZE_POINTS("sizePoints"),
    ESTIMATE_MINUTES("estimateMinutes"),
    TEAM("team"),
    ASSIGNEE("assignee"),
    PARENT("parent"),
    PRIORITY("priority"),
    LABELS("labels"),
    THEMES("themes"),
    SKILLS("skills"),
    SPRINT("sprint"),
    BLOCKED("blocked"),
    BLOCKED_REASON("blockedReason"),
    BLOCKED_BY("blockedBy"),
    BUSINESS_VALUE("businessValue"),
    TIME_CRITICALITY("timeCriticality"),
    RISK_REDUCTION("riskReduction"),
    OPPORTUNITY_ENABLEMENT("opportunityEnablement"),
    COST_OF_DELAY_PER_WEEK("costOfDelayPerWeek"),
    URGENCY("urgency"),
    START_ON("startOn"),
    DUE_ON("dueOn"),
    CREATED_AT("createdAt"),
    UPDATED_AT("updatedAt"),
    STARTED_AT("startedAt"),
    DONE_AT("doneAt"),
    SOURCE("source"),
    URL("url"),
    DESCRIPTION("description");

    static final Set<ItemColumn> MINIMAL = Set.copyOf(EnumSet.of(ID, KEY, TITLE, TYPE, STATUS));
    static final Set<ItemColumn> CONCISE = with(MINIMAL, SIZE_POINTS, TEAM, ASSIGNEE, BLOCKED);
    static final Set<ItemColumn> FULL = Set.copyOf(EnumSet.allOf(ItemColumn.class));

    private static final Map<String, Set<ItemColumn>> SETS = Map.of(
            "minimal",
            MINIMAL,
            "scoring",
            with(
                    MINIMAL,
                    SIZE_POINTS,
                    PARENT,
                    THEMES,
                    BUSINESS_VALUE,
                    TIME_CRITICALITY,
                    RISK_REDUCTION,
                    OPPORTUNITY_ENABLEMENT,
                    COST_OF_DELAY_PER_WEEK,
                    URGENCY,
                    DUE_ON),
            "scheduling",
            with(
                    MINIMAL,
                    SIZE_POINTS,
                    TEAM,
                    ASSIGNEE,
                    PARENT,
                    SKILLS,
                    SPRINT,
                    BLOCKED,
                    BLOCKED_REASON,
                    BLOCKED_BY,
                    START_ON,
                    DUE_ON),
            "full",
            FULL);

    private final String wireName;

    ItemColumn(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /**
     * The columns that a caller named.
     *
     * @param names sets and columns in any mixture; what is always told is added
     */
    static Set<ItemColumn> parse(List<String> names) {
        Set<ItemColumn> columns = EnumSet.copyOf(MINIMAL);
        for (String name : names) {
            Set<ItemColumn> set = SETS.get(name.strip().toLowerCase(Locale.ROOT));
            if (set != null) {
                columns.addAll(set);
            } else {
                columns.add(find(name));
            }
        }
        return columns;
    }

    private static ItemColumn find(String name) {
        for (ItemColumn column : values()) {
            if (column.wireName.equalsIgnoreCase(name.strip())) {
                return column;
            }
        }
        List<String> known = new ArrayList<>(List.of("minimal", "scoring", "scheduling", "full"));
        Arrays.stream(values()).map(ItemColumn::wireName).forEach(known::add);
        throw new CallerMistakeException(
                "columns has '" + name + "', which is neither a set (minimal, scoring, scheduling,"
                        + " full) nor a column. The nearest are: " + NearMatches.list(name, known) + ".");
    }

    private static Set<ItemColumn> with(Set<ItemColumn> base, ItemColumn... more) {
        Set<ItemColumn> columns = EnumSet.copyOf(base);
        columns.addAll(Arrays.asList(more));
        return Set.copyOf(columns);
    }
}
