package io.throughline.timelog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the changes of a week. */
public sealed interface WeekOutcome {

    /**
     * The week is as told; where all changes were refused or changed nothing, as it was.
     *
     * @param entries one for each change, in their order
     * @param weekCreated whether the backend had no log of that week before
     * @param warning what the caller should know although it worked; null for nothing
     */
    record Done(
            WeekLog week,
            List<EntryOutcome> entries,
            boolean weekCreated,
            @Nullable String warning) implements WeekOutcome {

        public Done {
            entries = List.copyOf(entries);
        }
    }

    /** The week is completed; nothing was changed. */
    record Locked(WeekLog week) implements WeekOutcome {}

    /** There is no log of that week, and none may be made; the reason says what to do. Nothing was changed. */
    record NoWeek(String reason) implements WeekOutcome {}

    /** The week is no longer the one that the caller looked at. Nothing was changed. */
    record Stale(WeekLog current) implements WeekOutcome {}
}
