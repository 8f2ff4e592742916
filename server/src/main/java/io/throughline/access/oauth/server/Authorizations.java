package io.throughline.access.oauth.server;

import static org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames.CODE;
import static org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames.STATE;

import io.throughline.access.Scope;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.access.oauth.grants.PendingCode;
import io.throughline.access.oauth.grants.PendingConsent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What Spring Security keeps between the steps of an authorization, kept as our own rows: consents that wait for an answer, by
 * their state, and codes. Tokens are none of its business: {@link CodeExchange} and {@link RefreshExchange} make them.
 */
final class Authorizations implements OAuth2AuthorizationService {

    static final String RESOURCE = "resource";

    private final GrantService grants;
    private final Programs programs;

    Authorizations(GrantService grants, Programs programs) {
        this.grants = grants;
        this.programs = programs;
    }

    /** Keeps a consent that waits; an answered one was kept when its code was made. */
    @Override
    public void save(OAuth2Authorization authorization) {
        String state = authorization.getAttribute(STATE);
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (state == null || request == null) {
            return;
        }
        Map<String, Object> more = request.getAdditionalParameters();
        grants.ask(
                state,
                new PendingConsent(
                        authorization.getPrincipalName(),
                        request.getClientId(),
                        String.valueOf(request.getRedirectUri()),
                        RequestedScopes.known(request.getScopes()),
                        request.getState(),
                        String.valueOf(more.get(PkceParameterNames.CODE_CHALLENGE)),
                        String.valueOf(more.get(RESOURCE))));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        String state = authorization.getAttribute(STATE);
        if (state != null) {
            grants.forget(state);
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && type.getValue().equals(STATE)) {
            return grants.findConsent(token)
                    .map(consent -> waiting(token, consent))
                    .orElse(null);
        }
        if (type != null && type.getValue().equals(CODE)) {
            return grants.findCode(token).map(this::given).orElse(null);
        }
        return null;
    }

    private @Nullable OAuth2Authorization waiting(String state, PendingConsent consent) {
        RegisteredClient client = programs.findByClientId(consent.clientId());
        return client == null
                ? null
                : OAuth2Authorization.withRegisteredClient(client)
                        .principalName(consent.personEmail())
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .attribute(STATE, state)
                        .attribute(
                                OAuth2AuthorizationRequest.class.getName(),
                                request(
                                        consent.clientId(),
                                        consent.redirectUri(),
                                        consent.scopes(),
                                        consent.clientState(),
                                        consent.codeChallenge(),
                                        consent.resource()))
                        .build();
    }

    /** As far as the check of the PKCE verifier needs it. */
    private @Nullable OAuth2Authorization given(PendingCode code) {
        RegisteredClient client = programs.findByClientId(code.grant().clientId());
        return client == null
                ? null
                : OAuth2Authorization.withRegisteredClient(client)
                        .principalName(code.grant().personEmail())
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .attribute(
                                OAuth2AuthorizationRequest.class.getName(),
                                request(
                                        code.grant().clientId(),
                                        code.redirectUri(),
                                        code.grant().scopes(),
                                        null,
                                        code.codeChallenge(),
                                        code.grant().resource()))
                        .build();
    }

    private static OAuth2AuthorizationRequest request(
            String clientId,
            String redirectUri,
            Set<Scope> scopes,
            @Nullable String clientState,
            String codeChallenge,
            String resource) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(AuthorizationServerConfiguration.AUTHORIZE)
                .clientId(clientId)
                .redirectUri(redirectUri)
                .scopes(scopes.stream().map(Scope::wireName).collect(Collectors.toSet()))
                .state(clientState)
                .additionalParameters(Map.of(
                        PkceParameterNames.CODE_CHALLENGE,
                        codeChallenge,
                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                        "S256",
                        RESOURCE,
                        resource))
                .build();
    }
}
