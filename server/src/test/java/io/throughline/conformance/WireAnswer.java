package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What came back for one message.
 *
 * @param events the whole stream, if it was one
 * @param earlier messages before the answer, in order
 * @param message the answer itself
 */
record WireAnswer(int status, HttpHeaders headers, List<Event> events, List<JsonNode> earlier, JsonNode message) {

    /** A server-sent event; what it did not say is empty. */
    record Event(String id, String type, String retry, String data) {}

    boolean streamed() {
        return headers.firstValue("content-type").orElse("").startsWith("text/event-stream");
    }

    JsonNode result() {
        assertThat(message.has("result")).as(message.toString()).isTrue();
        assertThat(message.has("error")).isFalse();
        return message.get("result");
    }

    JsonNode error() {
        assertThat(message.has("error")).as(message.toString()).isTrue();
        assertThat(message.has("result")).isFalse();
        return message.get("error");
    }

    int errorCode() {
        return error().get("code").asInt();
    }

    /** The parameters of the notifications of one kind that came before the answer. */
    List<JsonNode> notified(String method) {
        return earlier.stream()
                .filter(each -> each.path("method").asString("").equals(method))
                .map(each -> each.get("params"))
                .toList();
    }
}
