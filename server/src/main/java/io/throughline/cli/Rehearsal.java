package io.throughline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The calls of a client, made once so that the JVM can note which classes they need. */
final class Rehearsal {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"rehearsal","version":"1"}}}""";
    private static final String CALL = """
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"query_backlog","arguments":{"text":"a"}}}""";

    private Rehearsal() {}

    static void call(String url, String key) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> hello =
                    client.send(post(url, key, INITIALIZE).build(), HttpResponse.BodyHandlers.ofString());
            String session = hello.headers().firstValue("mcp-session-id").orElse("");
            client.send(
                    post(url, key, CALL).header("mcp-session-id", session).build(),
                    HttpResponse.BodyHandlers.ofString());
            client.send(
                    HttpRequest.newBuilder(URI.create(url + "/health")).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest.Builder post(String url, String key, String body) {
        return HttpRequest.newBuilder(URI.create(url + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("x-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
