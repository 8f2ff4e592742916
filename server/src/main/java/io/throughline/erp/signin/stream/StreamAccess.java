package io.throughline.erp.signin.stream;

import io.throughline.access.AccessService;
import io.throughline.access.RandomSecret;
import io.throughline.access.signin.SignInConfiguration;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.settings.Settings;
import io.throughline.timelog.BrowserSignIns.Way;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Who may see a streamed page: the person who asked, in the one browser that opened it first. */
final class StreamAccess {

    private static final Duration COOKIE_LIFE = SignInAttempts.LONGEST.plusMinutes(5);
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

    private final SignInAttempts attempts;
    private final AccessService access;
    private final ServedAddress address;
    private final Settings settings;

    StreamAccess(SignInAttempts attempts, AccessService access, ServedAddress address, Settings settings) {
        this.attempts = attempts;
        this.access = access;
        this.address = address;
        this.settings = settings;
    }

    /** @throws StreamRefusalException if there is none, or it is of another person */
    SignInAttempt require(HttpServletRequest request, String id) {
        SignInAttempt attempt = attempts.find(id)
                .filter(found -> found.way() == Way.ERP_PAGE)
                .orElseThrow(StreamRefusalException::noSuchLink);
        if (!isAsker(request, attempt)) {
            throw StreamRefusalException.anotherPerson();
        }
        return attempt;
    }

    private boolean isAsker(HttpServletRequest request, SignInAttempt attempt) {
        if (settings.access() == Settings.Access.OFF) {
            return attempt.isOf(access.localPerson(AccessService.LOCAL_TENANT));
        }
        String email = request.getRemoteUser();
        return email != null
                && access.findPerson(email)
                        .filter(person -> person.id() == attempt.personId())
                        .isPresent();
    }

    boolean isViewer(HttpServletRequest request, String id) {
        return viewer(request).filter(secret -> attempts.isViewer(id, secret)).isPresent();
    }

    /**
     * Binds the attempt to the browser that asks.
     *
     * @throws StreamRefusalException if it is another browser's, or over
     */
    void bind(HttpServletRequest request, HttpServletResponse response, String id) {
        String secret = viewer(request).orElseGet(RandomSecret::make);
        if (!attempts.open(id, secret)) {
            throw StreamRefusalException.anotherBrowser();
        }
        boolean secure = SignInConfiguration.secure(settings);
        // Lax: the link may be clicked again on a page elsewhere. No other site can send anything with it.
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(cookieName(), secret)
                        .path(StreamPages.BASE + id)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(COOKIE_LIFE)
                        .build()
                        .toString());
    }

    private Optional<String> viewer(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(cookieName()))
                .map(Cookie::getValue)
                .findFirst();
    }

    private String cookieName() {
        return SignInConfiguration.secure(settings) ? "__Secure-throughline-viewer" : "throughline-viewer";
    }

    /**
     * Where our page may open a web socket, for its content security policy: some browsers do not count one as of the same origin.
     * The host was checked before any page.
     */
    String socketOrigin(HttpServletRequest request) {
        URI page = ownOrigins(request).findFirst().orElseThrow();
        return page.toString().replaceFirst("^http", "ws");
    }

    /** Whether a page of ours asks, as far as its browser says. */
    boolean isOwnOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && ownOrigins(request)
                        .anyMatch(own -> own.toString().equals(origin.strip().toLowerCase(Locale.ROOT)));
    }

    /** By the host that was asked for; with {@code http} only on this machine if people elsewhere come by {@code https}. */
    private Stream<URI> ownOrigins(HttpServletRequest request) {
        String host = String.valueOf(request.getHeader("Host")).strip().toLowerCase(Locale.ROOT);
        boolean plain =
                !SignInConfiguration.secure(settings) || LOOPBACK.matcher(host).matches();
        return Stream.concat(
                Stream.of(URI.create((plain ? "http://" : "https://") + host)),
                address.publicBase().map(ErpSite::originOf).stream());
    }
}
