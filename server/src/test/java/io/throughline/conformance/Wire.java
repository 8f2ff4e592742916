package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Sends single messages and reads what comes back, taking nothing that the protocol does not allow. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Wire(String mcpUrl) {
        this.uri = URI.create(mcpUrl);
    }

    /** @param earlier gets each message that comes before the answer, as soon as it is there */
    WireAnswer post(JsonNode message, Map<String, String> headers, Consumer<JsonNode> earlier) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
        headers.forEach(request::header);
        return send(request.build(), message.path("id"), earlier);
    }

    /** Comes back to a stream that was let go of. */
    WireAnswer resume(JsonNode id, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        return send(request.build(), id, message -> {});
    }

    private WireAnswer send(HttpRequest request, JsonNode id, Consumer<JsonNode> earlier) {
        var answer = new FutureTask<>(() -> answer(request, id, earlier));
        Thread.ofVirtual().start(answer);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError fault) {
                throw fault;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("The answer has no end.", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            answer.cancel(true);
        }
    }

    private WireAnswer answer(HttpRequest request, JsonNode id, Consumer<JsonNode> earlier)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("content-type").orElse("");
        try (var body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return type.startsWith("text/event-stream")
                    ? streamed(response, body, id, earlier)
                    : plain(response, body.readAllAsString(), id);
        }
    }

    private static WireAnswer plain(HttpResponse<?> response, String body, JsonNode id) {
        if (body.isEmpty()) {
            return new WireAnswer(
                    response.statusCode(), response.headers(), List.of(), List.of(), MissingNode.getInstance());
        }
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .as(body)
                .startsWith("application/json");
        JsonNode message = Json.read(body);
        requireAnswer(message, id);
        return new WireAnswer(response.statusCode(), response.headers(), List.of(), List.of(), message);
    }

    /** Reads until the answer is there, and then to the end: nothing may come after it. */
    private static WireAnswer streamed(
            HttpResponse<?> response, BufferedReader body, JsonNode id, Consumer<JsonNode> onEarlier)
            throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        List<WireAnswer.Event> events = new ArrayList<>();
        List<JsonNode> earlier = new ArrayList<>();
        JsonNode answer = MissingNode.getInstance();
        for (WireAnswer.Event event = event(body); event != null; event = event(body)) {
            events.add(event);
            assertThat(answer.isMissingNode())
                    .as("after the answer came %s", event)
                    .isTrue();
            if (!event.data().isBlank()) {
                JsonNode message = Json.read(event.data());
                if (message.has("method")) {
                    assertThat(message.path("jsonrpc").asString()).isEqualTo("2.0");
                    earlier.add(message);
                    onEarlier.accept(message);
                } else {
                    requireAnswer(message, id);
                    answer = message;
                }
            }
        }
        return new WireAnswer(response.statusCode(), response.headers(), events, earlier, answer);
    }

    private static void requireAnswer(JsonNode message, JsonNode id) {
        assertThat(message.path("jsonrpc").asString("")).as(message.toString()).isEqualTo("2.0");
        assertThat(message.path("id")).as(message.toString()).isEqualTo(id);
        assertThat(message.has("result") ^ message.has("error"))
                .as(message.toString())
                .isTrue();
    }

    /** The next event, null at the end. Comments keep the connection alive and say nothing. */
    private static WireAnswer.Event event(BufferedReader body) throws IOException {
        String id = "";
        String type = "";
        String retry = "";
        List<String> data = new ArrayList<>();
        boolean begun = false;
        for (String line = body.readLine(); line != null; line = body.readLine()) {
            if (line.isEmpty()) {
                if (begun) {
                    return new WireAnswer.Event(id, type, retry, String.join("\n", data));
                }
            } else if (!line.startsWith(":")) {
                begun = true;
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1).stripLeading();
                switch (line.substring(0, colon)) {
                    case "id" -> id = value;
                    case "event" -> type = value;
                    case "retry" -> retry = value;
                    case "data" -> data.add(value);
                    default -> throw new AssertionError("no line of an event: " + line);
                }
            }
        }
        assertThat(begun).as("an event without an end").isFalse();
        return null;
    }
}
