package io.throughline.backlog;

import java.util.List;
import java.util.Map;

/** Arguments of the stores of this package, for the walk through all stores. */
public final class StoreArguments {

    private StoreArguments() {}

    /** By type; they ask for everything. */
    public static Map<Class<?>, Object> byType() {
        return Map.of(
                ItemFilter.class,
                new ItemFilter(
                        false, List.of(), List.of(), List.of(), List.of(), List.of(), false, List.of(), List.of(), null,
                        null, List.of(), null, null, null),
                ItemSort.class,
                ItemSort.DEFAULT,
                CountBy.class,
                CountBy.TYPE);
    }

    public static Object allColumns() {
        return ItemColumn.FULL;
    }
}
