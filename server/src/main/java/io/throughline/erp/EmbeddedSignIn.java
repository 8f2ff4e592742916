package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.erp.signin.ProvenSignIn;
import io.throughline.erp.signin.SignInKeeping;
import io.throughline.timelog.GoogleLogin;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in to the embedded ERP: with a key of the same company, as the person whose key it is. Without, they are
 * themselves. The key is checked at every call. Safe for concurrent use.
 */
final class EmbeddedSignIn implements SignInBackend {

    private final Tokens tokens;
    private final @Nullable GoogleLogin google;
    private final SignInKeeping keeping;

    /** How the embedded ERP takes its tokens. */
    interface Tokens {

        /** @throws TimeLogProblemException if the token is not good */
        Principal holder(Principal caller, String token);

        LogPerson person(Principal caller, String token);
    }

    /** @param google turns an access token of Google into a token of the embedded ERP; null if that is not set up */
    EmbeddedSignIn(Tokens tokens, @Nullable GoogleLogin google, SignInKeeping keeping) {
        this.tokens = tokens;
        this.google = google;
        this.keeping = keeping;
    }

    @Override
    public LogPerson signInWithToken(Principal principal, String token) {
        return keep(principal, "token", () -> TokenText.of(token));
    }

    @Override
    public LogPerson signInWithGoogle(Principal principal, String accessToken) {
        return keep(principal, "Google", () -> {
            if (google == null) {
                throw new TimeLogProblemException(
                        Kind.REFUSED,
                        "Signing in with Google is not set up on this server. Sign in with authenticate_with_token, or"
                                + " have THROUGHLINE_GOOGLE_CLIENT_ID set.");
            }
            return google.token(principal, accessToken.strip());
        });
    }

    private LogPerson keep(Principal principal, String how, Supplier<String> given) {
        return keeping.keep(
                principal,
                how,
                () -> {
                    String token = given.get();
                    return new ProvenSignIn(token, tokens.person(principal, token));
                },
                () -> current(principal)
                        .map(kept -> "You stay signed in as " + kept.person().shown() + ".")
                        .orElse("Without a sign-in you log your own time."));
    }

    @Override
    public boolean signOut(Principal principal) {
        return keeping.forget(principal);
    }

    @Override
    public Optional<SignedIn> current(Principal principal) {
        return keeping.find(principal)
                .filter(kept -> {
                    try {
                        acting(principal, kept);
                        return true;
                    } catch (TimeLogProblemException e) {
                        return false; // revoked, and so forgotten
                    }
                })
                .map(kept -> new SignedIn(kept.person(), kept.since().toString()));
    }

    /**
     * As whom the caller logs time.
     *
     * @throws TimeLogProblemException if the key of their sign-in is no longer good; it is forgotten then
     */
    Principal acting(Principal caller) {
        return keeping.find(caller).map(kept -> acting(caller, kept)).orElse(caller);
    }

    private Principal acting(Principal caller, KeptSignIn kept) {
        try {
            return tokens.holder(caller, kept.token());
        } catch (TimeLogProblemException e) {
            keeping.forget(kept);
            throw new TimeLogProblemException(
                    e.kind(),
                    "The key with which you signed in as " + kept.person().shown() + " is no longer good. "
                            + e.getMessage() + " The sign-in is forgotten, and nothing was changed. From now on you log"
                            + " your own time, unless you sign in again.",
                    e);
        }
    }
}
