package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What {@code check_person_week_project_exists} answers. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable Boolean exists,
        @Nullable Long personWeekProjectId,
        @Nullable LocalDate weekStarting,
        @Nullable Long projectId,
        @Nullable Boolean isCompleted,
        @Nullable Required required) {

    /** What would have to be there. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Required(Week personWeekLog, Team personTeam, Project personWeekProject) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Week(
            LocalDate weekStarting,
            boolean exists,
            @Nullable Long id) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Team(long nsubteamId, String note) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Project(List<String> requiredFields, String note) {}

    static CheckResult failed(LogFailure failure) {
        return new CheckResult(
                LogFailure.STATUS, failure.message(), failure.code(), null, null, null, null, null, null, null);
    }
}
