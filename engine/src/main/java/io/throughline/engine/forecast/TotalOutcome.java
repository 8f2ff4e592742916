package io.throughline.engine.forecast;

/** What a forecast of an amount came to. */
public sealed interface TotalOutcome {

    /** There is a forecast. */
    record Forecast(TotalForecast total) implements TotalOutcome {}

    /** @param reason one or two sentences, with what would help */
    record CannotForecast(String reason) implements TotalOutcome {}
}
