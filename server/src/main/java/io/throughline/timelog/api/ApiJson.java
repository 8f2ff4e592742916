package io.throughline.timelog.api;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API reads and writes it: names with underscores, numbers as they were written, nothing said twice. */
final class ApiJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 100;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private ApiJson() {}

    /** @throws ApiProblem if it is no JSON, or not as we take it; the message tells where, and nothing of what was sent */
    static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " near line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw ApiProblem.invalid(
                    "The body is not JSON as it is taken here: something is wrong" + place
                            + ". It must be valid JSON in" + " UTF-8, name no key twice, and have at most " + MAX_DEPTH
                            + " levels.",
                    java.util.Map.of());
        }
    }

    /** Whether it is a whole number, written with or without a fraction of zeros, that fits a long. */
    static boolean isWhole(BigDecimal number) {
        return number.signum() == 0
                || (number.precision() - (long) number.scale() <= 18
                        && number.scale() <= MAX_DIGITS
                        && number.stripTrailingZeros().scale() <= 0);
    }
}
