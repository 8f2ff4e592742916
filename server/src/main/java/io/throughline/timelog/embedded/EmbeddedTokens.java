package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Tokens of the embedded ERP: they are the keys of this server. Safe for concurrent use. */
public final class EmbeddedTokens {

    private final AccessService access;
    private final EmbeddedErp erp;

    EmbeddedTokens(AccessService access, EmbeddedErp erp) {
        this.access = access;
        this.erp = erp;
    }

    /**
     * Whose token it is, as somebody for whom the caller may log: with the scopes that both have, through the caller's client
     * and from the caller's address. Checked against the database at every call, so that a revoked token stops at once.
     *
     * @param token without scheme and blanks
     * @throws TimeLogProblemException {@link Kind#SIGN_IN_NEEDED} if it is unknown, revoked, expired, of another tenant, or
     *     lacks the scope {@code logs:read}
     */
    public Principal holder(Principal caller, String token) {
        Principal holder = switch (access.checkKeyOutsideMcp(token)) {
            case CredentialCheck.Accepted accepted -> accepted.principal();
            case CredentialCheck.Rejected rejected ->
                throw new TimeLogProblemException(Kind.SIGN_IN_NEEDED, rejected.message());
            case CredentialCheck.NotEnabled notEnabled ->
                throw new TimeLogProblemException(Kind.SIGN_IN_NEEDED, notEnabled.message());
        };
        if (holder.tenantId() != caller.tenantId()) { // says no more than of one that nobody has
            throw new TimeLogProblemException(
                    Kind.SIGN_IN_NEEDED,
                    "This key is unknown here or was revoked. Make one in the company in which you call.");
        }
        if (!holder.scopes().contains(Scope.LOGS_READ)) {
            throw new TimeLogProblemException(
                    Kind.SIGN_IN_NEEDED,
                    "This key lacks the scope " + Scope.LOGS_READ.wireName()
                            + ". Make one with logs:read, and with logs:write to log time.");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        scopes.addAll(holder.scopes());
        scopes.retainAll(caller.scopes());
        return new Principal(
                holder.tenantId(),
                holder.personId(),
                holder.personName(),
                holder.zone(),
                caller.client(),
                scopes,
                caller.onlyWorkspaceId(),
                caller.fromAddress());
    }

    /**
     * As {@link #holder}, for a sign-in: who that is.
     *
     * @throws TimeLogProblemException as there
     */
    public LogPerson person(Principal caller, String token) {
        return erp.person(holder(caller, token));
    }
}
