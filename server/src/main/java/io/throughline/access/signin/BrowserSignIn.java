package io.throughline.access.signin;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Signs a person in in their browser, by whatever way they have proved who they are. */
public final class BrowserSignIn {

    /** How the trail names what is done in a browser. */
    public static final String CLIENT = "console";

    private static final int MAX_BROWSER_CHARACTERS = 200;

    private final SignInService accounts;
    private final AuditService audit;
    private final KnownBrowsers browsers;
    private final Clock clock;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    BrowserSignIn(SignInService accounts, AuditService audit, KnownBrowsers browsers, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.browsers = browsers;
        this.clock = clock;
    }

    /** What the session holds of a person: the address alone, whatever way they came. */
    static Authentication person(String email) {
        return UsernamePasswordAuthenticationToken.authenticated(
                email, null, AuthorityUtils.createAuthorityList("person"));
    }

    /**
     * Begins a session under a new id, so that whoever knew the old one has nothing.
     *
     * @param email of an account there is
     */
    public void begin(HttpServletRequest request, HttpServletResponse response, String email, SignInWay way) {
        Person person = accounts.person(email);
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = new SecurityContextImpl(person(person.email()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        request.getSession()
                .setAttribute(
                        OpenSignIn.ATTRIBUTE,
                        new OpenSignIn.Kept(clock.instant(), way, request.getRemoteAddr(), browser(request)));
        browsers.remember(request, response, person.email());
        audit.recordForPerson(
                person.id(),
                CLIENT,
                request.getRemoteAddr(),
                new AuditEntry("sign-in", AuditEntry.DONE, "by " + way.words()));
    }

    private static @Nullable String browser(HttpServletRequest request) {
        String name = request.getHeader("User-Agent");
        return name == null ? null : name.substring(0, Math.min(name.length(), MAX_BROWSER_CHARACTERS));
    }

    /** Notes in the trail that a person signed out. */
    void noteEnd(HttpServletRequest request, String email) {
        audit.recordForPerson(
                accounts.person(email).id(),
                CLIENT,
                request.getRemoteAddr(),
                new AuditEntry("sign-out", AuditEntry.DONE, "in this browser"));
    }
}
