package io.throughline.timelog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be different about one line on one day. It stays true whatever else changes in the week meanwhile. */
public sealed interface EntryChange {

    LogProject project();

    /** @return at most {@link WorkedTime#MAX_DESCRIPTION} code points, without blanks around it */
    String description();

    @Nullable String itemKey();

    /** The line itself, where the caller has seen it; null to look for the description. */
    @Nullable Long taskId();

    LocalDate date();

    /**
     * The line is to have this time on that day; it replaces what was there.
     *
     * @param minutes 1 to 1440
     * @param label null to keep the one there is, or take the default for a new entry
     */
    record Put(
            LogProject project,
            String description,
            @Nullable String itemKey,
            @Nullable Long taskId,
            LocalDate date,
            int minutes,
            @Nullable LogLabel label)
            implements EntryChange {}

    /** The line is to have no time on that day; a line without any is gone. */
    record Remove(
            LogProject project,
            String description,
            @Nullable String itemKey,
            @Nullable Long taskId,
            LocalDate date) implements EntryChange {}
}
