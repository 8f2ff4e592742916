package io.throughline.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The modern era whatever the transport. */
class ModernServerTest {

    @RegisterExtension
    static final OpenTelemetryExtension spans = OpenTelemetryExtension.create();

    private static final String SURE =
            "\"inputResponses\":{\"sure\":{\"action\":\"accept\",\"content\":{\"sure\":true}},"
                    + "\"nobody asked\":{\"action\":\"accept\"}}";
    private static final String FORMS = "{\"elicitation\":{}}";

    private final JsonMapper json = JsonMapper.builder().build();
    private final ModernFixtures fixtures = new ModernFixtures();
    private final MovableClock clock = new MovableClock();
    private final EraClassifier classifier = new EraClassifier(new MessageReader(), ModernServer.VERSIONS);
    private final List<JsonNode> notifications = new ArrayList<>();

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final ModernServer server = TestModern.of(
                    fixtures.registry(), fixtures.changes, clock, spans.getOpenTelemetry(), Duration.ofMillis(500))
            .server();

    private JsonNode answer(long person, String capabilities, String meta, String method, String parameters) {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":" + capabilities + meta + "}"
                + (parameters.isEmpty() ? "" : "," + parameters) + "}}";
        var call = (Verdict.Modern) classifier.classifyLine(message.getBytes(StandardCharsets.UTF_8));
        var caller = new Caller(ModernFixtures.principal(1, person), null);
        Answer answer = server.serve(
                call.request(),
                caller,
                new RunningCall(),
                (name, params) -> notifications.add(
                        json.createObjectNode().put("method", name).set("params", params)));
        JsonNode told = json.readTree(answer.message(call.request().id(), server.format()));
        return ((tools.jackson.databind.node.ObjectNode) told).put("status", answer.httpStatus());
    }

    private JsonNode answer(String method, String parameters) {
        return answer(1, FORMS, "", method, parameters);
    }

    private JsonNode confirm(long person, String arguments, String rest) {
        return answer(
                person,
                FORMS,
                "",
                "tools/call",
                "\"name\":\"modern_confirm\",\"arguments\":" + arguments + (rest.isEmpty() ? "" : "," + rest));
    }

    private String state() {
        return "\"requestState\":"
                + json.writeValueAsString(confirm(1, "{\"what\":\"x\"}", "")
                        .at("/result/requestState")
                        .asString());
    }

    @Test
    void aQuestionIsAskedAndItsAnswerTaken() {
        JsonNode asked = confirm(1, "{\"what\":\"x\"}", "");
        assertThat(asked.at("/result/resultType").asString()).isEqualTo("input_required");
        assertThat(asked.at("/result/inputRequests/sure/method").asString()).isEqualTo("elicitation/create");
        assertThat(asked.at("/result/inputRequests/sure/params/mode").asString())
                .isEqualTo("form");
        assertThat(asked.at("/result").has("ttlMs")).isFalse();
        assertThat(fixtures.effects).hasValue(0);

        JsonNode done = confirm(1, "{\"what\":\"x\"}", SURE + "," + state());

        assertThat(done.at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(done.at("/result/content/0/text").asString()).isEqualTo("ACCEPT true asked");
        assertThat(fixtures.effects).hasValue(1);
    }

    @Test
    void anEffectIsHadOnceHoweverOftenItsAnswersAreSent() {
        String state = state();
        confirm(1, "{\"what\":\"x\"}", SURE + "," + state);

        JsonNode again = confirm(1, "{\"what\":\"x\"}", SURE + "," + state);

        assertThat(again.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(again.at("/error/message").asString()).contains("used before");
        assertThat(fixtures.effects).hasValue(1);
    }

    @Test
    void aStateServesOnlyTheCallItWasGivenFor() {
        String state = state();
        for (JsonNode refused : List.of(
                confirm(2, "{\"what\":\"x\"}", SURE + "," + state),
                confirm(1, "{\"what\":\"y\"}", SURE + "," + state),
                confirm(1, "{}", SURE + "," + state),
                answer("tools/call", "\"name\":\"modern_work\",\"arguments\":{\"what\":\"x\"}," + SURE + "," + state),
                answer(
                        "prompts/get",
                        "\"name\":\"modern_prompt\",\"arguments\":{\"subject\":\"x\"}," + SURE + "," + state),
                confirm(1, "{\"what\":\"x\"}", SURE + ",\"requestState\":7"),
                confirm(1, "{\"what\":\"x\"}", SURE + ",\"requestState\":\"" + "A".repeat(200) + "\""),
                confirm(1, "{\"what\":\"x\"}", SURE + "," + state.substring(0, state.length() - 3) + "A\""))) {
            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(refused.at("/status").asInt()).isEqualTo(200);
        }
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(confirm(1, "{\"what\":\"x\"}", SURE + "," + state)
                        .at("/error/message")
                        .asString())
                .contains("too old");
        assertThat(fixtures.effects).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"inputResponses\":{}",
                "\"inputResponses\":{\"other\":{\"action\":\"accept\"}}",
                "\"inputResponses\":{\"sure\":{\"action\":\"accept\",\"content\":{\"sure\":\"maybe\"}}}",
                "\"inputResponses\":{\"sure\":{\"action\":\"accept\"}}",
                "\"inputResponses\":{\"sure\":{}}"
            })
    void whoDoesNotAnswerIsAskedAgain(String answers) {
        assertThat(confirm(1, "{\"what\":\"x\"}", answers + "," + state())
                        .at("/result/resultType")
                        .asString())
                .isEqualTo("input_required");
        assertThat(confirm(1, "{\"what\":\"x\"}", SURE).at("/result/resultType").asString())
                .as("answers without a state prove nothing")
                .isEqualTo("input_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"inputResponses\":7", "\"inputResponses\":null", "\"inputResponses\":{\"sure\":true}"})
    void answersOfAWrongShapeAreRefused(String answers) {
        assertThat(confirm(1, "{\"what\":\"x\"}", answers + "," + state())
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void decliningIsAnAnswerToo() {
        assertThat(confirm(1, "{\"what\":\"x\"}", "\"inputResponses\":{\"sure\":{\"action\":\"decline\"}}," + state())
                        .at("/result/content/0/text")
                        .asString())
                .isEqualTo("DECLINE null asked");
    }

    @Test
    void aClientThatCannotBeAskedIsToldWhatItLacks() {
        JsonNode refused = answer(1, "{\"elicitation\":{\"url\":{}}}", "", "tools/call", "\"name\":\"modern_confirm\"");

        assertThat(refused.at("/status").asInt()).isEqualTo(400);
        assertThat(refused.at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(refused.at("/error/data/requiredCapabilities").toString())
                .isEqualTo("{\"elicitation\":{\"form\":{}}}");
    }

    @Test
    void promptsAskToo() {
        String prompt = "\"name\":\"modern_prompt\",\"arguments\":{\"subject\":\"ships\"}";
        JsonNode asked = answer("prompts/get", prompt);
        assertThat(asked.at("/result/resultType").asString()).isEqualTo("input_required");

        JsonNode said = answer(
                "prompts/get",
                prompt + "," + SURE + ",\"requestState\":"
                        + json.writeValueAsString(
                                asked.at("/result/requestState").asString()));

        assertThat(said.at("/result/messages/0/content/text").asString()).isEqualTo("Surely ships");
    }

    @Test
    void onlyWhatTheEnvelopeAsksForIsReported() {
        answer("tools/call", "\"name\":\"modern_work\",\"arguments\":{\"what\":\"report\"}");
        assertThat(notifications).isEmpty();

        answer(
                1,
                "{}",
                ",\"progressToken\":\"p\",\"io.modelcontextprotocol/logLevel\":\"info\"",
                "tools/call",
                "\"name\":\"modern_work\",\"arguments\":{\"what\":\"report\"}");

        assertThat(notifications)
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"p\",\"progress\":1,\"total\":2,\"message\":\"half\"}}",
                        "{\"method\":\"notifications/message\",\"params\":{\"level\":\"warning\",\"logger\":\"work\",\"data\":\"mind this\"}}",
                        "{\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"p\",\"progress\":2,\"total\":2}}");
    }

    @Test
    void aCallThatTakesTooLongIsStopped() throws InterruptedException {
        JsonNode stopped = answer("tools/call", "\"name\":\"modern_work\",\"arguments\":{\"what\":\"wait\"}");

        assertThat(fixtures.ends.poll(1, TimeUnit.SECONDS)).isEqualTo("interrupted, cancelled true");
        assertThat(stopped.at("/result/isError").asBoolean()).isTrue();
        assertThat(stopped.at("/result/content/0/text").asString()).contains("longer than a call may");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void ourFaultsShowNothingOfOurInsides() {
        JsonNode failed = answer("tools/call", "\"name\":\"modern_work\",\"arguments\":{\"what\":\"fail\"}");

        assertThat(failed.at("/result/isError").asBoolean()).isTrue();
        assertThat(failed.toString()).doesNotContain("secret", "Exception");
    }

    @Test
    void mistakesInArgumentsAreToldToTheModelAndOthersToTheProgram() {
        assertThat(answer("tools/call", "\"name\":\"modern_work\",\"arguments\":{\"wat\":1}")
                        .at("/result/content/0/text")
                        .asString())
                .isEqualTo("There is no argument 'wat'. The nearest are: what.");
        assertThat(answer("tools/call", "\"name\":\"modern_work\",\"arguments\":[]")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(answer("tools/call", "\"name\":\"nobody\"").at("/error/code").asInt())
                .isEqualTo(-32602);
        assertThat(answer("prompts/get", "\"name\":\"modern_prompt\"")
                        .at("/error/message")
                        .asString())
                .contains("needs subject");
        JsonNode nowhere = answer("resources/read", "\"uri\":\"test://nowhere\"");
        assertThat(nowhere.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(nowhere.at("/error/data/uri").asString()).isEqualTo("test://nowhere");
    }

    @Test
    void longListsComeInPages() {
        JsonNode first = answer("resources/list", "");
        assertThat(first.at("/result/resources").size()).isEqualTo(100);
        String cursor = first.at("/result/nextCursor").asString();

        JsonNode second = answer("resources/list", "\"cursor\":\"" + cursor + "\"");

        assertThat(second.at("/result/resources").size()).isEqualTo(20);
        assertThat(second.at("/result").has("nextCursor")).isFalse();
        assertThat(second.at("/result/cacheScope").asString()).isEqualTo("private");
        assertThat(answer("tools/list", "\"cursor\":\"" + cursor + "\"")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(answer("resources/list", "\"cursor\":\"\"").at("/error/code").asInt())
                .isEqualTo(-32602);
    }

    @Test
    void whatMayBeKeptSaysHowLongAndForWhom() {
        JsonNode note = answer("resources/read", "\"uri\":\"test://note/3\"");
        assertThat(note.at("/result/ttlMs").asInt()).isEqualTo(7_000);
        assertThat(note.at("/result/cacheScope").asString()).isEqualTo("private");
        JsonNode discovery = answer("server/discover", "");
        assertThat(discovery.at("/result/cacheScope").asString()).isEqualTo("public");
        assertThat(discovery.at("/result/supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
    }

    @Test
    void atMostAHundredCompletionsAreTold() {
        JsonNode completed = answer(
                "completion/complete",
                "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"modern_prompt\"},\"argument\":{\"name\":\"subject\",\"value\":\"s\"}");

        assertThat(completed.at("/result/completion/values").size()).isEqualTo(100);
        assertThat(completed.at("/result/completion/total").asInt()).isEqualTo(130);
        assertThat(completed.at("/result/completion/hasMore").asBoolean()).isTrue();
    }

    @Test
    void theTraceOfTheClientGoesOnInASpan() {
        answer(
                1,
                "{}",
                ",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"",
                "tools/call",
                "\"name\":\"nobody\"");

        assertThat(spans.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.getName()).isEqualTo("tools/call nobody");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
    }
}
