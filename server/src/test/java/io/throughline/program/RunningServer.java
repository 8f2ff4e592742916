package io.throughline.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code serve} and a plain HTTP client for it. */
final class RunningServer implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("is ready at (http://\\S+:(\\d+))");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningProgram program;
    private final String url;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningServer(RunningProgram program, String url, int port) {
        this.program = program;
        this.url = url;
        this.port = port;
    }

    static RunningServer ready(RunningProgram program) {
        try {
            String out = program.awaitOut(text -> READY.matcher(text).find());
            Matcher matcher = READY.matcher(out);
            matcher.find();
            return new RunningServer(program, matcher.group(1), Integer.parseInt(matcher.group(2)));
        } catch (AssertionError e) {
            program.close();
            throw e;
        }
    }

    RunningProgram program() {
        return program;
    }

    String url() {
        return url;
    }

    int port() {
        return port;
    }

    String mcpUrl() {
        return url + "/mcp";
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    /** One message to {@code /mcp}, with a key unless it is empty. */
    HttpResponse<String> post(String key, String message, String... headers) {
        return send(postRequest(key, message, headers));
    }

    /** Sends JSON that is no message, from somebody who has no key. */
    HttpResponse<String> postJson(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    CompletableFuture<HttpResponse<String>> postSoon(String key, String message, String... headers) {
        return http.sendAsync(postRequest(key, message, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** Opens the stream on which a client listens; it comes back when the server ends it. */
    CompletableFuture<HttpResponse<String>> listen(String key, String session) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(mcpUrl()))
                .headers("Accept", "text/event-stream", "x-api-key", key, "mcp-session-id", session)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest postRequest(String key, String message, String... headers) {
        HttpRequest.Builder request = request("/mcp", headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (!key.isEmpty()) {
            request.header("x-api-key", key);
        }
        return request.build();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a session as a client does and gives its id. */
    String openSession(String key) {
        HttpResponse<String> hello = post(key, Messages.INITIALIZE);
        String session = hello.headers()
                .firstValue("mcp-session-id")
                .orElseThrow(() -> new AssertionError(hello.statusCode() + " " + hello.body()));
        post(key, Messages.INITIALIZED, "mcp-session-id", session);
        return session;
    }

    @Override
    public void close() {
        http.shutdownNow();
        program.close();
    }
}
