package io.throughline.backlog.imports.formats;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a sprint with dates stands. */
final class Sprints {

    private Sprints() {}

    static ImportedSprint dated(String name, @Nullable LocalDate start, @Nullable LocalDate end, LocalDate today) {
        boolean inOrder = start == null || end == null || !end.isBefore(start);
        SprintState state = SprintState.FUTURE;
        if (end != null && end.isBefore(today)) {
            state = SprintState.CLOSED;
        } else if (start != null && !start.isAfter(today)) {
            state = SprintState.ACTIVE;
        }
        return new ImportedSprint(name, state, inOrder ? start : null, inOrder ? end : null);
    }
}
