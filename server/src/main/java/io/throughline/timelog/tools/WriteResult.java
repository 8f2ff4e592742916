package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the tools answer that write one entry or complete a week.
 *
 * @param change what became of the entry; null for a whole week
 * @param wasCompleted of a week that was completed or reopened; null for an entry
 * @param replayed true if this is the stored answer of a call with the same idempotency key
 * @param data the week as it is now, or would be
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WriteResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable String person,
        @Nullable LocalDate weekStarting,
        @Nullable LocalDate weekEnding,
        @Nullable EntryReport change,
        @Nullable Boolean wasCompleted,
        @Nullable Boolean weekLogCreated,
        @Nullable Boolean dryRun,
        @Nullable Boolean replayed,
        @Nullable String warning,
        @Nullable WeekDocument data) {

    static WriteResult failed(LogFailure failure) {
        return new WriteResult(
                LogFailure.STATUS,
                failure.message(),
                failure.code(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
