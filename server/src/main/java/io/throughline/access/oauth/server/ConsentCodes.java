package io.throughline.access.oauth.server;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Scope;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.access.oauth.grants.NewGrant;
import io.throughline.access.oauth.grants.PendingConsent;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes the code that says that a person consented, and keeps to what. */
final class ConsentCodes implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

    /** The form's field with the place where the program may work: {@code company} or {@code company/workspace}. */
    static final String PLACE = "place";

    private static final Duration SHOWN_LIFE = Duration.ofMinutes(1);

    private final GrantService grants;
    private final AccessService access;
    private final Clock clock;

    ConsentCodes(GrantService grants, AccessService access, Clock clock) {
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
        if (!(context.getAuthorizationGrant() instanceof OAuth2AuthorizationConsentAuthenticationToken answer)) {
            throw new IllegalStateException("A code was asked for without a person's consent.");
        }
        PendingConsent asked =
                grants.findConsent(answer.getState()).orElseThrow(() -> refused("You were not asked this."));
        Set<Scope> scopes = RequestedScopes.known(context.getAuthorizedScopes());
        scopes.add(Scope.MCP_ENABLED); // nothing works without, so the page does not let it be taken away
        String place = String.valueOf(answer.getAdditionalParameters().get(PLACE));
        int slash = place.indexOf('/');
        Person person = access.person(((Authentication) answer.getPrincipal()).getName());
        try {
            String code = grants.open(
                    person,
                    answer.getState(),
                    slash < 0 ? place : place.substring(0, slash),
                    slash < 0 ? null : place.substring(slash + 1),
                    new NewGrant(
                            asked.clientId(), scopes, asked.resource(), asked.redirectUri(), asked.codeChallenge()));
            Instant now = clock.instant();
            return new OAuth2AuthorizationCode(code, now, now.plus(SHOWN_LIFE));
        } catch (CallerMistakeException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(String why) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, why, null), null);
    }
}
