package io.throughline.erp.signin.provider;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * With what somebody comes back from the provider, unchecked.
 *
 * @param error its code for what went wrong; never to be shown
 * @param issuer who it says it is (RFC 9207); not all do
 */
record ProviderAnswer(
        String state,
        @Nullable String code,
        @Nullable String accessToken,
        @Nullable String idToken,
        @Nullable String error,
        @Nullable String issuer) {

    static ProviderAnswer of(HttpServletRequest request) {
        String state = request.getParameter("state");
        return new ProviderAnswer(
                state == null ? "" : state,
                request.getParameter("code"),
                request.getParameter("access_token"),
                request.getParameter("id_token"),
                request.getParameter("error"),
                request.getParameter("iss"));
    }

    /** Of which sign-in it claims to be. */
    String mark() {
        int end = state.indexOf('.');
        return end < 0 ? "" : state.substring(0, end);
    }

    boolean saysNothing() {
        return code == null && accessToken == null && error == null;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "answer to " + mark();
    }
}
