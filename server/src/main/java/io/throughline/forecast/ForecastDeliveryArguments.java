package io.throughline.forecast;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.backlog.QueryBacklogArguments;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code forecast_delivery} takes; without a target all open items are meant. */
public record ForecastDeliveryArguments(
        @JsonPropertyDescription("Workspace id or key; default: your default workspace") @Nullable String workspaceId,

        @JsonPropertyDescription("Id or key of an epic: all that is open below it") @Nullable String epicId,

        @JsonPropertyDescription("Ids or keys") @Nullable List<String> itemIds,

        @JsonPropertyDescription("So many items, points or hours") @Nullable Double remaining,

        @JsonPropertyDescription("Filters as in query_backlog") @Nullable List<String> types,

        @JsonPropertyDescription("Filter") @Nullable List<String> statuses,

        @JsonPropertyDescription("Filter") @Nullable List<String> teams,

        @JsonPropertyDescription("Filter") @Nullable List<String> assignees,

        @Nullable List<String> labels,
        @Nullable List<String> themes,

        @JsonPropertyDescription("Filter") @Nullable String parent,

        @JsonPropertyDescription("Filter") @Nullable String text,

        @JsonPropertyDescription("Filter") @Nullable Boolean blocked,

        @JsonPropertyDescription("Filter") @Nullable Boolean unestimated,

        @JsonPropertyDescription("Filter") @Nullable String updatedSince,

        @JsonPropertyDescription("Teams (names or ids) that will do it; default: those of the items") @Nullable List<String> teamIds,

        @JsonPropertyDescription("items (default), points or hours") @Nullable String unit,

        @JsonPropertyDescription("First day, ISO; default today") @Nullable String startDate,

        @JsonPropertyDescription("Day to give the probability of") @Nullable String targetDate,

        @JsonPropertyDescription("Day to say how many will be done by") @Nullable String byDate,

        @JsonPropertyDescription("historical (default for epics), none, or a rate such as 20%") @Nullable String scopeGrowth,

        @JsonPropertyDescription("1 to 1000000, default 10000") @Nullable Long trials,

        @JsonPropertyDescription("Same seed, same answer; default 1") @Nullable Long seed,

        @JsonPropertyDescription("concise (default) or detailed") @Nullable String responseFormat) {

    /** Whether any filter is set. */
    boolean filters() {
        return Stream.of(types, statuses, teams, assignees, labels, themes)
                        .anyMatch(list -> list != null && !list.isEmpty())
                || Stream.of(parent, text, updatedSince).anyMatch(value -> value != null && !value.isBlank())
                || Stream.of(blocked, unestimated).anyMatch(Objects::nonNull);
    }

    /** The filters as the backlog takes them. */
    QueryBacklogArguments query() {
        return new QueryBacklogArguments(
                workspaceId,
                "active",
                types,
                statuses,
                teams,
                assignees,
                labels,
                themes,
                parent,
                text,
                null,
                updatedSince,
                blocked,
                unestimated,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The filters in words, for naming the target. */
    String filterWords() {
        return Stream.of(
                        words("type", types),
                        words("status", statuses),
                        words("team", teams),
                        words("assignee", assignees),
                        words("label", labels),
                        words("theme", themes),
                        word("parent", parent),
                        word("text", text),
                        word("updated since", updatedSince),
                        blocked == null ? null : blocked ? "blocked" : "not blocked",
                        unestimated == null ? null : unestimated ? "unestimated" : "estimated")
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static @Nullable String words(String name, @Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : name + " " + String.join("/", values);
    }

    private static @Nullable String word(String name, @Nullable String value) {
        return value == null || value.isBlank() ? null : name + " " + value;
    }
}
