package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the reading tools answer. A failed answer has a status, a message and a code alone. */
final class ReadResults {

    static final String SUCCESS = "success";

    private ReadResults() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WeekResult(
            String status,
            @Nullable String message,
            @Nullable String code,
            @Nullable String backend,
            @Nullable WeekDocument data) {

        static WeekResult failed(LogFailure failure) {
            return new WeekResult(LogFailure.STATUS, failure.message(), failure.code(), null, null);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DayResult(
            String status,
            @Nullable String message,
            @Nullable String code,
            @Nullable String backend,
            @Nullable String note,
            @Nullable DayDocument data) {

        static DayResult failed(LogFailure failure) {
            return new DayResult(LogFailure.STATUS, failure.message(), failure.code(), null, null, null);
        }
    }

    /**
     * @param data whole weeks that overlap the range
     * @param days those of the range that have time
     * @param partial true if some weeks could not be read, which errors names
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WeeksResult(
            String status,
            @Nullable String message,
            @Nullable String code,
            @Nullable String backend,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            @Nullable Integer count,
            DayDocument.@Nullable Total total,
            @Nullable Boolean partial,
            @Nullable List<String> errors,
            @Nullable List<DaySum> days,
            @Nullable List<WeekDocument> data) {

        static WeeksResult failed(LogFailure failure) {
            return new WeeksResult(
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
                    null);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record DaySum(LocalDate date, int hours, int minutes, BigDecimal decimalHours, List<ProjectSum> projects) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProjectSum(@Nullable Long nsubteamId, String name, int hours, int minutes, BigDecimal decimalHours) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProjectsResult(
            String status,
            @Nullable String message,
            @Nullable String code,
            @Nullable String backend,
            @Nullable List<Project> data) {

        /** @param id the project_id of other tools */
        record Project(long id, String team, String subteam) {}

        static ProjectsResult failed(LogFailure failure) {
            return new ProjectsResult(LogFailure.STATUS, failure.message(), failure.code(), null, null);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LabelsResult(
            String status,
            @Nullable String message,
            @Nullable String code,
            @Nullable String backend,
            @Nullable List<Label> data) {

        /** @param id the label_id of other tools */
        record Label(long id, String name) {}

        static LabelsResult failed(LogFailure failure) {
            return new LabelsResult(LogFailure.STATUS, failure.message(), failure.code(), null, null);
        }
    }
}
