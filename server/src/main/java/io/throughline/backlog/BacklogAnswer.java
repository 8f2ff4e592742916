package io.throughline.backlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code query_backlog} answers: a page of items, or counts.
 *
 * @param asOf today in the caller's zone
 * @param total all items that match, on this and all other pages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacklogAnswer(
        String workspaceId,
        @JsonPropertyDescription("Key of the workspace") String workspace,
        LocalDate asOf,
        @JsonPropertyDescription("Unit of sizes") String unit,
        @Nullable List<Item> items,
        @Nullable List<ValueCount> counts,

        @JsonPropertyDescription("All matches, over all pages")
        long total,

        @Nullable Integer returned,

        @JsonPropertyDescription("Give it as cursor for the next page; absent on the last") @Nullable String nextCursor,

        @JsonPropertyDescription("What was left out or assumed") @Nullable List<String> notes) {

    /** @param value absent for items that have none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ValueCount(
            @JsonPropertyDescription("Absent: items without one") @Nullable String value,

            long count) {}
}
