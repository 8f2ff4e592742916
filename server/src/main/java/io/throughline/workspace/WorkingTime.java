package io.throughline.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much one person works in one workspace, and when not.
 *
 * @param workspaceKey of the workspace
 * @param weeklyCapacityMinutes minutes of work in a full week, null where nobody said
 * @param daysOff the person's own and everybody's, by day
 */
public record WorkingTime(String workspaceKey, @Nullable Integer weeklyCapacityMinutes, List<DayOff> daysOff) {

    public WorkingTime {
        daysOff = List.copyOf(daysOff);
    }
}
