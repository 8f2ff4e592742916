package io.throughline.timelog.embedded;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arguments of the stores of this package, for the walk through all stores. */
public final class StoreArguments {

    private StoreArguments() {}

    /** Ids of rows that belong to somebody else, or to nobody. */
    public record Ids(
            long weekLogId,
            long weekProjectId,
            long taskId,
            long dayId,
            long projectId,
            long assignmentId,
            long itemId) {}

    public static Map<String, Object> byName(Ids ids) {
        Map<String, Object> values = new HashMap<>();
        values.put("weekLogId", ids.weekLogId());
        values.put("weekProjectId", ids.weekProjectId());
        values.put("taskId", ids.taskId());
        values.put("taskIds", List.of(ids.taskId()));
        values.put("dayIds", List.of(ids.dayId()));
        values.put("putDays.days", List.of(new EntryStore.DayRow(ids.taskId(), LocalDate.of(2026, 11, 20), 5, 61L)));
        values.put("projectId", ids.projectId());
        values.put("assignmentId", ids.assignmentId());
        values.put("itemId", ids.itemId());
        values.put("labelId", 61L);
        values.put("byPersonId", 1L);
        values.put("monday", LocalDate.of(2026, 11, 16));
        values.put("nowMicros", 1L);
        values.put("modifiedAtMicros", 1L);
        for (String method : List.of("insert", "rename", "findByTeam")) {
            values.put(method + ".team", "Project of theirs");
        }
        values.put("subteam", "walk");
        values.put("description", "walk");
        values.put("itemKey", "THEIRS-7");
        values.put("action", "walk");
        return values;
    }
}
