package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What {@code fill_logs_for_days} answers. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record FillResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable String person,
        @Nullable Boolean dryRun,
        @Nullable Boolean replayed,
        @Nullable String note,
        @Nullable Data data) {

    /**
     * @param skipped days of weekends
     * @param totalDays all days of the range
     * @param weekLogsCreated Mondays of the weeks that had no log before
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Data(
            LocalDate startDate,
            LocalDate endDate,
            int created,
            int updated,
            int unchanged,
            int skipped,
            int totalDays,
            List<DayProblem> errors,
            List<EntryReport> days,
            List<LocalDate> weekLogsCreated) {}

    record DayProblem(LocalDate date, String error) {}

    static FillResult failed(LogFailure failure) {
        return new FillResult(LogFailure.STATUS, failure.message(), failure.code(), null, null, null, null, null, null);
    }
}
