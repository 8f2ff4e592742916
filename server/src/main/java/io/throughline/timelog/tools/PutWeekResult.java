package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What {@code put_week} answers.
 *
 * @param created entries; updated, removed, unchanged and refused alike
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PutWeekResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable String person,
        @Nullable LocalDate weekStarting,
        @Nullable LocalDate weekEnding,
        @Nullable Integer created,
        @Nullable Integer updated,
        @Nullable Integer removed,
        @Nullable Integer unchanged,
        @Nullable Integer refused,
        @Nullable List<Row> rows,
        @Nullable Boolean weekLogCreated,
        @Nullable Boolean dryRun,
        @Nullable Boolean replayed,
        @Nullable String warning,
        @Nullable WeekDocument data) {

    /**
     * @param row its place in the call, from 1; null for a line of the week that was copied
     * @param error why nothing of it was looked at; null if its days were
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @Nullable Integer row,
            String project,
            String description,
            @Nullable String itemKey,
            @Nullable String label,
            @Nullable String error,
            List<EntryReport> days) {}

    static PutWeekResult failed(LogFailure failure) {
        return new PutWeekResult(
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
                null,
                null,
                null,
                null,
                null);
    }
}
