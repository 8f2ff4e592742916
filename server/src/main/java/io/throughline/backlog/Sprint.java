package io.throughline.backlog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sprint of a workspace.
 *
 * @param team name of the team whose sprint it is, null where nobody said
 * @param startsOn first day, null where nobody said
 * @param endsOn last day
 */
public record Sprint(
        long id,
        String name,
        @Nullable String team,
        @Nullable String goal,
        SprintState state,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn) {}
