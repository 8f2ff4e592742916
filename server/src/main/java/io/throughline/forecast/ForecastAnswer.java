package io.throughline.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code forecast_delivery} answers: dates, or why there are none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForecastAnswer(
        String workspaceId,
        @JsonPropertyDescription("Key of the workspace") String workspace,
        LocalDate asOf,
        String unit,
        @JsonPropertyDescription("What is to be done") String target,

        @JsonPropertyDescription("Open of the target, in the unit; unsized items at the usual size") @Nullable Double remaining,

        @Nullable LocalDate startDate,

        @JsonPropertyDescription("Done by this day with that probability") @Nullable Dates dates,

        @JsonPropertyDescription("0 to 0.995: done by targetDate") @Nullable Double probabilityByTarget,

        @JsonPropertyDescription("The teams finish at least so much by byDate, with that probability") @Nullable Amounts howManyBy,

        @JsonPropertyDescription("Share of the futures that finish after from, up to to") @Nullable List<Bar> histogram,

        @JsonPropertyDescription("What makes it late or unsure; shares add up to 1") @Nullable List<Risk> risks,

        @JsonPropertyDescription("Finished by these teams in the last whole weeks") @Nullable List<Actual> recentActuals,

        @Nullable Trust calibration,

        @JsonPropertyDescription("Why the 85 % day differs from that of the last forecast of this target") @Nullable Moved moved,

        @Nullable String forecastId,
        @Nullable Long seed,
        @Nullable Long trials,
        @Nullable CannotForecast cannotForecast,

        @JsonPropertyDescription("What was left out or assumed") @Nullable List<String> notes) {

    /** Absent: later than ten years. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dates(
            @Nullable LocalDate p50,
            @Nullable LocalDate p75,
            @Nullable LocalDate p85,
            @Nullable LocalDate p90,
            @Nullable LocalDate p95) {}

    public record Amounts(LocalDate byDate, double p50, double p75, double p85, double p90, double p95) {}

    public record Bar(LocalDate from, LocalDate to, double share) {}

    public record Risk(String driver, double share) {}

    /** @param week its Monday */
    public record Actual(LocalDate week, double finished) {}

    /**
     * How often forecasts of this kind held.
     *
     * @param cases of the teams' own past, foretold from what was known before each
     * @param issued forecasts that were really given in this workspace
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trust(
            @JsonPropertyDescription("Past moments of these teams, foretold afterwards")
            int cases,

            @JsonPropertyDescription("Share that held, as simulated") @Nullable Shares raw,

            @JsonPropertyDescription("With the correction that this answer has") @Nullable Shares corrected,

            @JsonPropertyDescription("Forecasts given here whose day has come") @Nullable List<Kept> issued) {}

    public record Shares(double p50, double p75, double p85, double p90, double p95) {}

    /** @param percentile such as 85 */
    public record Kept(int percentile, int held, int of) {}

    /** @param days later if positive; the causes add up to it */
    public record Moved(String since, LocalDate issuedOn, LocalDate p85Before, long days, List<Cause> causes) {}

    public record Cause(String cause, long days) {}

    public record CannotForecast(String reason) {}
}
