package io.throughline.timelog.embedded;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Time that a program logs for a person. The same line and date again replaces what was there.
 *
 * @param minutes 1 to 1440
 * @param subteamId of the project itself, not of the project within a week
 * @param labelId null for the default label, or the one that the entry has
 * @param itemKey of a backlog item; null to leave it as it is
 */
public record ProgramEntry(
        LocalDate date,
        int minutes,
        String description,
        long subteamId,
        @Nullable Long labelId,
        @Nullable String itemKey) {}
