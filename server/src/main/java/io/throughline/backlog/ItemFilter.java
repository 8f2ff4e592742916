package io.throughline.backlog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a workspace are meant; all conditions hold at once, and within one list any value will do. Names are
 * resolved already; an empty list and null ask for nothing.
 *
 * @param activeOnly leaves out what is done or cancelled
 * @param unassigned with {@code assigneeIds}: items of nobody will do as well
 */
record ItemFilter(
        boolean activeOnly,
        List<ItemType> types,
        List<String> statuses,
        List<StatusCategory> statusCategories,
        List<Long> teamIds,
        List<Long> assigneeIds,
        boolean unassigned,
        List<String> labels,
        List<String> themes,
        @Nullable Long parentId,
        @Nullable TextQuery text,
        List<Long> ids,
        @Nullable Instant updatedSince,
        @Nullable Boolean blocked,
        @Nullable Boolean unestimated) {

    ItemFilter {
        types = List.copyOf(types);
        statuses = List.copyOf(statuses);
        statusCategories = List.copyOf(statusCategories);
        teamIds = List.copyOf(teamIds);
        assigneeIds = List.copyOf(assigneeIds);
        labels = List.copyOf(labels);
        themes = List.copyOf(themes);
        ids = List.copyOf(ids);
    }
}
