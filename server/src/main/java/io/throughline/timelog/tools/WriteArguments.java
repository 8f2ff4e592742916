package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the writing tools take. Dates are texts here, so that a wrong one is refused in our words. */
final class WriteArguments {

    private static final String DATE = "YYYY-MM-DD";
    private static final String MONDAY = "A Monday, YYYY-MM-DD";
    private static final String OR_NAME = "Or project_name";
    private static final String NAME = "Name, or a part that only one has";
    private static final String LABEL = "Or label_name; default: keep, or the default label";
    private static final String ITEM = "Backlog item, such as APP-12";
    private static final String DRY_RUN = "true: only tell what would happen";
    private static final String KEY = "Any word of yours; the same call with it again does nothing more";

    private WriteArguments() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Create(
            @JsonPropertyDescription(DATE) @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription("What was done") String description,

            @JsonPropertyDescription("More than 0, at most 24; 1.5 is 1:30")
            BigDecimal hours,

            @JsonPropertyDescription(OR_NAME) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String projectId,

            @JsonPropertyDescription(NAME) @Nullable String projectName,

            @JsonPropertyDescription(LABEL) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String labelId,

            @JsonPropertyDescription("Exact name") @Nullable String labelName,
            @JsonPropertyDescription(ITEM) @Nullable String itemKey,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Delete(
            @JsonPropertyDescription(DATE) @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription("As it was logged") String description,

            @JsonPropertyDescription(OR_NAME) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String projectId,

            @JsonPropertyDescription(NAME) @Nullable String projectName,

            @JsonPropertyDescription("To tell lines apart") @Nullable String itemKey,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Complete(
            @JsonPropertyDescription(MONDAY) @JsonAlias({"date", "week"})
            String weekStarting,

            @JsonPropertyDescription("true: open it again") @Nullable Boolean saveDraft,

            @JsonPropertyDescription("Why it is reopened") @Nullable String reason,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Fill(
            @JsonPropertyDescription(DATE) String startDate,

            @JsonPropertyDescription("Inclusive; at most 31 days")
            String endDate,

            @JsonPropertyDescription("What was done") String description,

            @JsonPropertyDescription(OR_NAME) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String projectId,

            @JsonPropertyDescription(NAME) @Nullable String projectName,

            @JsonPropertyDescription("Default 8") @JsonAlias("hours") @Nullable BigDecimal hoursPerDay,

            @JsonPropertyDescription(LABEL) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String labelId,

            @JsonPropertyDescription("Exact name") @Nullable String labelName,

            @JsonPropertyDescription("Default false") @Nullable Boolean skipWeekends,

            @JsonPropertyDescription(ITEM) @Nullable String itemKey,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record PutWeek(
            @JsonPropertyDescription(MONDAY) String weekStarting,

            @JsonPropertyDescription("At most 50") @Nullable List<Row> rows,

            @JsonPropertyDescription("Another Monday, whose lines are copied first") @Nullable String copyFrom,

            @JsonPropertyDescription("Default true; false only lists the lines") @Nullable Boolean copyHours,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    /** @param hours of Monday and the days after it; null leaves a day as it is, 0 clears it */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            @JsonPropertyDescription("Id or name") @JsonAlias({"project_id", "project_name"})
            String project,

            @JsonPropertyDescription("What was done") String description,

            @JsonPropertyDescription("Monday first; 0 clears a day, null keeps it")
            List<@Nullable BigDecimal> hours,

            @JsonPropertyDescription("Id or name") @JsonAlias({"label_id", "label_name"}) @Nullable String label,

            @JsonPropertyDescription(ITEM) @Nullable String itemKey) {}
}
