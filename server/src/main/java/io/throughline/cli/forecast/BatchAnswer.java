package io.throughline.cli.forecast;

import io.throughline.engine.forecast.FinishForecast;
import io.throughline.engine.forecast.ForecastOutcome;
import io.throughline.engine.forecast.Forecaster;
import io.throughline.engine.forecast.TotalForecast;
import io.throughline.engine.forecast.TotalOutcome;
import io.throughline.engine.forecast.WorkPlan;
import io.throughline.mcp.stdio.LineReader;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to one line of a batch, from that line alone.
 *
 * @param json one object
 * @param isAnswer false if the line could not be understood
 */
record BatchAnswer(ObjectNode json, boolean isAnswer) {

    private static final List<Integer> FINISH_PERCENTILES = List.of(5, 10, 25, 50, 75, 85, 90, 95);
    private static final List<Integer> TOTAL_PERCENTILES = List.of(50, 75, 85, 90, 95);

    /** @param number of the line, from 1 */
    static BatchAnswer to(LineReader.Line line, long number, int trials) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putNull("id");
        try {
            if (line.tooLong()) {
                throw new WrongLineException("it is longer than " + BatchForecast.MOST_LINE_BYTES + " bytes.");
            }
            var json = BatchLine.parse(line.text());
            answer.set("id", BatchLine.id(json));
            put(answer, BatchLine.of(json), trials);
            return new BatchAnswer(answer, true);
        } catch (WrongLineException e) {
            answer.put("error", "Line " + number + ": " + e.getMessage());
            return new BatchAnswer(answer, false);
        }
    }

    private static void put(ObjectNode answer, BatchLine line, int trials) {
        if (line.horizon() == null) {
            double remaining = line.remaining() == null ? 0 : line.remaining();
            switch (Forecaster.finish(WorkPlan.of(line.history(), remaining), trials, line.seed())) {
                case ForecastOutcome.Forecast forecast -> putPeriods(answer, forecast.finish());
                case ForecastOutcome.AlreadyDone done ->
                    FINISH_PERCENTILES.forEach(percentile -> answer.put(name(percentile), 0));
                case ForecastOutcome.CannotForecast cannot -> answer.put("cannotForecast", cannot.reason());
            }
        } else {
            var team = new WorkPlan.Team(line.history(), List.of());
            switch (Forecaster.total(List.of(team), line.horizon(), trials, line.seed())) {
                case TotalOutcome.Forecast forecast -> putTotals(answer, forecast.total());
                case TotalOutcome.CannotForecast cannot -> answer.put("cannotForecast", cannot.reason());
            }
        }
    }

    private static String name(int percentile) {
        return "p%02d".formatted(percentile);
    }

    private static void putPeriods(ObjectNode answer, FinishForecast finish) {
        boolean later = false;
        for (int percentile : FINISH_PERCENTILES) {
            var periods = finish.periods(percentile / 100.0);
            answer.put(name(percentile), periods.orElse(Forecaster.LIMIT_PERIODS + 1));
            later |= periods.isEmpty();
        }
        if (later) {
            answer.put("laterThan", Forecaster.LIMIT_PERIODS);
        }
    }

    private static void putTotals(ObjectNode answer, TotalForecast total) {
        for (int percentile : TOTAL_PERCENTILES) {
            double reached = total.reached(percentile / 100.0);
            if (reached == Math.rint(reached) && reached <= Long.MAX_VALUE) {
                answer.put("reached" + percentile, (long) reached);
            } else {
                answer.put("reached" + percentile, reached);
            }
        }
    }
}
