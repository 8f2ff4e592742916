package io.throughline.access.oauth.server;

import io.throughline.access.oauth.ServerAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
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

    /** Request attribute with the {@link OAuth2Error} that the page of refused authorizations shows. */
    static final String REFUSAL = "throughline.oauth.refusal";

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
            throws IOException {
        if (!(why instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)) {
            throw why;
        }
        OAuth2Error error = refused.getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = refused.getAuthorizationCodeRequestAuthentication();
        if (asked == null
                || asked.getRedirectUri() == null
                || asked.getRedirectUri().isBlank()) {
            request.setAttribute(REFUSAL, error);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, error.getDescription());
            return;
        }
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", error.getDescription());
        parameters.put("state", asked.getState());
        send(request, response, asked.getRedirectUri(), parameters);
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
