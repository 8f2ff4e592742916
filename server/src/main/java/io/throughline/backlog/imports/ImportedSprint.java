package io.throughline.backlog.imports;

import io.throughline.backlog.SprintState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sprint as an export names it. Sprints of one workspace are the same when their names are.
 *
 * @param startsOn first day, null where the export names the sprint only
 * @param endsOn last day
 */
public record ImportedSprint(
        String name,
        SprintState state,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn) {

    /** This sprint, with the days that only an earlier mention of it told. */
    ImportedSprint after(ImportedSprint earlier) {
        return new ImportedSprint(
                name,
                state,
                startsOn == null ? earlier.startsOn() : startsOn,
                endsOn == null ? earlier.endsOn() : endsOn);
    }
}
