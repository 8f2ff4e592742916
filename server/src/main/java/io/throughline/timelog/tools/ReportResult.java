package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.tools.DayDocument.Total;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What {@code report_logs} answers: sums, or gaps, or a file. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable String report,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable Total total,
        @Nullable Boolean partial,
        @Nullable List<String> errors,
        @Nullable List<Sum> sums,
        @Nullable Gaps gaps,
        @Nullable File file) {

    /** @param percent of the total, rounded half up */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sum(String name, @Nullable Long projectId, int hours, int minutes, BigDecimal decimalHours, int percent) {}

    /**
     * Days that have less time than is expected.
     *
     * @param until last day that was looked at: the range, but not the future
     * @param weeklyHours expected in a full week
     * @param assumed whether nobody said how much the person works
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Gaps(
            LocalDate until,
            Total expected,
            Total logged,
            Total missing,
            BigDecimal weeklyHours,
            boolean assumed,
            List<Gap> days,
            List<Off> daysOff) {}

    /** @param kind missing (no time at all) or short */
    record Gap(LocalDate date, String kind, Total expected, Total logged, Total missing) {}

    record Off(LocalDate date, String reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record File(String name, String mimeType, int entries, String content) {}

    static ReportResult failed(LogFailure failure) {
        return new ReportResult(
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
                null);
    }
}
