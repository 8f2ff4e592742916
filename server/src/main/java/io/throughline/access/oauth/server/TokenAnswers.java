package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.grants.TokenOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/** Makes of what became of a code or refresh token the answer of the token endpoint. */
final class TokenAnswers {

    private final AccessTokens accessTokens;
    private final Clock clock;

    TokenAnswers(AccessTokens accessTokens, Clock clock) {
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** The program that calls, whom {@link PublicProgram} or the PKCE check let in. */
    static RegisteredClient program(Object principal) {
        if (principal instanceof OAuth2ClientAuthenticationToken token && token.getRegisteredClient() != null) {
            return token.getRegisteredClient();
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /**
     * The one resource that a token request names; null if it names none.
     *
     * @throws OAuth2AuthenticationException if it names several
     */
    static @Nullable String resource(Map<String, Object> parameters) {
        Object resource = parameters.get(Authorizations.RESOURCE);
        if (resource == null || resource instanceof String) {
            return (String) resource;
        }
        throw new OAuth2AuthenticationException(
                new OAuth2Error("invalid_target", "A token is for one resource. Name one.", null));
    }

    Authentication answer(TokenOutcome outcome, Authentication principal) {
        return switch (outcome) {
            case TokenOutcome.Granted granted -> granted(granted, principal);
            case TokenOutcome.Refused refused ->
                throw new OAuth2AuthenticationException(new OAuth2Error(refused.error(), refused.reason(), null));
        };
    }

    private OAuth2AccessTokenAuthenticationToken granted(TokenOutcome.Granted granted, Authentication principal) {
        Instant now = clock.instant();
        String token = accessTokens.issue(
                granted.grant().id(),
                granted.grant().personId(),
                granted.grant().clientId(),
                granted.scopes(),
                AuthorizationServerContextHolder.getContext().getIssuer(),
                granted.grant().resource());
        var access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                token,
                now,
                now.plus(AccessTokens.LIFETIME),
                granted.scopes().stream()
                        .sorted()
                        .map(Scope::wireName)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        return new OAuth2AccessTokenAuthenticationToken(
                program(principal), principal, access, new OAuth2RefreshToken(granted.refreshToken(), now), Map.of());
    }
}
