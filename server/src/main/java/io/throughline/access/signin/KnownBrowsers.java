package io.throughline.access.signin;

import io.throughline.access.Sealer;
import io.throughline.access.Sha256;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Browsers in which somebody signed in before. Their failures are counted apart from those of strangers, who therefore cannot
 * keep a person from signing in where they usually do.
 */
final class KnownBrowsers {

    private static final String PURPOSE = "known browser";
    private static final Duration KEPT = Duration.ofDays(180);

    private final Sealer sealer;
    private final boolean secure;

    /** @param secure whether browsers reach the server by https alone */
    KnownBrowsers(Sealer sealer, boolean secure) {
        this.sealer = sealer;
        this.secure = secure;
    }

    private String cookieName() {
        return secure ? "__Host-throughline-known" : "throughline-known";
    }

    /** The browser's own number, if that person signed in with it before. */
    Optional<String> find(HttpServletRequest request, String email) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(cookieName())) {
                Optional<String[]> parts = sealer.open(PURPOSE, cookie.getValue())
                        .map(content -> new String(content, StandardCharsets.UTF_8).split(" ", 2));
                if (parts.isPresent() && parts.get().length == 2 && parts.get()[1].equals(Sha256.hex(email))) {
                    return Optional.of(parts.get()[0]);
                }
            }
        }
        return Optional.empty();
    }

    void remember(HttpServletRequest request, HttpServletResponse response, String email) {
        String number = find(request, email).orElseGet(() -> UUID.randomUUID().toString());
        String content = sealer.seal(PURPOSE, (number + " " + Sha256.hex(email)).getBytes(StandardCharsets.UTF_8));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(cookieName(), content)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }
}
