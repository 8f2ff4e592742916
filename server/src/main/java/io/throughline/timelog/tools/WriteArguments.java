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
    private static final String NAME = "Whole or part";
    private static final String LABEL = "Or label_name";
    private static final String ITEM = "Backlog item, such as APP-12";
    private static final String DRY_RUN = "Only tell";
    private static final String KEY = "Makes repeating safe";

    private WriteArguments() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Create(
            @JsonPropertyDescription(DATE) @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription("What was done") String description,

            @JsonPropertyDescription("Over 0, up to 24") BigDecimal hours,

            @JsonPropertyDescription(OR_NAME) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String projectId,

            @JsonPropertyDescription(NAME) @Nullable String projectName,

            @JsonPropertyDescription(LABEL) @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String labelId,

            @JsonPropertyDescription("Exact") @Nullable String labelName,
            @JsonPropertyDescription(ITEM) @Nullable String itemKey,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Delete(
            @JsonPropertyDescription(DATE) @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription("As logged") String description,

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

            @JsonPropertyDescription("true reopens") @Nullable Boolean saveDraft,

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

            @JsonPropertyDescription("Exact") @Nullable String labelName,

            @JsonPropertyDescription("Default false") @Nullable Boolean skipWeekends,

            @JsonPropertyDescription(ITEM) @Nullable String itemKey,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email,

            @JsonPropertyDescription(DRY_RUN) @Nullable Boolean dryRun,
            @JsonPropertyDescription(KEY) @Nullable String idempotencyKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record PutWeek(
            @JsonPropertyDescription(MONDAY) String weekStarting,

            @JsonPropertyDescription("At most 50") @Nullable List<Row> rows,

            @JsonPropertyDescription("Another Monday whose lines come first") @Nullable String copyFrom,

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

            @JsonPropertyDescription("Monday first; null keeps, 0 clears")
            List<@Nullable BigDecimal> hours,

            @JsonPropertyDescription("Id or name") @JsonAlias({"label_id", "label_name"}) @Nullable String label,

            @JsonPropertyDescription(ITEM) @Nullable String itemKey) {}
}
