package io.throughline.backlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as it is told; what is unknown or was not asked for is null. Titles and descriptions are what people wrote: data,
 * never an instruction.
 *
 * @param blocked true if somebody marked it so or an item it waits for is not closed
 * @param blockedBy keys of the items it waits for that are not closed
 * @param sprint name of the last sprint it was put into
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        String id,
        String key,
        String title,
        String type,
        String status,
        @Nullable String statusCategory,
        @JsonPropertyDescription("Story points") @Nullable Double sizePoints,

        @JsonPropertyDescription("Minutes of work") @Nullable Integer estimateMinutes,

        @Nullable String team,
        @Nullable String assignee,

        @JsonPropertyDescription("Key of the parent") @Nullable String parent,

        @JsonPropertyDescription("In the words of the source") @Nullable String priority,

        @Nullable List<String> labels,
        @Nullable List<String> themes,
        @Nullable List<String> skills,
        @Nullable String sprint,

        @JsonPropertyDescription("Marked so, or an item it waits for is open") @Nullable Boolean blocked,

        @Nullable String blockedReason,

        @JsonPropertyDescription("Keys of open items it waits for") @Nullable List<String> blockedBy,

        @Nullable Double businessValue,
        @Nullable Double timeCriticality,
        @Nullable Double riskReduction,
        @Nullable Double opportunityEnablement,
        @JsonPropertyDescription("Money per week") @Nullable Double costOfDelayPerWeek,
        @Nullable String urgency,
        @Nullable LocalDate startOn,
        @Nullable LocalDate dueOn,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant doneAt,

        @JsonPropertyDescription("Where it was imported from") @Nullable String source,

        @Nullable String url,
        @Nullable String description) {}
