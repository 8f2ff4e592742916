package io.throughline.erp.signin.stream;

import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A viewer's page without the page: the web socket alone. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlockingQueue<JsonNode> statuses = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> pictures = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile @Nullable WebSocket socket;
    volatile String closedWhy = "";

    private StreamClient() {}

    static StreamClient open(RunningConsole console, Browser browser, String path) {
        var client = new StreamClient();
        client.socket = connect(console, browser, path, console.url(), client).join();
        return client;
    }

    /** The status with which the server refuses to open it. */
    static int refused(RunningConsole console, Browser browser, String path) {
        return refused(console, browser, path, console.url());
    }

    static int refused(RunningConsole console, Browser browser, String path, @Nullable String origin) {
        try {
            connect(console, browser, path, origin, new StreamClient()).join().abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }

    private static CompletableFuture<WebSocket> connect(
            RunningConsole console, Browser browser, String path, @Nullable String origin, StreamClient client) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        String cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookies);
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(
                URI.create(console.url().replaceFirst("^http", "ws") + path + "/stream?width=800&height=600"), client);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            statuses.add(JSON.readTree(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        bytes.writeBytes(part);
        if (last) {
            pictures.add(ByteBuffer.wrap(bytes.toByteArray()));
            bytes = new ByteArrayOutputStream();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closedWhy = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
        closed.completeExceptionally(problem);
    }

    void send(String message) {
        WebSocket open = socket;
        if (open != null) {
            open.sendText(message, true).join();
        }
    }

    JsonNode awaitState(String state) {
        return await(status -> status.path("state").asString().equals(state));
    }

    /** The next status of that kind; those before are passed over. */
    JsonNode await(Predicate<JsonNode> wanted) {
        var seen = new StringBuilder();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                JsonNode status = statuses.poll(100, TimeUnit.MILLISECONDS);
                if (status != null && wanted.test(status)) {
                    return status;
                }
                if (status != null) {
                    seen.append(status).append('\n');
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("There was no such status, but:\n" + seen);
    }

    /** The next picture with its head. */
    @Nullable ByteBuffer picture(Duration patience) {
        try {
            return pictures.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        leave();
    }

    /** As a browser that is shut. */
    void leave() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
