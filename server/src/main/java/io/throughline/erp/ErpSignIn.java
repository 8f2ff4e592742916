package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.erp.signin.ProvenSignIn;
import io.throughline.erp.signin.SignInKeeping;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs people in to a foreign ERP. The ERP is asked first, and its answer alone says who they are; only then is anything
 * kept. Safe for concurrent use.
 */
final class ErpSignIn implements SignInBackend {

    private final ErpIdentity identity;
    private final SignInKeeping keeping;

    ErpSignIn(ErpIdentity identity, SignInKeeping keeping) {
        this.identity = identity;
        this.keeping = keeping;
    }

    @Override
    public LogPerson signInWithToken(Principal principal, String token) {
        return keep(principal, "token", () -> {
            String cleaned = TokenText.of(token);
            return new ProvenSignIn(cleaned, identity.ofToken(principal, cleaned));
        });
    }

    @Override
    public LogPerson signInWithGoogle(Principal principal, String accessToken) {
        return keep(principal, "Google", () -> identity.ofGoogle(accessToken));
    }

    private LogPerson keep(Principal principal, String how, Supplier<ProvenSignIn> proof) {
        return keeping.keep(
                principal,
                how,
                proof,
                () -> keeping.find(principal)
                        .map(kept -> "You stay signed in as " + kept.person().shown() + ".")
                        .orElse("You are not signed in."));
    }

    @Override
    public boolean signOut(Principal principal) {
        return keeping.forget(principal);
    }

    @Override
    public Optional<SignedIn> current(Principal principal) {
        return keeping.find(principal)
                .map(kept -> new SignedIn(kept.person(), kept.since().toString()));
    }

    /** @throws TimeLogProblemException if the caller is not signed in */
    KeptSignIn require(Principal principal) {
        return keeping.find(principal)
                .orElseThrow(() -> new TimeLogProblemException(
                        Kind.SIGN_IN_NEEDED,
                        "You are not signed in to " + identity.erpName()
                                + ". Sign in on its page with authenticate_via_erp_browser, or with"
                                + " authenticate_with_token and a token of it."));
    }
}
