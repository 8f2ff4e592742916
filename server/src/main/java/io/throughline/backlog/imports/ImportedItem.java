package io.throughline.backlog.imports;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.ValueInputs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as an export describes it, in our words. What the export does not say is null or empty, never guessed.
 *
 * @param sourceId what identifies the item in its source for good, unique in the file (Jira's key, GitHub's number with
 *     its repository, …); importing the same id again updates the item
 * @param key what people call it ({@code APP-12}); the source id where the source has no other
 * @param sourceType the source's own word for the type ("User Story")
 * @param status the source's own word for the status ("In Review")
 * @param rank place in the backlog as the source ranks it, ordered as text by code point (Jira's LexoRank); null where
 *     the source has none
 * @param sizePoints estimate in story points, {@code >= 0}
 * @param estimateMinutes estimate in minutes of work, {@code >= 0}
 * @param parent source id or key of the parent
 * @param sprints all sprints the item was ever in, oldest first
 * @param history steps in order of time where the export has them; empty where it does not
 */
public record ImportedItem(
        String sourceId,
        String key,
        String title,
        @Nullable String description,
        ItemType type,
        @Nullable String sourceType,
        String status,
        StatusCategory statusCategory,
        @Nullable String priority,
        @Nullable String rank,
        @Nullable Double sizePoints,
        @Nullable Integer estimateMinutes,
        @Nullable String assignee,
        @Nullable String assigneeEmail,
        @Nullable String team,
        @Nullable String parent,
        List<String> labels,
        List<String> themes,
        List<String> skills,
        List<ImportedSprint> sprints,
        List<ImportedDependency> dependencies,
        ValueInputs value,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant doneAt,
        @Nullable LocalDate startOn,
        @Nullable LocalDate dueOn,
        boolean blocked,
        @Nullable String blockedReason,
        List<StatusChange> history,
        @Nullable String url) {

    public static final int MAX_TITLE_CHARACTERS = 1_000;

    public ImportedItem {
        labels = List.copyOf(labels);
        themes = List.copyOf(themes);
        skills = List.copyOf(skills);
        sprints = List.copyOf(sprints);
        dependencies = List.copyOf(dependencies);
        history = List.copyOf(history);
    }
}
