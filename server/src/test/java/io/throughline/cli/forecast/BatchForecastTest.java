package io.throughline.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.engine.backtest.OwnMethod;
import io.throughline.engine.forecast.DeliveryHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchForecastTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PERIODS = "[3,5,2,8,0,4,6,3,7,2,5,4,3,6,2,8,1,4,6,3,7,2,5,4,3,5,2,8,0,4,6,3,7,2,5,4]";

    private BatchForecast.Count count = new BatchForecast.Count(0, 0);

    @Test
    void answersWhenSoMuchIsDone() throws IOException {
        JsonNode answer = answer("{\"id\":\"a\",\"periods\":" + PERIODS + ",\"remaining\":40,\"seed\":1}");
        assertThat(answer.propertyNames())
                .containsExactly("id", "p05", "p10", "p25", "p50", "p75", "p85", "p90", "p95");
        assertThat(answer.get("p50").intValue()).isBetween(9, 12);
        assertThat(answer.get("p95").intValue()).isGreaterThan(answer.get("p50").intValue());
    }

    @Test
    void answersHowMuchIsReached() throws IOException {
        JsonNode answer = answer("{\"id\":7,\"periods\":" + PERIODS + ",\"horizon\":8}");
        assertThat(answer.propertyNames())
                .containsExactly("id", "reached50", "reached75", "reached85", "reached90", "reached95");
        assertThat(answer.get("id").intValue()).isEqualTo(7);
        assertThat(answer.get("reached50").isIntegralNumber()).isTrue();
        assertThat(answer.get("reached95").intValue())
                .isLessThan(answer.get("reached50").intValue());
    }

    @Test
    void saysTheSameAsTheBacktestMeasures() throws IOException {
        double[] periods = JSON.readValue(PERIODS, double[].class);
        var measured = new OwnMethod(BatchForecast.TRIALS, BatchLine.USUAL_SEED)
                .at(DeliveryHistory.of(periods), 100)
                .orElseThrow();
        JsonNode when = answer("{\"id\":1,\"periods\":" + PERIODS + ",\"remaining\":70}");
        JsonNode howMuch = answer("{\"id\":1,\"periods\":" + PERIODS + ",\"horizon\":16}");
        for (int percentile : new int[] {50, 75, 85, 90, 95}) {
            assertThat(when.get("p" + percentile).intValue()).isEqualTo(measured.periodsUntil(70, percentile / 100.0));
            assertThat(howMuch.get("reached" + percentile).doubleValue())
                    .isEqualTo(measured.totalBelow(16, 1 - percentile / 100.0));
        }
    }

    @Test
    void eachLineIsAnsweredFromThatLineAlone() throws IOException {
        String line = "{\"id\":\"a\",\"periods\":" + PERIODS + ",\"remaining\":40}";
        String seeded = "{\"id\":\"a\",\"periods\":" + PERIODS + ",\"remaining\":40,\"seed\":1}";
        String other = "{\"id\":\"b\",\"periods\":[9,9,9,9,9,9,9],\"remaining\":40}";
        List<JsonNode> answers = answers(line, other, seeded, line);
        assertThat(answers.get(0)).isEqualTo(answer(line));
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
        assertThat(answers.get(3)).isEqualTo(answers.get(0));
    }

    @Test
    void keepsTheOrderOfManyLines() throws IOException {
        String[] lines = IntStream.range(0, 300)
                .mapToObj(at -> at % 50 == 7 ? "oops" : "{\"id\":" + at + ",\"periods\":[1,2],\"remaining\":1}")
                .toArray(String[]::new);
        List<JsonNode> answers = answers(lines);
        assertThat(answers).hasSize(300);
        for (int at = 0; at < 300; at++) {
            if (at % 50 == 7) {
                assertThat(answers.get(at).get("error").stringValue())
                        .startsWith("Line " + (at + 1) + ": it is no JSON");
            } else {
                assertThat(answers.get(at).get("id").intValue()).isEqualTo(at);
            }
        }
        assertThat(count).isEqualTo(new BatchForecast.Count(300, 6));
    }

    @Test
    void whatRemainsMayBeNothing() throws IOException {
        JsonNode answer = answer("{\"id\":\"a\",\"periods\":[],\"remaining\":0}");
        assertThat(answer.get("p05").intValue()).isZero();
        assertThat(answer.get("p95").intValue()).isZero();
        assertThat(count.wrong()).isZero();
    }

    @Test
    void saysWhyItCannotForecast() throws IOException {
        assertThat(answer("{\"id\":\"a\",\"periods\":[4],\"remaining\":9}").toString())
                .isEqualTo(
                        "{\"id\":\"a\",\"cannotForecast\":\"There are only 1 past periods; a forecast needs at least 6.\"}");
        assertThat(answer("{\"id\":\"a\",\"periods\":" + PERIODS + ",\"remaining\":1000000000}")
                        .get("cannotForecast")
                        .stringValue())
                .contains("more than 520 periods");
        assertThat(answer("{\"id\":\"a\",\"periods\":[0,0,0,0,0,0,0,0],\"horizon\":3}")
                        .has("cannotForecast"))
                .isTrue();
        assertThat(count.wrong()).isZero();
    }

    @Test
    void saysWhereItIsLaterThanWeLook() throws IOException {
        JsonNode answer = answer("{\"id\":\"a\",\"periods\":" + PERIODS + ",\"remaining\":1700}");
        assertThat(answer.get("p95").intValue()).isEqualTo(521);
        assertThat(answer.get("laterThan").intValue()).isEqualTo(520);
    }

    @Test
    void saysWhatIsWrongWithALineAndGoesOn() throws IOException {
        assertError(
                "[1]",
                "it must be a JSON object such as {\"id\":\"a\",\"periods\":[4,0,3],\"remaining\":20,\"seed\":1}.");
        assertError("{\"periods\":[1],\"remaining\":1}", "\"id\" is missing; it must be a text or a number.");
        assertError(
                "{\"id\":1,\"remaining\":1}",
                "\"periods\" is missing; it must be a list of at most 10000 numbers, finished per period, oldest first.");
        assertError(
                "{\"id\":1,\"periods\":[1,-2],\"remaining\":1}", "period 2 is -2; it must be a number of 0 or more.");
        assertError(
                "{\"id\":1,\"periods\":[1,null],\"remaining\":1}",
                "period 2 is null; it must be a number of 0 or more.");
        assertError(
                "{\"id\":1,\"periods\":[1],\"remaining\":-5}",
                "\"remaining\" is -5; it must be a number of 0 or more.");
        assertError(
                "{\"id\":1,\"periods\":[1],\"remaining\":\"x\"}",
                "\"remaining\" is \"x\"; it must be a number of 0 or more.");
        assertError(
                "{\"id\":1,\"periods\":[1]}",
                "it must have either \"remaining\", to ask when so much is done, or \"horizon\", to ask how much is done in"
                        + " so many periods, but has none.");
        assertError(
                "{\"id\":1,\"periods\":[1],\"horizon\":0}",
                "\"horizon\" is 0; it must be a whole number of periods from 1 to 520.");
        assertError(
                "{\"id\":1,\"periods\":[1],\"remaining\":1,\"seed\":1.5}",
                "\"seed\" is 1.5; it must be a whole number of 64 bits.");
        assertThat(answer("{\"id\":1,\"periods\":[1],\"remaining\":1e999}")
                        .get("error")
                        .stringValue())
                .contains("\"remaining\" is ");
        assertThat(answer("{\"id\":1,\"periods\":[NaN],\"remaining\":1}")
                        .get("error")
                        .stringValue())
                .startsWith("Line 1: it is no JSON: ");
    }

    @Test
    void aLineThatIsTooLongIsNotKept() throws IOException {
        String tooLong = "{\"id\":1,\"periods\":[" + "1,".repeat(BatchForecast.MOST_LINE_BYTES) + "1]}";
        List<JsonNode> answers = answers(tooLong, "", "{\"id\":2,\"periods\":[1],\"remaining\":1}");
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("error").stringValue()).isEqualTo("Line 1: it is longer than 1048576 bytes.");
        assertThat(answers.get(1).get("id").intValue()).isEqualTo(2);
    }

    private void assertError(String line, String message) throws IOException {
        JsonNode answer = answer(line);
        assertThat(answer.propertyNames()).containsExactly("id", "error");
        assertThat(answer.get("error").stringValue()).isEqualTo("Line 1: " + message);
        assertThat(count).isEqualTo(new BatchForecast.Count(1, 1));
    }

    private JsonNode answer(String line) throws IOException {
        return answers(line).getFirst();
    }

    private List<JsonNode> answers(String... lines) throws IOException {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        count = new BatchForecast(in, out).answerAll(answered -> {});
        return out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).collect(Collectors.toList());
    }
}
