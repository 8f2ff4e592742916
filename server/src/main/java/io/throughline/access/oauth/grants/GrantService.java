package io.throughline.access.oauth.grants;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.RandomSecret;
import io.throughline.access.Scope;
import io.throughline.access.Sealer;
import io.throughline.access.Sha256;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns consents into codes, codes into refresh tokens, and refresh tokens into their successors; each is good once. Every
 * step is one transaction, so that of two that come at the same moment, on whatever node, one is first. Safe for concurrent
 * use.
 */
public final class GrantService {

    /** RFC 6749 recommends at most ten minutes; a program exchanges a code at once. */
    static final Duration CODE_LIFE = Duration.ofSeconds(60);

    /** How long a person may think about a consent. */
    private static final Duration CONSENT_LIFE = Duration.ofMinutes(10);

    /** Public contract. */
    public static final Duration REFRESH_LIFE = Duration.ofDays(30);

    /**
     * How long a refresh token that was used gives its successor again: two processes of one program may share a token, and an
     * answer may be lost on its way. After that a second use means that somebody stole it.
     */
    static final Duration REUSE_GRACE = Duration.ofSeconds(45);

    /** How long what expired is kept, so that who comes late is told why. */
    private static final Duration KEPT_LONGER = Duration.ofDays(1);

    /** By which people and scanners for secrets know what they found. */
    private static final String REFRESH_PREFIX = "pm33_refresh_";

    private static final String SUCCESSOR = "successor of a refresh token";

    private final GrantStore store;
    private final AccessService access;
    private final Transactions transactions;
    private final Clock clock;

    GrantService(GrantStore store, AccessService access, Transactions transactions, Clock clock) {
        this.store = store;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Where the person could let a program work, by company and then workspace. */
    public List<Place> places(long personId) {
        return transactions.read(() -> store.places(personId));
    }

    /**
     * Keeps what the person consented to, once for each time that they were asked.
     *
     * @param state of the pending consent
     * @param tenantKey of the company in which the program may work
     * @param workspaceKey of the one workspace there; null for all of the person's
     * @return the code for the program, good for a minute
     * @throws CallerMistakeException if the person was not asked, answered already, or is no member there
     */
    public String open(Person person, String state, String tenantKey, @Nullable String workspaceKey, NewGrant consent) {
        String code = RandomSecret.make();
        transactions.write(() -> {
            Instant now = clock.instant();
            store.sweep(now.minus(KEPT_LONGER)); // as rare as consents are, often enough
            if (!store.deleteConsent(Sha256.hex(state))) {
                throw new CallerMistakeException("This was answered already. Start the authorization again.");
            }
            Place place = store.places(person.id()).stream()
                    .filter(each -> each.tenantKey().equals(tenantKey)
                            && (workspaceKey == null || each.workspaceKey().equals(workspaceKey)))
                    .findFirst()
                    .orElseThrow(
                            () -> new CallerMistakeException(
                                    "Tenant not found: you are a member of no such workspace. Its owner or an admin can invite you."));
            Long workspaceId = workspaceKey == null ? null : place.workspaceId();
            long grantId = store.insertGrant(place.tenantId(), person.id(), workspaceId, consent, now);
            store.insertCode(Sha256.hex(code), grantId, consent, now.plus(CODE_LIFE));
            var principal = new Principal(
                    place.tenantId(), person.id(), person.name(), person.zone(), "console", consent.scopes());
            access.record(
                    principal,
                    new AuditEntry(
                            "app.allow", "done", consent.clientId() + " may use " + Scope.join(consent.scopes())));
        });
        return code;
    }

    /** Keeps what a program asks for until the person answered. */
    public void ask(String state, PendingConsent consent) {
        transactions.write(() ->
                store.insertConsent(Sha256.hex(state), consent, clock.instant().plus(CONSENT_LIFE)));
    }

    /** What a program asks for; empty if the person was not asked, answered already, or waited too long. */
    public Optional<PendingConsent> findConsent(String state) {
        return transactions.read(() -> store.findConsent(Sha256.hex(state), clock.instant()));
    }

    /** Forgets what a program asked for. */
    public void forget(String state) {
        transactions.write(() -> {
            store.deleteConsent(Sha256.hex(state));
        });
    }

    public Optional<PendingCode> findCode(String code) {
        return transactions.read(() -> store.findCode(Sha256.hex(code)));
    }

    /**
     * Exchanges a code. A second exchange ends what the first one gave: one of the two was a thief's.
     *
     * @param redirectUri as the program repeats it; null if it does not
     * @param resource as the program names it; null if it does not
     */
    public TokenOutcome redeem(String clientId, String code, @Nullable String redirectUri, @Nullable String resource) {
        String hash = Sha256.hex(code);
        return transactions.write(() -> {
            Instant now = clock.instant();
            PendingCode pending = store.findCode(hash).orElse(null);
            if (pending == null || !pending.grant().clientId().equals(clientId)) {
                return TokenOutcome.Refused.grant("The code is unknown. Start the authorization again.");
            }
            if (elsewhere(pending.grant(), resource)) {
                return wrongResource(pending.grant());
            }
            if (pending.usedAt() != null || !store.useCode(hash, now)) {
                end(pending.grant(), "a code was used twice", now);
                return TokenOutcome.Refused.grant(
                        "The code was used before, so all that it gave was revoked. Start the authorization again.");
            }
            if (!now.isBefore(pending.expiresAt())) {
                return TokenOutcome.Refused.grant("The code expired. Start the authorization again.");
            }
            if (redirectUri == null || !redirectUri.equals(pending.redirectUri())) {
                return TokenOutcome.Refused.grant(
                        "redirect_uri is not the one to which the code was sent. Repeat that one.");
            }
            if (!pending.grant().holds()) {
                return revoked();
            }
            return new TokenOutcome.Granted(pending.grant(), pending.grant().scopes(), nextToken(pending.grant(), now));
        });
    }

    /**
     * Exchanges a refresh token for its successor.
     *
     * @param wanted scopes of the access token; empty for all of the grant
     * @param resource as the program names it; null if it does not
     */
    public TokenOutcome refresh(String clientId, String refreshToken, Set<Scope> wanted, @Nullable String resource) {
        String hash = Sha256.hex(refreshToken);
        return transactions.write(() -> {
            Instant now = clock.instant();
            GrantStore.RefreshToken token = store.findRefreshToken(hash).orElse(null);
            if (token == null || !token.grant().clientId().equals(clientId)) {
                return TokenOutcome.Refused.grant("The refresh token is unknown. Start the authorization again.");
            }
            Grant grant = token.grant();
            if (!grant.holds()) {
                return revoked();
            }
            if (!now.isBefore(token.expiresAt())) {
                return TokenOutcome.Refused.grant("The refresh token expired. Start the authorization again.");
            }
            if (!grant.scopes().containsAll(wanted)) {
                return new TokenOutcome.Refused(
                        "invalid_scope",
                        "Invalid scope: a refresh gives at most " + Scope.join(grant.scopes())
                                + ". Start the authorization again for more.");
            }
            if (elsewhere(grant, resource)) {
                return wrongResource(grant);
            }
            Set<Scope> scopes = wanted.isEmpty() ? grant.scopes() : wanted;
            if (token.usedAt() == null) {
                String successor = REFRESH_PREFIX + RandomSecret.make();
                if (store.useRefreshToken(hash, seal(refreshToken, successor), now)) {
                    store.insertRefreshToken(Sha256.hex(successor), grant.id(), now, now.plus(REFRESH_LIFE));
                    return new TokenOutcome.Granted(grant, scopes, successor);
                }
                token = store.findRefreshToken(hash).orElseThrow(); // another process was first
            }
            Instant usedAt = token.usedAt();
            if (usedAt != null && token.sealedSuccessor() != null && !now.isAfter(usedAt.plus(REUSE_GRACE))) {
                return new TokenOutcome.Granted(grant, scopes, open(refreshToken, token.sealedSuccessor()));
            }
            end(grant, "a refresh token was used again after its successor", now);
            return TokenOutcome.Refused.grant(
                    "The refresh token was used before, so all that came of it was revoked. Start the authorization again.");
        });
    }

    private static boolean elsewhere(Grant grant, @Nullable String resource) {
        return resource != null && !resource.equals(grant.resource());
    }

    private static TokenOutcome wrongResource(Grant grant) {
        return new TokenOutcome.Refused("invalid_target", "The authorization is for " + grant.resource() + ".");
    }

    private static TokenOutcome revoked() {
        return TokenOutcome.Refused.grant(
                "The access was revoked, or the person left the workspace. Start the authorization again.");
    }

    private String nextToken(Grant grant, Instant now) {
        String token = REFRESH_PREFIX + RandomSecret.make();
        store.insertRefreshToken(Sha256.hex(token), grant.id(), now, now.plus(REFRESH_LIFE));
        return token;
    }

    /** Readable only for who has the token, on any node. */
    private static String seal(String token, String successor) {
        return new Sealer(List.of(token)).seal(SUCCESSOR, successor.getBytes(StandardCharsets.UTF_8));
    }

    private static String open(String token, String sealed) {
        return new Sealer(List.of(token))
                .open(SUCCESSOR, sealed)
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("A successor does not open with its token."));
    }

    private void end(Grant grant, String why, Instant now) {
        if (store.revoke(grant.tenantId(), grant.id(), now)) {
            access.record(principal(grant), new AuditEntry("app.revoke", "refused", why + ": " + grant.clientId()));
        }
    }

    private static Principal principal(Grant grant) {
        return new Principal(
                grant.tenantId(), grant.personId(), grant.personName(), grant.zone(), grant.clientId(), grant.scopes());
    }

    /** Ends the grant of a refresh token, at the program's wish (RFC 7009). An unknown token is no mistake. */
    public void revoke(String clientId, String refreshToken) {
        transactions.write(() -> store.findRefreshToken(Sha256.hex(refreshToken))
                .filter(token -> token.grant().clientId().equals(clientId))
                .ifPresent(token -> {
                    Grant grant = token.grant();
                    if (store.revoke(grant.tenantId(), grant.id(), clock.instant())) {
                        access.record(principal(grant), new AuditEntry("app.revoke", "done", "by itself: " + clientId));
                    }
                }));
    }

    /** The programs that the person connected in this tenant, newest first. */
    public List<ConnectedApp> apps(Principal principal) {
        return transactions.read(() -> store.apps(principal.tenantId(), principal.personId()));
    }

    /**
     * Ends what the person allowed a program, at once.
     *
     * @throws CallerMistakeException if the person has no such app
     */
    public void disconnect(Principal principal, long grantId) {
        transactions.write(() -> {
            ConnectedApp app = store.apps(principal.tenantId(), principal.personId()).stream()
                    .filter(each -> each.grantId() == grantId)
                    .findFirst()
                    .orElseThrow(() -> new CallerMistakeException("There is no such connected app. It may be gone."));
            store.revoke(principal.tenantId(), grantId, clock.instant());
            access.record(principal, new AuditEntry("app.revoke", "done", app.name() + " (" + app.clientId() + ")"));
        });
    }
}
