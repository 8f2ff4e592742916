package io.throughline.demo;

import io.throughline.backlog.SprintState;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param endsOn last day, a Sunday, so that sprints follow each other without a gap
 * @param startSnapshot what was planned; null if the sprint has not started
 * @param closeSnapshot all items that were ever in the sprint; null if it is not closed
 */
public record SampleSprint(
        String team,
        String name,
        @Nullable String goal,
        SprintState state,
        LocalDate startsOn,
        LocalDate endsOn,
        @Nullable List<SnapshotLine> startSnapshot,
        @Nullable List<SnapshotLine> closeSnapshot) {
    public SampleSprint {
        startSnapshot = startSnapshot == null ? null : List.copyOf(startSnapshot);
        closeSnapshot = closeSnapshot == null ? null : List.copyOf(closeSnapshot);
    }
}
