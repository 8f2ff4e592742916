package io.throughline.timelog.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks Google whose an access token is, and for which program it was made: one that another program got proves nothing here.
 * Safe for concurrent use.
 */
final class GoogleTokens {

    private static final Logger log = LoggerFactory.getLogger(GoogleTokens.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 * 1024;

    /** What Google says of a token. */
    sealed interface Verdict {

        /**
         * It is good, was made for our program, and the address is the person's.
         *
         * @param email in lower case
         */
        record Good(String email) implements Verdict {}

        record Bad() implements Verdict {}

        record Unreachable() implements Verdict {}
    }

    private final URI tokenInfo;
    private final String clientId;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    GoogleTokens(URI tokenInfo, String clientId, Clock clock) {
        this.tokenInfo = tokenInfo;
        this.clientId = clientId;
        this.clock = clock;
    }

    Verdict check(String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tokenInfo + (tokenInfo.getQuery() == null ? "?" : "&")
                        + "access_token=" + URLEncoder.encode(accessToken, StandardCharsets.UTF_8)))
                .header("Accept", "application/json")
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return verdict(response.statusCode(), body.readNBytes(MAX_BYTES));
            }
        } catch (IOException e) {
            log.warn(
                    "Google could not be asked about an access token: {}",
                    e.getClass().getSimpleName());
            return new Verdict.Unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.Unreachable();
        }
    }

    private Verdict verdict(int status, byte[] body) {
        if (status != 200) {
            return status >= 400 && status < 500 && status != 429 ? new Verdict.Bad() : new Verdict.Unreachable();
        }
        try {
            return email(ApiJson.MAPPER.readTree(body))
                    .<Verdict>map(Verdict.Good::new)
                    .orElseGet(Verdict.Bad::new);
        } catch (JacksonException e) {
            return new Verdict.Unreachable();
        }
    }

    private Optional<String> email(JsonNode info) {
        String party = info.path("azp").asString(clientId);
        boolean ours = info.path("aud").asString("").equals(clientId) && party.equals(clientId);
        boolean verified = info.path("email_verified").asString("").equals("true");
        return ours && verified && lives(info)
                ? Optional.of(info.path("email").asString("").strip().toLowerCase(Locale.ROOT))
                        .filter(Addressee::isAddress)
                : Optional.empty();
    }

    /** Google writes numbers as texts. */
    private boolean lives(JsonNode info) {
        long expiry = info.path("exp").asLong(0);
        return expiry > clock.instant().getEpochSecond();
    }
}
