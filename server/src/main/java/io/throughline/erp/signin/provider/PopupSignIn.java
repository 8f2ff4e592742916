package io.throughline.erp.signin.provider;

import io.throughline.access.RandomSecret;
import io.throughline.access.Sealer;
import io.throughline.erp.signin.SignInAttempts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sign-in through the provider that the embedded ERP's page offers in a window of its own. Nobody is known yet, so nothing is
 * kept here: the browser keeps it, sealed, and brings it back. Safe for concurrent use.
 */
final class PopupSignIn {

    private static final String PURPOSE = "popup of the embedded ERP";
    private static final int MARK_CHARACTERS = 12;

    private final OpenIdProvider provider;
    private final TokenExchange exchange;
    private final Supplier<Sealer> sealer;
    private final Clock clock;

    PopupSignIn(OpenIdProvider provider, TokenExchange exchange, Supplier<Sealer> sealer, Clock clock) {
        this.provider = provider;
        this.exchange = exchange;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** @param kept for the browser to keep, unread */
    record Left(String mark, URI address, String kept) {}

    /** @throws ProviderProblemException if the provider cannot be used */
    Left leave(URI callback) {
        String mark = RandomSecret.make().substring(0, MARK_CHARACTERS);
        OpenIdProvider.Departure departure = provider.depart(mark, callback);
        String content = clock.instant().plus(SignInAttempts.LIFE) + "\n"
                + departure.handshake().text();
        return new Left(
                mark, departure.address(), sealer.get().seal(PURPOSE, content.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The provider's access token.
     *
     * @param kept by the browser
     * @throws ProviderProblemException if there is none, or it cannot be trusted
     */
    String comeBack(String kept, ProviderAnswer answer) {
        Handshake handshake = open(kept)
                .orElseThrow(() ->
                        new ProviderProblemException("This sign-in took too long. Close this window and try again."));
        return exchange.accessToken(handshake, answer);
    }

    private Optional<Handshake> open(String kept) {
        String content = sealer.get()
                .open(PURPOSE, kept)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        int end = content.indexOf('\n');
        try {
            return end >= 0 && clock.instant().isBefore(Instant.parse(content.substring(0, end)))
                    ? Optional.of(Handshake.of(content.substring(end + 1)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            throw new IllegalStateException("What we sealed cannot be read.", e);
        }
    }
}
