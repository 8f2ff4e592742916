package io.throughline.access.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.throughline.access.CredentialCheck;
import io.throughline.access.LastUses;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.database.Transactions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens (RFC 9068): short-lived, signed, for one resource, and good only as long as the person's grant is. A check
 * reads the grant each time, so that what was revoked stops at once. Safe for concurrent use.
 */
public final class AccessTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /**
     * How far the clock of the node that issued a token may be ahead of ours. It counts for the beginning only: an expiry that
     * comes some seconds early costs a client one refresh, one that comes late would make a stolen token live longer.
     */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final CredentialCheck UNKNOWN = new CredentialCheck.Rejected(
            "This access token is unknown or was revoked. Have your program ask for access again.");

    private final SigningKeys keys;
    private final TokenSignature signature;
    private final AccessTokenStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final LastUses lastUses = new LastUses("grant");

    AccessTokens(SigningKeys keys, AccessTokenStore store, Transactions transactions, Clock clock) {
        this.keys = keys;
        this.signature = new TokenSignature(keys);
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Issues a token for a grant. Nothing is written; the grant must be good.
     *
     * @param scopes at most those of the grant; what the grant loses later, the token loses too
     * @param issuer of the request, see {@link ServerAddress#issuer}
     * @param resource one of {@link ServerAddress#resources}
     */
    public String issue(
            long grantId, long personId, String clientId, Set<Scope> scopes, String issuer, String resource) {
        ECKey key = keys.signingKey();
        Instant now = clock.instant();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TokenSignature.TYPE)
                .keyID(key.getKeyID())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(Long.toString(personId))
                .audience(resource)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim(TokenClaims.CLIENT, clientId)
                .claim(TokenClaims.SCOPE, Scope.join(scopes))
                .claim(TokenClaims.GRANT, grantId)
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("An access token could not be signed.", e);
        }
        return token.serialize();
    }

    /**
     * Who shows this token.
     *
     * @param issuer of the request, see {@link ServerAddress#issuer}
     * @param resources for which a token may be, see {@link ServerAddress#resources}
     */
    public CredentialCheck check(String token, String issuer, List<String> resources) {
        TokenClaims claims = signature.open(token).orElse(null);
        if (claims == null) {
            return UNKNOWN;
        }
        Instant now = clock.instant();
        if (!now.isBefore(claims.expiresAt())) {
            return new CredentialCheck.Rejected("This access token expired at " + claims.expiresAt()
                    + ". Have your program refresh it, or ask for access again.");
        }
        if (claims.notBefore() != null && now.plus(CLOCK_SKEW).isBefore(claims.notBefore())) {
            return new CredentialCheck.Rejected("This access token is not good before " + claims.notBefore()
                    + ". Set the clocks of the nodes right.");
        }
        if (!issuer.equals(claims.issuer())) {
            return new CredentialCheck.Rejected(
                    "This access token was issued by " + claims.issuer() + ", not by " + issuer
                            + ". Ask for access at the address that you call; behind a proxy THROUGHLINE_PUBLIC_URL must be set.");
        }
        if (!isFor(resources, claims.audience())) {
            return new CredentialCheck.Rejected("This access token is for " + String.join(", ", claims.audience())
                    + ", not for " + resources.getFirst() + ". Ask for access to that resource.");
        }
        return granted(claims, now);
    }

    private static boolean isFor(Collection<String> resources, List<String> audience) {
        return audience.stream()
                .map(AccessTokens::comparable)
                .anyMatch(
                        each -> resources.stream().map(AccessTokens::comparable).anyMatch(each::equals));
    }

    /** Scheme and host in small letters, without a slash at the end; all else as it is. */
    private static String comparable(String resource) {
        String trimmed = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
        try {
            String authority = URI.create(trimmed).getRawAuthority();
            int end = authority == null ? 0 : trimmed.indexOf(authority) + authority.length();
            return trimmed.substring(0, end).toLowerCase(Locale.ROOT) + trimmed.substring(end);
        } catch (IllegalArgumentException e) {
            return trimmed; // no address, so it is equal to none
        }
    }

    private CredentialCheck granted(TokenClaims claims, Instant now) {
        AccessTokenStore.Grant grant =
                transactions.readOnce(() -> store.findGrant(claims.grantId())).orElse(null);
        if (grant == null
                || grant.revokedAt() != null
                || grant.personId() != claims.personId()
                || !grant.clientId().equals(claims.clientId())) {
            return UNKNOWN;
        }
        if (!grant.stillMember()) {
            return new CredentialCheck.Rejected(
                    "Tenant not found: " + grant.personName()
                            + " is no longer a member of a workspace that this access was for. An owner or admin can add them again.");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        scopes.addAll(claims.scopes());
        scopes.retainAll(grant.scopes());
        if (!scopes.contains(Scope.MCP_ENABLED)) {
            return new CredentialCheck.NotEnabled(
                    "This access token lacks the scope mcp:enabled, which every call needs. Allow it when your program asks.");
        }
        lastUses.note(
                grant.id(),
                grant.lastUsedAt(),
                now,
                () -> transactions.write(() -> store.markGrantUsed(grant.tenantId(), grant.id(), now)));
        return new CredentialCheck.Accepted(new Principal(
                grant.tenantId(),
                grant.personId(),
                grant.personName(),
                grant.zone(),
                grant.clientName() + " (grant " + grant.id() + ")",
                scopes,
                grant.onlyWorkspaceId(),
                null));
    }
}
