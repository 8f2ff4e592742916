package io.throughline.mcp.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events while they come. */
final class EventReader implements AutoCloseable {

    private static final JsonMapper json = JsonMapper.builder().build();
    private static final Event END = new Event(null, null, null, null, false);

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** @param comment whether it is a sign of life and nothing else */
    record Event(
            @Nullable String id,
            @Nullable String event,
            @Nullable String retry,
            @Nullable String data,
            boolean comment) {

        JsonNode json() {
            return json.readTree(data == null ? "" : data);
        }
    }

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    events.add(event(block));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            // the stream was cut off, which ends it as well
        }
        events.add(END);
    }

    private static Event event(List<String> block) {
        return new Event(
                field(block, "id"),
                field(block, "event"),
                field(block, "retry"),
                field(block, "data"),
                block.equals(List.of(":")));
    }

    private static @Nullable String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** The next event of any kind; null at the end of the stream. */
    @Nullable Event next() {
        try {
            Event next = events.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came for 20 s.");
            }
            return next == END ? null : next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event that carries a message. */
    Event message() {
        for (Event next = next(); next != null; next = next()) {
            if (next.data() != null && !next.data().isEmpty()) {
                return next;
            }
        }
        throw new AssertionError("The stream ended.");
    }

    /** All messages up to the end. */
    List<JsonNode> rest() {
        List<JsonNode> rest = new ArrayList<>();
        for (Event next = next(); next != null; next = next()) {
            if (next.data() != null && !next.data().isEmpty()) {
                rest.add(next.json());
            }
        }
        return rest;
    }

    boolean nothingFor(long millis) {
        try {
            Event next = events.poll(millis, TimeUnit.MILLISECONDS);
            if (next != null) {
                events.add(next);
            }
            return next == null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
