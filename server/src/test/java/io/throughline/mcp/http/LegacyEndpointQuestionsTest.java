package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a handler gets to know what it needs, from clients that are asked while the call waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyEndpointQuestionsTest {

    private static final String ALL = "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}";

    private final JsonMapper json = JsonMapper.builder().build();
    private final RunningEndpoint server = RunningEndpoint.of(new LegacyFixtures().server());

    @AfterAll
    void stop() {
        server.close();
    }

    private static void answer(LegacyTestClient client, JsonNode question, String result) {
        assertThat(client.post("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + "," + result + "}")
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25", "2025-06-18"})
    void aFormIsAskedForOnTheStreamOfTheCall(String version) {
        LegacyTestClient client = server.client(version, "{\"elicitation\":{}}");
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
            JsonNode question = stream.message().json();
            assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
            assertThat(question.at("/params/message").asString()).isEqualTo("Who are you?");
            assertThat(question.at("/params/requestedSchema")).isEqualTo(json.valueToTree(LegacyFixtures.FORM));
            answer(client, question, "\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}");
            assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("ACCEPT {name=Ada} round one");
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForAgain() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
            answer(client, stream.message().json(), "\"result\":{\"action\":\"accept\",\"content\":{\"name\":5}}");
            answer(client, stream.message().json(), "\"result\":{\"action\":\"decline\"}");
            assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("DECLINE {} round one");
        }
    }

    @Test
    void aPageIsOpenedWithAnIdOfItsOwn() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask page"))) {
            JsonNode params = stream.message().json();
            assertThat(params.at("/params/mode").asString()).isEqualTo("url");
            assertThat(params.at("/params/url").asString()).isEqualTo("https://example.com/open");
            assertThat(params.at("/params/elicitationId").asString()).hasSizeGreaterThan(30);
            answer(client, params, "\"result\":{\"action\":\"accept\"}");
            assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("page accept");
        }
    }

    @Test
    void severalQuestionsAreAskedAtOnce() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask all"))) {
            JsonNode form = stream.message().json();
            JsonNode sampling = stream.message().json();
            JsonNode roots = stream.message().json();
            assertThat(sampling.path("method").asString()).isEqualTo("sampling/createMessage");
            assertThat(sampling.at("/params/maxTokens").asInt()).isEqualTo(10);
            assertThat(roots.path("method").asString()).isEqualTo("roots/list");
            answer(client, roots, "\"result\":{\"roots\":[]}");
            answer(client, sampling, "\"result\":{\"role\":\"assistant\"}");
            answer(client, form, "\"result\":{\"action\":\"cancel\"}");
            assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("[model, name, roots]");
        }
    }

    @Test
    void onlyWhatTheClientDeclaredIsAsked() {
        LegacyTestClient client = server.client("2025-11-25", "{\"roots\":{}}");
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask all"))) {
            JsonNode question = stream.message().json();
            assertThat(question.path("method").asString()).isEqualTo("roots/list");
            answer(client, question, "\"result\":{\"roots\":[]}");
            assertThat(LegacyTestClient.text(stream.message().json())).isEqualTo("[roots]");
        }
    }

    @Test
    void aClientThatCannotBeAskedIsToldWhatItLacks() {
        LegacyTestClient client = server.client("2025-11-25", "{\"roots\":{}}");
        JsonNode called = client.ask(LegacyTestClient.call("1", "ask"));
        assertThat(called.at("/result/isError").asBoolean()).isTrue();
        String reason = "This needs an answer from you, and this client did not declare that it can show a form"
                + " (elicitation); nothing was changed. Use a client that can.";
        assertThat(LegacyTestClient.text(called)).isEqualTo(reason);

        JsonNode prompt = client.ask(LegacyTestClient.request("2", "prompts/get", "{\"name\":\"legacy_ask\"}"));
        assertThat(prompt.at("/error/code").asInt()).isEqualTo(-32_602);
        assertThat(prompt.at("/error/message").asString()).isEqualTo(reason);
    }

    @Test
    void aPromptCanAskToo() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        try (EventReader stream =
                client.stream(LegacyTestClient.request("1", "prompts/get", "{\"name\":\"legacy_ask\"}"))) {
            answer(
                    client,
                    stream.message().json(),
                    "\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}");
            assertThat(stream.message()
                            .json()
                            .at("/result/messages/0/content/text")
                            .asString())
                    .isEqualTo("I am Ada");
        }
    }

    @Test
    void whoRefusesToAnswerIsNotAskedForEver() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
            answer(client, stream.message().json(), "\"error\":{\"code\":-1,\"message\":\"no form today\"}");
            JsonNode answer = stream.message().json();
            assertThat(answer.at("/result/isError").asBoolean()).isTrue();
            assertThat(LegacyTestClient.text(answer))
                    .isEqualTo("The client refused elicitation/create: no form today Nothing was changed.");
        }
        try (EventReader stream = client.stream(LegacyTestClient.call("2", "ask for ever"))) {
            for (int round = 0; round < 8; round++) {
                answer(client, stream.message().json(), "\"result\":{\"action\":\"decline\"}");
            }
            assertThat(LegacyTestClient.text(stream.message().json())).startsWith("This asked 8 times");
        }
    }

    @Test
    void anAnswerFromSomebodyElseIsNone() {
        LegacyTestClient client = server.client("2025-11-25", ALL);
        LegacyTestClient other = server.client("2025-11-25", ALL);
        try (EventReader stream = client.stream(LegacyTestClient.call("1", "ask"))) {
            JsonNode question = stream.message().json();
            answer(other, question, "\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Eve\"}}");
            assertThat(stream.nothingFor(200)).isTrue();
            client.post(LegacyTestClient.cancel("1"));
            assertThat(stream.rest()).as("cancelled while it waited").isEmpty();
        }
    }
}
