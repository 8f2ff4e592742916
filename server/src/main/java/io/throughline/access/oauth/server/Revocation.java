package io.throughline.access.oauth.server;

import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.grants.GrantService;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/** Ends what a person allowed, when the program itself asks (RFC 7009). By a refresh token: access tokens are short-lived. */
final class Revocation implements AuthenticationProvider {

    private final GrantService grants;
    private final Clock clock;

    Revocation(GrantService grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var revocation = (OAuth2TokenRevocationAuthenticationToken) request;
        Authentication principal = (Authentication) revocation.getPrincipal();
        grants.revoke(TokenAnswers.program(principal).getClientId(), revocation.getToken());
        Instant now = clock.instant();
        var ended = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, revocation.getToken(), now, now.plus(AccessTokens.LIFETIME));
        return new OAuth2TokenRevocationAuthenticationToken(ended, principal);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(type);
    }
}
