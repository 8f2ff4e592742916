package io.throughline.backlog;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code query_backlog} takes; everything is optional. */
public record QueryBacklogArguments(
        @JsonPropertyDescription("Workspace id or key; default: your default workspace") @Nullable String workspaceId,

        @JsonPropertyDescription("active (neither done nor cancelled; default without statuses or ids) or full")
        @Nullable String mode,

        @JsonPropertyDescription("initiative, epic, feature, story, task, subtask, bug, spike, other") @Nullable List<String> types,

        @JsonPropertyDescription("Names as in the backlog, or todo, in_progress, done, cancelled") @Nullable List<String> statuses,

        @JsonPropertyDescription("Team names or ids") @Nullable List<String> teams,

        @JsonPropertyDescription("Names or e-mail addresses; me; none for unassigned") @Nullable List<String> assignees,

        @Nullable List<String> labels,
        @Nullable List<String> themes,

        @JsonPropertyDescription("Id or key: its direct children") @Nullable String parent,

        @JsonPropertyDescription("Full-text search in key, title, description: all words, each may be a beginning;"
                + " \"exact phrase\"; -without")
        @Nullable String text,

        @JsonPropertyDescription("Ids or keys") @Nullable List<String> ids,

        @JsonPropertyDescription("Date or instant, ISO 8601") @Nullable String updatedSince,

        @JsonPropertyDescription("true: marked blocked or waiting for an open item") @Nullable Boolean blocked,

        @JsonPropertyDescription("true: without story points") @Nullable Boolean unestimated,

        @JsonPropertyDescription("rank (default), updated, created, due, size; - before it reverses") @Nullable String sort,

        @JsonPropertyDescription("1 to 200, default 25") @Nullable Integer limit,

        @JsonPropertyDescription("nextCursor of the page before; all else unchanged") @Nullable String cursor,

        @JsonPropertyDescription("A set (minimal, scoring, scheduling, full) and/or names such as dueOn") @Nullable List<String> columns,

        @JsonPropertyDescription("Counts instead of items, by status, type, team, theme or assignee") @Nullable String countBy,

        @JsonPropertyDescription("concise (default) or detailed (all columns)") @Nullable String responseFormat) {

    public QueryBacklogArguments {
        workspaceId = given(workspaceId);
        mode = given(mode);
        parent = given(parent);
        text = given(text);
        updatedSince = given(updatedSince);
        sort = given(sort);
        cursor = given(cursor);
        countBy = given(countBy);
        responseFormat = given(responseFormat);
    }

    /** Some clients fill what they do not need with empty text. */
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
