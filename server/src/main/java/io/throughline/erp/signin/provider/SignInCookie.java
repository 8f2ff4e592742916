package io.throughline.erp.signin.provider;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser keeps of a sign-in, one cookie for each: several may be under way in one browser. It comes along when the
 * provider leads back (Lax), and no script reads it.
 */
enum SignInCookie {
    /** The id of an attempt and the browser's own secret. */
    ATTEMPT("erp-sign-in-"),
    /** A sealed handshake of the embedded ERP's page, which has no attempt. */
    POPUP("erp-popup-");

    /** Long enough to read how it went. */
    private static final int SECONDS = 600;

    private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{12}");

    private final String name;

    SignInCookie(String name) {
        this.name = name;
    }

    /** @param mark of the sign-in, as anybody may have written it */
    Optional<String> find(HttpServletRequest request, String mark) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null || !MARK.matcher(mark).matches()) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name + mark)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * @param value of letters, digits, {@code -}, {@code _} and {@code .}
     * @param place of the pages
     */
    void put(HttpServletRequest request, HttpServletResponse response, Place place, String mark, String value) {
        response.addCookie(cookie(request, place, mark, value, SECONDS));
    }

    void remove(HttpServletRequest request, HttpServletResponse response, Place place, String mark) {
        response.addCookie(cookie(request, place, mark, "", 0));
    }

    private Cookie cookie(HttpServletRequest request, Place place, String mark, String value, int seconds) {
        var cookie = new Cookie(name + mark, value);
        String path = place.pages(request).getPath();
        cookie.setPath(path.isEmpty() ? "/" : path);
        cookie.setHttpOnly(true);
        cookie.setSecure("https".equals(place.server(request).getScheme()));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(seconds);
        return cookie;
    }
}
