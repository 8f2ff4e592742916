package io.throughline.erp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests to one ERP. Follows no redirects, keeps no cookies, tries nothing twice, and bounds the time and the
 * size of an answer. The client behind it is made for the first request. Safe for concurrent use.
 */
final class ErpHttp implements AutoCloseable {

    static final int MAX_BODY_BYTES = 8 << 20;

    private final URI baseUrl;
    private final Patience patience;
    private @Nullable HttpClient client;

    /** @param baseUrl without a slash at the end */
    ErpHttp(URI baseUrl, Patience patience) {
        this.baseUrl = baseUrl;
        this.patience = patience;
    }

    /**
     * @param path from the base address on, without a slash at the beginning; with its query
     * @param token null for none
     * @param json null for a request without a body
     */
    Exchange send(String method, String path, @Nullable String token, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/" + path))
                .header("Accept", "application/json")
                .timeout(patience.answer());
        if (token != null) {
            request.header("Authorization", "Token " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                json == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        CompletableFuture<HttpResponse<Optional<String>>> answer =
                client().sendAsync(request.build(), head -> new CappedBody(MAX_BODY_BYTES));
        try {
            // The client's own limit ends with the headers of the answer; a body may trickle in for ever.
            long wait = patience.connect().plus(patience.answer()).toMillis();
            HttpResponse<Optional<String>> response = answer.get(wait, TimeUnit.MILLISECONDS);
            return new Exchange.Answered(
                    response.statusCode(), response.headers(), response.body().orElse(null));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return overdue();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Exchange.Lost("the call was stopped", true);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private Exchange failed(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException timeout ->
                new Exchange.NotSent(
                        "no connection within " + patience.connect().toSeconds() + " seconds");
            case java.net.http.HttpTimeoutException timeout -> overdue();
            case SSLHandshakeException handshake ->
                new Exchange.NotSent("its certificate is not trusted, or it speaks no TLS that we do");
            case ConnectException refused ->
                new Exchange.NotSent(
                        refused.getCause() instanceof UnresolvedAddressException
                                ? "its name is not known to the network"
                                : "it takes no connection");
            case IOException broken -> new Exchange.Lost("the connection broke", false);
            case null, default -> throw new IllegalStateException("A request to the ERP failed.", cause);
        };
    }

    private Exchange overdue() {
        return new Exchange.Lost("no answer within " + patience.answer().toSeconds() + " seconds", true);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(patience.connect())
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
