package io.throughline.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** By what a caller says who calls. In headers only: addresses end up in logs and histories. */
sealed interface ShownCredential {

    /** The header of API keys. */
    String KEY_HEADER = "x-api-key";

    /** As RFC 6750 has it. */
    Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    record None() implements ShownCredential {}

    record Key(String secret) implements ShownCredential {

        @Override
        public String toString() {
            return "Key[not shown]";
        }
    }

    record Token(String text) implements ShownCredential {

        @Override
        public String toString() {
            return "Token[not shown]";
        }
    }

    /** Headers that nobody can have meant. The message says what to send. */
    record Malformed(String message) implements ShownCredential {}

    /** What stands in the headers. Schemes other than {@code Bearer} are for others, such as a proxy in front. */
    static ShownCredential in(HttpServletRequest request) {
        List<String> bearers = Collections.list(request.getHeaders("Authorization")).stream()
                .map(String::strip)
                .filter(ShownCredential::isBearer)
                .toList();
        List<String> keys = Collections.list(request.getHeaders(KEY_HEADER)).stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
        if (bearers.size() > 1 || keys.size() > 1) {
            return new Malformed("The request has several credentials. Send one.");
        }
        if (!bearers.isEmpty() && !keys.isEmpty()) {
            return new Malformed("The request has both an access token and an API key. Send one: either"
                    + " Authorization: Bearer TOKEN or " + KEY_HEADER + ": KEY.");
        }
        if (!keys.isEmpty()) {
            return new Key(keys.getFirst());
        }
        if (bearers.isEmpty()) {
            return new None();
        }
        String token = bearers.getFirst().substring("Bearer".length()).strip();
        return TOKEN.matcher(token).matches()
                ? new Token(token)
                : new Malformed("The header Authorization is malformed. Send: Authorization: Bearer TOKEN");
    }

    private static boolean isBearer(String header) {
        return header.split("\\s", 2)[0].toLowerCase(Locale.ROOT).equals("bearer");
    }
}
