package io.throughline.erp.signin.provider;

import io.throughline.access.RandomSecret;
import io.throughline.access.Sha256;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The steps of an attempt: a browser takes it on, leaves for the provider, and comes back. The provider's token goes to the ERP,
 * whose own token is kept. Safe for concurrent use.
 */
final class ProviderSignIn {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int MARK_CHARACTERS = 12;

    private final SignInAttempts attempts;
    private final OpenIdProvider provider;
    private final TokenExchange exchange;
    private final Supplier<SignInBackend> backend;

    ProviderSignIn(
            SignInAttempts attempts, OpenIdProvider provider, TokenExchange exchange, Supplier<SignInBackend> backend) {
        this.attempts = attempts;
        this.provider = provider;
        this.exchange = exchange;
        this.backend = backend;
    }

    /** The one browser that goes on with an attempt, as its cookie says. */
    record Traveller(String attemptId, String viewer) {

        static Traveller of(String attemptId) {
            return new Traveller(attemptId, RandomSecret.make());
        }

        /** Empty if nobody of ours wrote that. */
        static Optional<Traveller> read(String cookie) {
            String[] parts = cookie.split("\\.", 2);
            return parts.length == 2
                            && ID.matcher(parts[0]).matches()
                            && ID.matcher(parts[1]).matches()
                    ? Optional.of(new Traveller(parts[0], parts[1]))
                    : Optional.empty();
        }

        String text() {
            return attemptId + "." + viewer;
        }

        /** Names the sign-in where anybody may see it. */
        String mark() {
            return ProviderSignIn.mark(attemptId);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "traveller " + mark();
        }
    }

    static String mark(String attemptId) {
        return Sha256.hex(attemptId).substring(0, MARK_CHARACTERS);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Binds the attempt to a browser, unless it is over or another browser's. */
    boolean takeOn(Traveller traveller) {
        return attempts.open(traveller.attemptId(), traveller.viewer());
    }

    /**
     * Where to send the browser.
     *
     * @throws ProviderProblemException if the provider cannot be used; the attempt has failed then
     */
    URI leave(Traveller traveller, URI callback) {
        try {
            OpenIdProvider.Departure departure = provider.depart(traveller.mark(), callback);
            attempts.keepSecrets(traveller.attemptId(), departure.handshake().text());
            return departure.address();
        } catch (ProviderProblemException e) {
            attempts.fail(traveller.attemptId(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** The attempt, if that browser took it on. */
    Optional<SignInAttempt> find(Traveller traveller) {
        return attempts.isViewer(traveller.attemptId(), traveller.viewer())
                ? attempts.find(traveller.attemptId())
                : Optional.empty();
    }

    /** Ends the attempt with what the browser brings back; only the first time that it does. */
    void comeBack(Traveller traveller, ProviderAnswer answer) {
        Handshake handshake =
                attempts.takeSecrets(traveller.attemptId()).map(Handshake::of).orElse(null);
        if (handshake == null) {
            return; // the page that comes next tells how it went
        }
        try {
            String accessToken = exchange.accessToken(handshake, answer);
            attempts.finish(traveller.attemptId(), asker -> backend.get().signInWithGoogle(asker, accessToken));
        } catch (ProviderProblemException e) {
            attempts.fail(traveller.attemptId(), String.valueOf(e.getMessage()));
        }
    }
}
