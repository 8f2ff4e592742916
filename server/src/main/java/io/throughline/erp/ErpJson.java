package io.throughline.erp;

import io.throughline.timelog.WorkedTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON of an ERP as it comes: numbers as texts, JSON in a text, nulls, wrappers. Bounded in depth. */
final class ErpJson {

    private static final int DEEPEST = 60;
    private static final int TIMES_WRAPPED = 3;
    private static final int LONGEST_NUMBER = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(ErpHttp.MAX_BODY_BYTES)
                            .build())
                    .build())
            // What is sent back must be what was read: 5.50 stays 5.50.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ErpJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** @return null if it is no JSON, or nested deeper than anything we know of */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : unwrapped(node);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The value itself, where a text holds JSON of an object or a list. */
    static JsonNode unwrapped(JsonNode node) {
        JsonNode value = node;
        for (int times = 0; times < TIMES_WRAPPED && value.isString(); times++) {
            String text = value.stringValue().strip();
            if (!text.startsWith("{") && !text.startsWith("[") && !text.startsWith("\"")) {
                break;
            }
            try {
                value = MAPPER.readTree(text);
            } catch (JacksonException e) {
                break;
            }
        }
        return value;
    }

    /** A list in an object; one that was a text of JSON takes the text's place, so that it can be changed. */
    static @Nullable ArrayNode list(ObjectNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isString() && unwrapped(value) instanceof ArrayNode inside) {
            parent.set(name, inside);
            return inside;
        }
        return value instanceof ArrayNode list ? list : null;
    }

    /** A text without blanks around it; of an object its name. Empty for none. */
    static String text(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().strip();
        }
        if (node.isNumber()) {
            return node.asString();
        }
        return node.isObject() ? firstText(node, "complete_name", "name") : "";
    }

    static String firstText(JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** A whole number, also as a text; of an object its id. */
    static @Nullable Long wholeNumber(JsonNode node) {
        BigDecimal number = number(node.isObject() ? node.path("id") : node);
        if (number == null) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** @return null for what is no number, or one of more digits than any that we ask for */
    private static @Nullable BigDecimal number(JsonNode node) {
        String text = node.isNumber()
                ? node.asString()
                : node.isString() ? node.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            var number = new BigDecimal(text);
            boolean plausible = number.precision() - (long) number.scale() <= 19 && number.scale() <= LONGEST_NUMBER;
            return plausible ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code true} in any of the ways in which it is written. */
    static boolean isTrue(JsonNode node) {
        String text = node.isBoolean() || node.isNumber() ? node.asString() : text(node);
        return text.equals("1") || text.toLowerCase(Locale.ROOT).equals("true");
    }

    /**
     * Minutes of an entry: of its hours and minutes, else of its decimal hours; 0 where nothing is said.
     *
     * @return null if that is no time of a day, 0 to 1440
     */
    static @Nullable Integer minutes(JsonNode entry) {
        BigDecimal hours = number(entry.path("hours"));
        BigDecimal minutes = number(entry.path("minutes"));
        BigDecimal total;
        if (hours == null && minutes == null) {
            BigDecimal decimal = number(entry.path("decimal_hours"));
            total = decimal == null ? BigDecimal.ZERO : decimal.multiply(BigDecimal.valueOf(60));
        } else {
            total = (hours == null ? BigDecimal.ZERO : hours)
                    .multiply(BigDecimal.valueOf(60))
                    .add(minutes == null ? BigDecimal.ZERO : minutes);
        }
        BigDecimal whole = total.setScale(0, RoundingMode.HALF_UP);
        boolean ofADay = whole.signum() >= 0 && whole.compareTo(BigDecimal.valueOf(WorkedTime.MINUTES_A_DAY)) <= 0;
        return ofADay ? whole.intValueExact() : null;
    }
}
