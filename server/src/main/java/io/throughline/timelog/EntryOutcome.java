package io.throughline.timelog;

import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param before the entry as it was; null if there was none
 * @param after the entry as it is now; null if there is none, or the change was refused
 * @param taskId the line in question; 0 for one that is not stored yet or was not found
 * @param note why it was refused, or what else there is to know; null for nothing
 */
public record EntryOutcome(
        EntryChange change,
        Kind kind,
        @Nullable LoggedDay before,
        @Nullable LoggedDay after,
        long taskId,
        @Nullable String note) {

    /** What happened to the entry. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        REMOVED,
        REFUSED;

        /** Whether the week is different for it. */
        public boolean changes() {
            return this == CREATED || this == UPDATED || this == REMOVED;
        }
    }
}
