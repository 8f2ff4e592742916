package io.throughline.cli.forecast;

import io.throughline.engine.forecast.DeliveryHistory;
import io.throughline.engine.forecast.Forecaster;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One question of a batch. Fields that it does not know are not looked at.
 *
 * @param remaining how much is to be done, {@code >= 0}; null if it is asked how much will be
 * @param horizon for how many periods it is asked how much will be done; null if it is asked when
 * @param seed {@value #USUAL_SEED} if the line has none
 */
record BatchLine(
        DeliveryHistory history,
        @Nullable Double remaining,
        @Nullable Integer horizon,
        long seed) {

    static final int MOST_PERIODS = 10_000;
    static final long USUAL_SEED = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_SHOWN = 40;

    static JsonNode parse(String text) throws WrongLineException {
        try {
            JsonNode line = JSON.readTree(text);
            if (line.isObject()) {
                return line;
            }
        } catch (JacksonException e) {
            throw new WrongLineException("it is no JSON: " + e.getOriginalMessage());
        }
        throw new WrongLineException("it must be a JSON object such as"
                + " {\"id\":\"a\",\"periods\":[4,0,3],\"remaining\":20,\"seed\":1}.");
    }

    /** A text or a number, to be given back as it is. */
    static JsonNode id(JsonNode line) throws WrongLineException {
        JsonNode id = line.path("id");
        if (!id.isString() && !id.isNumber()) {
            throw wrong(id, "\"id\"", "a text or a number");
        }
        return id;
    }

    static BatchLine of(JsonNode line) throws WrongLineException {
        JsonNode remaining = line.path("remaining");
        JsonNode horizon = line.path("horizon");
        if (isMissing(remaining) == isMissing(horizon)) {
            throw new WrongLineException(
                    "it must have either \"remaining\", to ask when so much is done, or \"horizon\","
                            + " to ask how much is done in so many periods, but has "
                            + (isMissing(horizon) ? "none." : "both."));
        }
        JsonNode seed = line.path("seed");
        return new BatchLine(
                history(line.path("periods")),
                isMissing(remaining) ? null : amount(remaining, "\"remaining\""),
                isMissing(horizon) ? null : horizon(horizon),
                isMissing(seed) ? USUAL_SEED : seed(seed));
    }

    private static DeliveryHistory history(JsonNode periods) throws WrongLineException {
        if (!periods.isArray() || periods.size() > MOST_PERIODS) {
            throw wrong(
                    periods,
                    "\"periods\"",
                    "a list of at most " + MOST_PERIODS + " numbers, finished per period, oldest first");
        }
        double[] finished = new double[periods.size()];
        for (int at = 0; at < finished.length; at++) {
            finished[at] = amount(periods.get(at), "period " + (at + 1));
        }
        return DeliveryHistory.of(finished);
    }

    private static double amount(JsonNode value, String name) throws WrongLineException {
        double amount = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw wrong(value, name, "a number of 0 or more");
        }
        return amount;
    }

    private static int horizon(JsonNode value) throws WrongLineException {
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 1
                || value.intValue() > Forecaster.LIMIT_PERIODS) {
            throw wrong(value, "\"horizon\"", "a whole number of periods from 1 to " + Forecaster.LIMIT_PERIODS);
        }
        return value.intValue();
    }

    private static long seed(JsonNode value) throws WrongLineException {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(value, "\"seed\"", "a whole number of 64 bits");
        }
        return value.longValue();
    }

    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static WrongLineException wrong(JsonNode value, String name, String right) {
        String text = value.isArray() ? "a list of " + value.size() : value.toString();
        String was = value.isMissingNode()
                ? "is missing"
                : "is " + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + " …");
        return new WrongLineException(name + " " + was + "; it must be " + right + ".");
    }
}
