package io.throughline.access.oauth.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets programs refresh and revoke by their name: they have no secret, and the token that they show is one. Spring Security
 * lets public clients exchange codes only.
 */
final class PublicProgram implements AuthenticationProvider {

    private static final String BY_TOKEN = "throughline.by-token";

    private static final RequestMatcher revocations =
            PathPatternRequestMatcher.withDefaults().matcher(AuthorizationServerConfiguration.REVOKE);

    private final Programs programs;

    PublicProgram(Programs programs) {
        this.programs = programs;
    }

    /** Null where a code is exchanged, which needs the PKCE check. */
    static @Nullable Authentication read(HttpServletRequest request) {
        boolean refresh = "refresh_token".equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        boolean revoke = revocations.matches(request);
        String[] clientIds = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (clientIds == null || !(refresh || revoke)) {
            return null;
        }
        if (clientIds.length != 1 || clientIds[0].isBlank()) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "Name one client_id.", null));
        }
        return new OAuth2ClientAuthenticationToken(
                clientIds[0], ClientAuthenticationMethod.NONE, null, Map.of(BY_TOKEN, true));
    }

    @Override
    public @Nullable Authentication authenticate(Authentication request) {
        var program = (OAuth2ClientAuthenticationToken) request;
        if (!program.getAdditionalParameters().containsKey(BY_TOKEN)) {
            return null;
        }
        RegisteredClient known = programs.findByClientId(program.getName());
        if (known == null) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "There is no such client. Register again.", null));
        }
        return new OAuth2ClientAuthenticationToken(known, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
