package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What {@code report_logs} takes; everything is optional. */
@JsonNaming(SnakeCaseStrategy.class)
record ReportArguments(
        @JsonPropertyDescription("project (default), label, item, day, missing, csv, icalendar") @Nullable String report,

        @JsonPropertyDescription("YYYY-MM-DD") @Nullable String startDate,

        @JsonPropertyDescription("Inclusive; at most 366 days") @Nullable String endDate,

        @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email) {}
