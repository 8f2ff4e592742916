package io.throughline.engine.forecast;

/** What a forecast came to. */
public sealed interface ForecastOutcome {

    /** There is a forecast. */
    record Forecast(FinishForecast finish) implements ForecastOutcome {}

    /** Nothing is left to do. */
    record AlreadyDone() implements ForecastOutcome {}

    /**
     * The history cannot tell, so that any date would be made up.
     *
     * @param reason one or two sentences, with what would help
     */
    record CannotForecast(String reason) implements ForecastOutcome {}
}
