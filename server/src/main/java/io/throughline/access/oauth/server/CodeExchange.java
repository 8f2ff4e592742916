package io.throughline.access.oauth.server;

import io.throughline.access.oauth.grants.GrantService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;

/**
 * Exchanges codes for tokens. In the place of Spring Security's, which reads, checks and then writes, so that two requests at
 * the same moment both get tokens. The PKCE verifier was checked when the program was let in.
 */
final class CodeExchange implements AuthenticationProvider {

    private final GrantService grants;
    private final TokenAnswers answers;

    CodeExchange(GrantService grants, TokenAnswers answers) {
        this.grants = grants;
        this.answers = answers;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var exchange = (OAuth2AuthorizationCodeAuthenticationToken) request;
        Authentication principal = (Authentication) exchange.getPrincipal();
        return answers.answer(
                grants.redeem(
                        TokenAnswers.program(principal).getClientId(),
                        exchange.getCode(),
                        exchange.getRedirectUri(),
                        TokenAnswers.resource(exchange.getAdditionalParameters())),
                principal);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(type);
    }
}
