package io.throughline.erp;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.GoogleLogin;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.Clock;
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
    private final SignIns signIns;
    private final AuthorizedPeople authorized;
    private final AuditService audit;
    private final Clock clock;

    /** How the embedded ERP takes its tokens. */
    interface Tokens {

        /** @throws TimeLogProblemException if the token is not good */
        Principal holder(Principal caller, String token);

        LogPerson person(Principal caller, String token);
    }

    /** @param google turns an access token of Google into a token of the embedded ERP; null if that is not set up */
    EmbeddedSignIn(
            Tokens tokens,
            @Nullable GoogleLogin google,
            SignIns signIns,
            AuthorizedPeople authorized,
            AuditService audit,
            Clock clock) {
        this.tokens = tokens;
        this.google = google;
        this.signIns = signIns;
        this.authorized = authorized;
        this.audit = audit;
        this.clock = clock;
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
        try {
            String token = given.get();
            LogPerson person = tokens.person(principal, token);
            authorized.require(person);
            signIns.keep(new KeptSignIn(principal.tenantId(), principal.personId(), token, person, clock.instant()));
            record(principal, AuditEntry.DONE, how + ": as " + person.shown());
            return person;
        } catch (TimeLogProblemException e) {
            record(principal, AuditEntry.REFUSED, how + ": " + e.kind());
            String stays = current(principal)
                    .map(kept -> "You stay signed in as " + kept.person().shown() + ".")
                    .orElse("Without a sign-in you log your own time.");
            throw new TimeLogProblemException(e.kind(), e.getMessage() + " Nothing was stored. " + stays, e);
        }
    }

    private void record(Principal principal, String outcome, String detail) {
        audit.record(principal, new AuditEntry("log.sign_in", outcome, detail));
    }

    @Override
    public boolean signOut(Principal principal) {
        boolean done = signIns.forget(principal.tenantId(), principal.personId());
        if (done) {
            audit.record(principal, new AuditEntry("log.sign_out", AuditEntry.DONE, ""));
        }
        return done;
    }

    @Override
    public Optional<SignedIn> current(Principal principal) {
        return signIns.find(principal.tenantId(), principal.personId())
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
        return signIns.find(caller.tenantId(), caller.personId())
                .map(kept -> acting(caller, kept))
                .orElse(caller);
    }

    private Principal acting(Principal caller, KeptSignIn kept) {
        try {
            return tokens.holder(caller, kept.token());
        } catch (TimeLogProblemException e) {
            signIns.forget(kept);
            throw new TimeLogProblemException(
                    e.kind(),
                    "The key with which you signed in as " + kept.person().shown() + " is no longer good. "
                            + e.getMessage() + " The sign-in is forgotten, and nothing was changed. From now on you log"
                            + " your own time, unless you sign in again.",
                    e);
        }
    }
}
