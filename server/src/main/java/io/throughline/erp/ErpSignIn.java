package io.throughline.erp;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs people in to a foreign ERP. The ERP is asked first, and its answer alone says who they are; only then is anything
 * kept. Safe for concurrent use.
 */
final class ErpSignIn implements SignInBackend {

    private final ErpIdentity identity;
    private final SignIns signIns;
    private final AuthorizedPeople authorized;
    private final AuditService audit;
    private final Clock clock;

    ErpSignIn(ErpIdentity identity, SignIns signIns, AuthorizedPeople authorized, AuditService audit, Clock clock) {
        this.identity = identity;
        this.signIns = signIns;
        this.authorized = authorized;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public LogPerson signInWithToken(Principal principal, String token) {
        return keep(principal, "token", () -> {
            String cleaned = TokenText.of(token);
            return new ErpIdentity.Proven(cleaned, identity.ofToken(principal, cleaned));
        });
    }

    @Override
    public LogPerson signInWithGoogle(Principal principal, String accessToken) {
        return keep(principal, "Google", () -> identity.ofGoogle(accessToken));
    }

    private LogPerson keep(Principal principal, String how, Supplier<ErpIdentity.Proven> proof) {
        try {
            ErpIdentity.Proven proven = proof.get();
            authorized.require(proven.person());
            signIns.keep(new KeptSignIn(
                    principal.tenantId(), principal.personId(), proven.token(), proven.person(), clock.instant()));
            record(principal, AuditEntry.DONE, how + ": as " + proven.person().shown());
            return proven.person();
        } catch (TimeLogProblemException e) {
            record(principal, AuditEntry.REFUSED, how + ": " + e.kind());
            String stays = signIns.find(principal.tenantId(), principal.personId())
                    .map(kept -> "You stay signed in as " + kept.person().shown() + ".")
                    .orElse("You are not signed in.");
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
                .map(kept -> new SignedIn(kept.person(), kept.since().toString()));
    }

    /** @throws TimeLogProblemException if the caller is not signed in */
    KeptSignIn require(Principal principal) {
        return signIns.find(principal.tenantId(), principal.personId())
                .orElseThrow(() -> new TimeLogProblemException(
                        Kind.SIGN_IN_NEEDED,
                        "You are not signed in to " + identity.erpName()
                                + ". Sign in with authenticate_with_token and a"
                                + " token of it, or with authenticate_with_google."));
    }
}
