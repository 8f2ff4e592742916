package io.throughline.backlog.imports;

import io.throughline.backlog.SprintState;
import java.util.List;
import java.util.Map;

/** Arguments of the store of this package, for the walk through all stores. */
public final class StoreArguments {

    private static final long UNUSED_ID = 9_000_000;

    private StoreArguments() {}

    /** By method and parameter; they mean the given item and another of the same tenant. */
    public static Map<String, Object> byName(long itemId, long otherItemId, String sourceId, long sprintId) {
        ImportedItem item = Draft.of(sourceId)
                .title("Overwritten")
                .labels("overwritten")
                .sprints(new ImportedSprint("S", SprintState.CLOSED, null, null))
                .item();
        var prepared = new ImportStore.Prepared(item, "hash", "rank", null, null, null);
        return Map.of(
                "known.sourceIds", List.of(sourceId),
                "insert.itemById", Map.of(UNUSED_ID, prepared),
                "update.itemById", Map.of(itemId, prepared),
                "insertParts.items", List.of(new ImportStore.Stored(itemId, item)),
                "insertParts.sprintIds", Map.of("S", sprintId),
                "setParents.parentByItem", Map.of(itemId, otherItemId),
                "replaceDependencies.waits", List.of(new ImportStore.Wait(itemId, otherItemId, 0)));
    }

    public static ImportedSprint sprint(String name) {
        return new ImportedSprint(name, SprintState.FUTURE, null, null);
    }
}
