package io.throughline.erp.signin.provider;

import io.throughline.access.RandomSecret;
import io.throughline.access.Sealer;
import io.throughline.erp.CappedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who has the port that we wanted. Whoever has our secret is a process of ours; what others say of themselves proves nothing. */
sealed interface PortOwner {

    /** By which a server of our kind names itself. */
    String SERVICE = "throughline-erp-sign-in";

    /** More than we answer. */
    int MOST_BYTES = 4 * 1024;

    /** A process with the same secret. */
    record Ours(Busy busy) implements PortOwner {}

    /** One that claims to be of our kind. */
    record OtherServer() implements PortOwner {}

    record Stranger() implements PortOwner {}

    /**
     * For whom a process of ours has the port.
     *
     * @param people tenant and person of each, as {@code 1:7}, separated by blanks
     * @param secondsLeft until the last one's time is over at the latest
     * @param shown one of them, for people
     */
    record Busy(String people, long secondsLeft, String shown) {

        private static String purpose(String nonce) {
            return "port of the sign-in page, asked by " + nonce;
        }

        String seal(Sealer sealer, String nonce) {
            String text = people + "\n" + secondsLeft + "\n" + shown;
            return sealer.seal(purpose(nonce), text.getBytes(StandardCharsets.UTF_8));
        }

        private static Optional<Busy> open(Sealer sealer, String nonce, String sealed) {
            return sealer.open(purpose(nonce), sealed)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", 3))
                    .map(parts -> new Busy(parts[0], Long.parseLong(parts[1]), parts[2]));
        }
    }

    /** Asks whoever listens on the port of this machine; answers within some seconds. */
    static PortOwner find(int port, Sealer sealer) {
        Duration patience = Duration.ofSeconds(2);
        String nonce = RandomSecret.make();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + ProviderPages.HEALTH + "?nonce=" + nonce))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            try {
                HttpResponse<Optional<String>> answer = http.sendAsync(request, head -> new CappedBody(MOST_BYTES))
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return of(JsonMapper.shared().readTree(answer.body().orElse("")), nonce, sealer);
            } catch (ExecutionException | TimeoutException | JacksonException e) {
                return new Stranger();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Stranger();
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static PortOwner of(JsonNode answer, String nonce, Sealer sealer) {
        if (!answer.path("service").asString("").equals(SERVICE)) {
            return new Stranger();
        }
        return Busy.open(sealer, nonce, answer.path("proof").asString(""))
                .<PortOwner>map(Ours::new)
                .orElseGet(OtherServer::new);
    }
}
