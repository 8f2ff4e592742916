package io.throughline.access.signin;

import io.throughline.access.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Session ids in a cookie, sealed: whoever reads the table of sessions can still not take one over. */
final class SealedSessionIds implements HttpSessionIdResolver {

    private static final String PURPOSE = "session cookie";

    private final Sealer sealer;
    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    /** @param secure whether browsers reach the server by https alone */
    SealedSessionIds(Sealer sealer, boolean secure) {
        this.sealer = sealer;
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Host-throughline" : "throughline");
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        cookie.setUseBase64Encoding(false);
        cookies.setCookieSerializer(cookie);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.resolveSessionIds(request).stream()
                .flatMap(text -> sealer.open(PURPOSE, text).stream())
                .map(id -> new String(id, StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        cookies.setSessionId(request, response, sealer.seal(PURPOSE, sessionId.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.expireSession(request, response);
    }
}
