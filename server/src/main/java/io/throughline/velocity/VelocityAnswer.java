package io.throughline.velocity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code analyze_velocity} answers. A figure is absent where there is too little data for it; the notes say so.
 *
 * @param asOf today in the zone of the workspace
 * @param period sprint or week
 * @param series oldest first; mean to outliers are those of what was completed in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VelocityAnswer(
        String workspaceId,
        @JsonPropertyDescription("Key of the workspace") String workspace,

        @JsonPropertyDescription("Absent: all of the workspace") @Nullable String team,

        LocalDate asOf,
        String unit,
        @JsonPropertyDescription("sprint or week") String period,
        @JsonPropertyDescription("Oldest first") List<Period> series,

        @JsonPropertyDescription("Completed per period") @Nullable Double mean,

        @Nullable Double median,
        @Nullable Double standardDeviation,
        @Nullable Double coefficientOfVariation,

        @JsonPropertyDescription("Completed ÷ committed over all sprints") @Nullable Double predictability,

        @Nullable TrendFigures trend,
        WeekFigures throughputPerWeek,
        @Nullable CycleFigures cycleTimeDays,
        ProgressFigures workInProgress,

        @JsonPropertyDescription("Where the level changed") List<Change> changePoints,

        @JsonPropertyDescription("Unlike the other periods") List<Odd> outliers,

        @JsonPropertyDescription("Each team, if none was asked for") @Nullable List<TeamFigures> teams,

        @JsonPropertyDescription("What was left out or assumed") @Nullable List<String> notes) {

    /** One sprint or week; what only sprints know is absent for weeks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Period(
            @Nullable String name,
            LocalDate from,
            LocalDate to,
            double completed,
            @Nullable Double committed,
            @Nullable Double added,
            @Nullable Double removed,
            @Nullable Double carriedOver) {}

    /** @param perPeriod Theil–Sen slope */
    public record TrendFigures(
            double perPeriod,

            @JsonPropertyDescription("Mann-Kendall") double pValue,

            @JsonPropertyDescription("pValue below 0.05") boolean significant) {}

    /** @param runningWeek so far, in none of the others */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WeekFigures(
            @Nullable Double mean,
            @Nullable Double median,

            @JsonPropertyDescription("Monday of the first of weeks") @Nullable LocalDate from,

            @JsonPropertyDescription("Whole weeks, idle ones 0, oldest first")
            List<Double> weeks,

            @JsonPropertyDescription("So far") double runningWeek) {}

    /** From start to finish, of items that were finished in the periods. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CycleFigures(
            double p50, @Nullable Double p85, @Nullable Double p95, int items) {}

    /** Items that are started and not finished. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProgressFigures(
            int items,
            @Nullable Double medianAgeDays,

            @JsonPropertyDescription("Older than p85 of the cycle times") @Nullable Integer olderThanP85,

            @JsonPropertyDescription("The longest in progress first")
            List<Aged> oldest) {}

    public record Aged(String key, double ageDays) {}

    /** @param before mean per period */
    public record Change(LocalDate from, double before, double after, double pValue) {}

    /** @param score modified z-score */
    public record Odd(LocalDate from, double completed, double score) {}

    /** In the unit and per week of the answer's weeks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TeamFigures(
            String teamId,
            String team,
            @Nullable Double meanPerWeek,
            @Nullable Double coefficientOfVariation,
            @Nullable Double predictability) {}
}
