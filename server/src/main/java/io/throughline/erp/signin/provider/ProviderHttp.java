package io.throughline.erp.signin.provider;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.throughline.erp.CappedBody;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests that the library makes. Its own way would follow redirects, with our secret, and wait for ever for a
 * provider that sends its answer byte by byte. Safe for concurrent use.
 */
final class ProviderHttp implements HTTPRequestSender {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Duration patience;
    private @Nullable HttpClient client;

    /** @param patience for a whole answer */
    ProviderHttp(Duration patience) {
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** @throws HttpTimeoutException if the whole answer was not there in time */
    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(asked.getURI()).timeout(patience).header("Accept", "application/json");
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.setHeader(name, value)));
        String body = asked.getBody();
        request.method(
                asked.getMethod().name(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        CompletableFuture<HttpResponse<Optional<String>>> answer =
                client().sendAsync(request.build(), head -> new CappedBody(MAX_BODY_BYTES));
        try {
            return read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer within " + patience.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the call was stopped", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    private static HTTPResponse read(HttpResponse<Optional<String>> given) throws IOException {
        var response = new HTTPResponse(given.statusCode());
        try {
            response.setContentType(given.headers().firstValue("Content-Type").orElse(null));
        } catch (ParseException e) {
            throw new IOException("an answer of no known type", e);
        }
        response.setBody(given.body().orElseThrow(() -> new IOException("an answer that is too long")));
        return response;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(patience)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }
}
