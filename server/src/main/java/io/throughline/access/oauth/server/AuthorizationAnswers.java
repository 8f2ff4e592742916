package io.throughline.access.oauth.server;

import io.throughline.access.oauth.ServerAddress;
import io.throughline.access.signin.SignInConfiguration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Sends people back to the program, with a code or with what went wrong, and always with who says so ({@code iss}, RFC 9207),
 * by which a program with several servers tells them apart. Where it is not sure that the address is the program's, people stay
 * here and read what is wrong.
 */
final class AuthorizationAnswers {

    private static final String SIGN_IN_FIRST = "login_required";

    /** What Spring Security says where a parameter of a request is wrong. */
    private static final String PARAMETER = "OAuth 2.0 Parameter: ";

    private final ServerAddress address;

    AuthorizationAnswers(ServerAddress address) {
        this.address = address;
    }

    void code(HttpServletRequest request, HttpServletResponse response, Authentication answer) throws IOException {
        var given = (OAuth2AuthorizationCodeRequestAuthenticationToken) answer;
        if (given.getRedirectUri() == null || given.getAuthorizationCode() == null) {
            throw new IllegalStateException("A code was given without a program to send it to.");
        }
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("code", given.getAuthorizationCode().getTokenValue());
        parameters.put("state", given.getState());
        send(request, response, given.getRedirectUri(), parameters);
    }

    void refusal(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        if (!(why instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)) {
            throw why;
        }
        OAuth2Error error = refused.getError();
        if (error.getErrorCode().equals(SIGN_IN_FIRST)) {
            SignInConfiguration.toSignIn().commence(request, response, why);
            return;
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = refused.getAuthorizationCodeRequestAuthentication();
        if (asked == null
                || asked.getRedirectUri() == null
                || asked.getRedirectUri().isBlank()) {
            request.setAttribute(AuthorizationServerConfiguration.REFUSED, forPeople(error));
            request.getRequestDispatcher(AuthorizationServerConfiguration.REFUSED)
                    .forward(request, response);
            return;
        }
        if (!signedIn()) { // else anybody could have this server send people to an address that they registered
            SignInConfiguration.toSignIn().commence(request, response, why);
            return;
        }
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", error.getDescription());
        parameters.put("state", asked.getState());
        send(request, response, asked.getRedirectUri(), parameters);
    }

    /** What is thrown to have somebody sign in before their request is looked at. */
    static OAuth2AuthorizationCodeRequestAuthenticationException signInFirst() {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(SIGN_IN_FIRST, "Sign in first.", null), null);
    }

    /** Not by the request, which knows who calls only after these checks. */
    static boolean signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
    }

    /** They did nothing wrong, and can do no more than set the program up again. */
    private static String forPeople(OAuth2Error error) {
        String description = error.getDescription() == null ? error.getErrorCode() : error.getDescription();
        if (description.equals(PARAMETER + OAuth2ParameterNames.CLIENT_ID)) {
            return "This server does not know the program that sent you here. Programs that nobody allows anything are"
                    + " forgotten after a day: remove this server from the program, and add it again.";
        }
        return description.startsWith(PARAMETER)
                ? "The program that sent you here asked in a wrong way: its request has a mistake in "
                        + description.substring(PARAMETER.length()) + ". Tell whoever made it."
                : description;
    }

    private void send(
            HttpServletRequest request,
            HttpServletResponse response,
            String redirectUri,
            Map<String, @Nullable String> parameters)
            throws IOException {
        var target = UriComponentsBuilder.fromUriString(redirectUri);
        parameters.put("iss", address.issuer(request));
        parameters.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                target.queryParam(name, UriUtils.encode(value, "UTF-8"));
            }
        });
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(target.build(true).toUriString());
    }
}
