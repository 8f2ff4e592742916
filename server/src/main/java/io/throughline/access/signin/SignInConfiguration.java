package io.throughline.access.signin;

import io.throughline.access.AuditService;
import io.throughline.access.Sealer;
import io.throughline.settings.Settings;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Wires signing in, and what protects every page. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SignInConfiguration {

    /** The page with the ways to sign in. */
    public static final String SIGN_IN = "/sign-in";

    /** The field with the address. */
    public static final String EMAIL = "email";

    /** What is forwarded to when a form lacks its token. */
    public static final String FORGED = "/problem/forged";

    /** What only people who signed in may open. At any other address there is something for all, or nothing. */
    private static final String[] PAGES = {
        "/", "/company", "/account/**", "/workspaces/**", "/integrations/**", "/audit/**", "/oauth/consent"
    };

    /** Shows why somebody could not sign in; reached by forward alone. */
    public static final String REFUSED = "/sign-in/refused";

    /** Scripts and styles of our own only, nothing inline; no frame may hold a page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    KnownBrowsers knownBrowsers(Sealer sealer, Settings settings) {
        return new KnownBrowsers(sealer, secure(settings));
    }

    @Bean
    BrowserSignIn browserSignIn(SignInService accounts, AuditService audit, KnownBrowsers browsers, Clock clock) {
        return new BrowserSignIn(accounts, audit, browsers, clock);
    }

    @Bean
    SessionRepositoryFilter<?> sessionFilter(SessionService sessions, Sealer sealer, Settings settings) {
        var filter = new SessionRepositoryFilter<>(sessions);
        filter.setHttpSessionIdResolver(new SealedSessionIds(sealer, secure(settings)));
        return filter;
    }

    /** Whether browsers reach the server by https alone. */
    static boolean secure(Settings settings) {
        return settings.publicUrl() != null
                && "https".equals(settings.publicUrl().getScheme());
    }

    /** After all others, for every address that no other takes. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pages(
            HttpSecurity http,
            Settings settings,
            BrowserSignIn browserSignIn,
            KnownBrowsers browsers,
            SignInService accounts,
            SignInFailureService failures,
            AuditService audit) {
        return protectPage(http, settings)
                .authorizeHttpRequests(all ->
                        all.requestMatchers(PAGES).authenticated().anyRequest().permitAll())
                .authenticationProvider(new PasswordSignIn(accounts, failures, new AddressLimit(), audit))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .usernameParameter(EMAIL)
                        .authenticationDetailsSource(request -> new SignInDetails(
                                request.getRemoteAddr(),
                                browsers.find(request, SignInService.normalised(typedEmail(request)))
                                        .orElse(null)))
                        .successHandler((request, response, who) -> {
                            browserSignIn.begin(request, response, who.getName(), SignInWay.PASSWORD);
                            response.sendRedirect(NextPage.of(request.getParameter(NextPage.PARAMETER)));
                        })
                        .failureHandler(SignInConfiguration::showRefusal))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null) {
                                browserSignIn.noteEnd(request, who.getName());
                            }
                        })
                        .logoutSuccessUrl(SIGN_IN))
                .build();
    }

    private static String typedEmail(HttpServletRequest request) {
        String typed = request.getParameter(EMAIL);
        return typed == null ? "" : typed;
    }

    /** Not by a redirect: what was typed stays on the page, and programs see by the status what happened. */
    private static void showRefusal(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        request.setAttribute(REFUSED, why);
        request.getRequestDispatcher(REFUSED).forward(request, response);
    }

    /** What all pages have in common, those of the authorization server too: headers, CSRF, whither without a sign-in. */
    public static HttpSecurity protectPage(HttpSecurity http, Settings settings) {
        return http.csrf(guard -> guard.csrfTokenRepository(csrfTokens(settings)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(headers -> headers.withObjectPostProcessor(headersFirst())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .exceptionHandling(
                        wrong -> wrong.authenticationEntryPoint(toSignIn()).accessDeniedHandler(forged()));
    }

    private static AccessDeniedHandler forged() {
        var forward = new AccessDeniedHandlerImpl();
        forward.setErrorPage(FORGED);
        return forward;
    }

    /** Jetty's buffers are small here: what waits for the first bytes of the body may come too late. */
    private static ObjectPostProcessor<HeaderWriterFilter> headersFirst() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends HeaderWriterFilter> F postProcess(F filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /** Tokens against forged forms, in a cookie, so that the sign-in page needs no session. */
    public static CsrfTokenRepository csrfTokens(Settings settings) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(secure(settings) ? "__Host-throughline-csrf" : "throughline-csrf");
        tokens.setCookieCustomizer(cookie ->
                cookie.path("/").secure(secure(settings)).httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    private static AuthenticationEntryPoint toSignIn() {
        return (request, response, why) -> response.sendRedirect(NextPage.through(SIGN_IN, addressOf(request)));
    }

    private static String addressOf(HttpServletRequest request) {
        boolean repeatable = "GET".equals(request.getMethod());
        String query = request.getQueryString();
        return repeatable ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
    }
}
