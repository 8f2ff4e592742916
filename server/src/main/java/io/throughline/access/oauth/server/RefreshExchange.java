package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.grants.GrantService;
import java.util.HashSet;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;

/** Exchanges refresh tokens for their successors, which Spring Security gives to no public client. */
final class RefreshExchange implements AuthenticationProvider {

    private final GrantService grants;
    private final TokenAnswers answers;

    RefreshExchange(GrantService grants, TokenAnswers answers) {
        this.grants = grants;
        this.answers = answers;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var exchange = (OAuth2RefreshTokenAuthenticationToken) request;
        Authentication principal = (Authentication) exchange.getPrincipal();
        return answers.answer(
                grants.refresh(
                        TokenAnswers.program(principal).getClientId(),
                        exchange.getRefreshToken(),
                        wanted(exchange.getScopes()),
                        TokenAnswers.resource(exchange.getAdditionalParameters())),
                principal);
    }

    private static Set<Scope> wanted(Set<String> names) {
        Set<String> asked = new HashSet<>(names);
        asked.remove(RequestedScopes.OFFLINE_ACCESS);
        Set<Scope> known = RequestedScopes.known(asked);
        if (known.size() != asked.size() || (!known.isEmpty() && !known.contains(Scope.MCP_ENABLED))) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "Invalid scope: the set lacks mcp:enabled or holds an unknown scope.",
                    null));
        }
        return known;
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(type);
    }
}
