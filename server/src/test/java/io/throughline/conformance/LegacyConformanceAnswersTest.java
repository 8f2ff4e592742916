package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The era of sessions, in which the server asks by requests of its own. */
class LegacyConformanceAnswersTest extends ConformanceAnswersSpec {

    private static final String REVISION = "2025-11-25";

    @Override
    LegacyClient client(String capabilities) {
        return new LegacyClient(mcpUrl(), REVISION, capabilities);
    }

    @Override
    ObjectNode plainResult(WireAnswer answer, boolean cacheable) {
        assertThat(answer.status()).isEqualTo(200);
        ObjectNode result = (ObjectNode) answer.result();
        assertThat(result.propertyNames())
                .as("words of a later era")
                .doesNotContain("resultType", "ttlMs", "cacheScope", "inputRequests", "requestState");
        return result;
    }

    @Override
    int resourceNotFoundCode() {
        return -32002;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void everyRevisionOfTheEraIsSpoken(String revision) {
        JsonNode hello = new LegacyClient(mcpUrl(), revision, "{}").hello();

        assertThat(hello.at("/serverInfo/name").asString()).isEqualTo("throughline");
    }

    @Test
    void theLogComesWhenItsLevelIsAskedFor() {
        LegacyClient client = client("{}");
        assertThat(client.call("logging/setLevel", "{\"level\": \"debug\"}").result())
                .isEmpty();
        requireThreeLogMessages(client.callTool("test_tool_with_logging"));

        client.call("logging/setLevel", "{\"level\": \"warning\"}");
        assertThat(client.callTool("test_tool_with_logging").earlier()).isEmpty();
    }

    @Test
    void aToolThatNeedsMoreThanTheClientCanSaysSo() {
        WireAnswer answer = client("{}").callTool("test_missing_capability");

        assertThat(answer.earlier()).isEmpty();
        assertThat(answer.result().get("isError").asBoolean()).isTrue();
        assertThat(answer.result().at("/content/0/text").asString())
                .isEqualTo("This needs an answer from you, and this client did not declare that it can ask its model"
                        + " (sampling); nothing was changed. Use a client that can.");
    }

    @Test
    void resourcesAreSubscribedToAndLeft() {
        LegacyClient client = client("{}");
        String watched = "{\"uri\": \"test://watched-resource\"}";

        assertThat(client.call("resources/subscribe", watched).result()).isEmpty();
        assertThat(client.call("resources/unsubscribe", watched).result()).isEmpty();
        assertThat(client.call("ping", "{}").result()).isEmpty();
    }

    @Test
    void anAnswerWhoseConnectionWasLetGoOfIsFetchedLater() {
        LegacyClient client = client("{}");

        long calledAt = System.nanoTime();
        WireAnswer left = client.callTool("test_reconnection");
        assertThat(Duration.ofNanos(System.nanoTime() - calledAt))
                .as("the stream ended before the call did")
                .isLessThan(ReportingFixtures.AWAY);
        assertThat(left.streamed()).isTrue();
        assertThat(left.message().isMissingNode()).as(left.toString()).isTrue();
        assertThat(left.events().getFirst().data()).isBlank();
        assertThat(left.events())
                .as("when to come back")
                .anyMatch(event -> event.retry().matches("[0-9]+"));

        String last = left.events().stream()
                .map(WireAnswer.Event::id)
                .filter(id -> !id.isEmpty())
                .reduce("", (before, id) -> id);
        requireText(client.resume(last), "Reconnection test completed successfully.");
    }
}
