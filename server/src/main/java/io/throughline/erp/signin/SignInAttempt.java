package io.throughline.erp.signin;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Somebody's attempt to sign in to the ERP in a browser.
 *
 * @param client the program in which they asked for it, for the page and the audit trail
 * @param told how it went, for people; empty while it is under way
 */
public record SignInAttempt(
        long tenantId,
        long personId,
        String personName,
        String client,
        Way way,
        State state,
        Instant askedAt,
        Instant until,
        String told) {

    public boolean isOf(Principal principal) {
        return principal.tenantId() == tenantId && principal.personId() == personId;
    }

    /** Who asked, as far as signing in needs it. */
    Principal asker() {
        return new Principal(
                tenantId, personId, personName, ZoneOffset.UTC, client, Set.of(Scope.LOGS_READ, Scope.LOGS_WRITE));
    }
}
