package io.throughline.erp.signin;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.TimeLogProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps a sign-in once it is proven and its person is on the list of who may log, and forgets it; both leave a row in the audit
 * trail. One that fails leaves the former as it was. Safe for concurrent use.
 */
public final class SignInKeeping {

    private final SignIns signIns;
    private final AuthorizedPeople authorized;
    private final AuditService audit;
    private final Clock clock;

    public SignInKeeping(SignIns signIns, AuthorizedPeople authorized, AuditService audit, Clock clock) {
        this.signIns = signIns;
        this.authorized = authorized;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<KeptSignIn> find(Principal principal) {
        return signIns.find(principal.tenantId(), principal.personId());
    }

    /**
     * @param how the caller signs in, for the trail
     * @param proof asks the backend
     * @param stays tells the caller what holds for them after a failure
     */
    public LogPerson keep(Principal principal, String how, Supplier<ProvenSignIn> proof, Supplier<String> stays) {
        try {
            ProvenSignIn proven = proof.get();
            LogPerson person = proven.person();
            authorized.require(person);
            signIns.keep(new KeptSignIn(
                    principal.tenantId(), principal.personId(), proven.token(), person, clock.instant()));
            record(principal, "log.sign_in", AuditEntry.DONE, how + ": as " + person.shown());
            return person;
        } catch (TimeLogProblemException e) {
            record(principal, "log.sign_in", AuditEntry.REFUSED, how + ": " + e.kind());
            throw new TimeLogProblemException(e.kind(), e.getMessage() + " Nothing was stored. " + stays.get(), e);
        }
    }

    /** @return whether there was one */
    public boolean forget(Principal principal) {
        boolean done = signIns.forget(principal.tenantId(), principal.personId());
        if (done) {
            record(principal, "log.sign_out", AuditEntry.DONE, "");
        }
        return done;
    }

    /** Forgets one that the backend no longer takes, unless it was exchanged meanwhile. */
    public void forget(KeptSignIn kept) {
        signIns.forget(kept);
    }

    private void record(Principal principal, String action, String outcome, String detail) {
        audit.record(principal, new AuditEntry(action, outcome, detail));
    }
}
