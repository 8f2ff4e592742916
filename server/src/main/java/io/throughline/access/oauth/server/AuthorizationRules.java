package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.clients.RedirectUris;
import io.throughline.problem.NearMatches;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * What an authorization request must be like. The address to send the answer to comes first: before it is known to be the
 * program's own, nothing is sent there, not even what is wrong.
 */
final class AuthorizationRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    /** SHA-256 in base64url. */
    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int MAX_STATE_CHARACTERS = 2_000;

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        String redirectUri = request.getRedirectUri();
        Set<String> registered = context.getRegisteredClient().getRedirectUris();
        if (redirectUri == null || registered.stream().noneMatch(each -> RedirectUris.matches(each, redirectUri))) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "The redirect_uri is none that the program registered. It must be the same, character by character;"
                            + " only the port may differ on the person's own machine.",
                    null);
        }
        requireScopes(request);
        if (RequestedScopes.UNKNOWN_RESOURCE.equals(
                request.getAdditionalParameters().get(Authorizations.RESOURCE))) {
            throw refused(
                    "invalid_target", "The resource is none of this server. Use the one of its metadata.", request);
        }
        requireChallenge(request);
        if (request.getState() != null && request.getState().length() > MAX_STATE_CHARACTERS) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "The state has more than " + MAX_STATE_CHARACTERS + " characters.",
                    null);
        }
    }

    private static void requireScopes(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        List<String> all = Scope.all().stream().map(Scope::wireName).toList();
        for (String name : request.getScopes()) {
            if (Scope.find(name).isEmpty()) {
                throw refused(
                        OAuth2ErrorCodes.INVALID_SCOPE,
                        "Invalid scope: '" + name.replaceAll("[^\\x21-\\x7e]|[\"\\\\]", "?")
                                + "' does not exist. The nearest are: " + NearMatches.list(name, all) + ".",
                        request);
            }
        }
        if (!request.getScopes().contains(Scope.MCP_ENABLED.wireName())) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "Invalid scope: the set lacks mcp:enabled, which every call needs. Add it.",
                    request);
        }
    }

    private static void requireChallenge(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Object challenge = request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE);
        Object method = request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE_METHOD);
        if (!(challenge instanceof String text) || !S256_CHALLENGE.matcher(text).matches() || !"S256".equals(method)) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "PKCE is required: a code_challenge of 43 characters with code_challenge_method=S256.",
                    request);
        }
    }

    /** @param request null if the answer must not go to the program */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            String code, String why, @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code, why, null), request);
    }

    /** Scheme and host in any case, with or without a slash at the end. */
    static boolean sameAddress(String ours, String given) {
        return normal(ours).equals(normal(given));
    }

    private static String normal(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        String origin = path < 0 ? address : address.substring(0, path);
        String rest = path < 0 ? "" : address.substring(path);
        return origin.toLowerCase(Locale.ROOT) + (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
    }
}
