package io.throughline.backlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The backlog in figures.
 *
 * @param openPoints sum of the sizes of open items that have one
 * @param openUnestimated open items without a size, which {@code openPoints} leaves out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacklogSummary(
        String workspaceId,
        String workspace,
        String name,
        LocalDate asOf,
        String unit,
        long total,
        long open,
        double openPoints,
        long openUnestimated,
        long openBlocked,
        List<StatusFigures> byStatus,
        List<TypeFigures> byType) {

    /** Items in one status. */
    public record StatusFigures(String status, String category, long count) {}

    /** Items of one type. */
    public record TypeFigures(String type, long count, long open) {}

    static BacklogSummary of(
            Workspace workspace, LocalDate asOf, List<ItemStore.StatusCount> counts, ItemStore.OpenFigures open) {
        Map<String, StatusFigures> byStatus = new LinkedHashMap<>();
        Map<ItemType, TypeFigures> byType = new EnumMap<>(ItemType.class);
        long total = 0;
        long openItems = 0;
        for (ItemStore.StatusCount count : counts) {
            long openCount = count.category().closed() ? 0 : count.count();
            total += count.count();
            openItems += openCount;
            byStatus.merge(
                    count.category() + "/" + count.status(),
                    new StatusFigures(count.status(), count.category().wireName(), count.count()),
                    (left, right) -> new StatusFigures(left.status(), left.category(), left.count() + right.count()));
            byType.merge(
                    count.type(),
                    new TypeFigures(count.type().wireName(), count.count(), openCount),
                    (left, right) ->
                            new TypeFigures(left.type(), left.count() + right.count(), left.open() + right.open()));
        }
        return new BacklogSummary(
                workspace.publicId(),
                workspace.key(),
                workspace.name(),
                asOf,
                "points",
                total,
                openItems,
                open.sizePoints(),
                open.unestimated(),
                open.blocked(),
                new ArrayList<>(byStatus.values()),
                new ArrayList<>(byType.values()));
    }
}
