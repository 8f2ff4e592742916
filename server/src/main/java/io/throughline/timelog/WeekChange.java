package io.throughline.timelog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one week that are saved together; those that cannot be are refused one by one, and do not keep the others back.
 *
 * @param weekStarting a Monday
 * @param seenModifiedAt the version that the caller looked at, if the changes are good for that one alone; null if they are
 *     good whatever else has changed
 */
public record WeekChange(
        LocalDate weekStarting,
        List<EntryChange> entries,
        @Nullable String seenModifiedAt) {

    public WeekChange {
        entries = List.copyOf(entries);
    }

    public WeekChange(LocalDate weekStarting, List<EntryChange> entries) {
        this(weekStarting, entries, null);
    }
}
