package io.throughline.access.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.throughline.access.Scope;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token says whose signature is good. */
record TokenClaims(
        @Nullable String issuer,
        List<String> audience,
        long personId,
        String clientId,
        long grantId,
        Set<Scope> scopes,
        @Nullable Instant notBefore,
        Instant expiresAt) {

    static final String CLIENT = "client_id";
    static final String SCOPE = "scope";
    static final String GRANT = "grant";

    TokenClaims {
        audience = List.copyOf(audience);
        scopes = Set.copyOf(scopes);
    }

    /** Empty if something is missing without which a token of ours makes no sense. */
    static Optional<TokenClaims> read(JWTClaimsSet claims) {
        try {
            Date expiry = claims.getExpirationTime();
            String clientId = claims.getStringClaim(CLIENT);
            String scope = claims.getStringClaim(SCOPE);
            Long grantId = claims.getLongClaim(GRANT);
            if (expiry == null
                    || clientId == null
                    || scope == null
                    || grantId == null
                    || claims.getSubject() == null
                    || claims.getJWTID() == null) {
                return Optional.empty();
            }
            Date notBefore = claims.getNotBeforeTime();
            return Optional.of(new TokenClaims(
                    claims.getIssuer(),
                    claims.getAudience(),
                    Long.parseLong(claims.getSubject()),
                    clientId,
                    grantId,
                    Scope.parse(scope),
                    notBefore == null ? null : notBefore.toInstant(),
                    expiry.toInstant()));
        } catch (ParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
