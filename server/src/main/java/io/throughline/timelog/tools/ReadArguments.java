package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the reading tools take. Dates are texts here, so that a wrong one is refused in our words. */
final class ReadArguments {

    static final String OWN = "Your own address or nothing";

    private ReadArguments() {}

    record Nothing() {}

    record Own(@JsonPropertyDescription(OWN) @Nullable String email) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Week(
            @JsonPropertyDescription("A Monday, YYYY-MM-DD") @JsonAlias({"date", "week"})
            String weekStarting,

            @JsonPropertyDescription(OWN) @Nullable String email) {}

    record Day(
            @JsonPropertyDescription("YYYY-MM-DD") @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription(OWN) @Nullable String email) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Range(
            @JsonPropertyDescription("YYYY-MM-DD") String startDate,

            @JsonPropertyDescription("Inclusive; at most 366 days")
            String endDate,

            @JsonPropertyDescription(OWN) @Nullable String email) {}

    record Month(
            @JsonPropertyDescription("1 to 9999") Integer year,
            @JsonPropertyDescription("1 to 12") Integer month,
            @JsonPropertyDescription(OWN) @Nullable String email) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ProjectOnDay(
            @JsonPropertyDescription("YYYY-MM-DD") @JsonAlias("date_str")
            String date,

            @JsonPropertyDescription("Or project_name") @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable String projectId,

            @JsonPropertyDescription("Name, or a part that only one has") @Nullable String projectName,

            @JsonPropertyDescription(OWN) @Nullable String email) {}
}
