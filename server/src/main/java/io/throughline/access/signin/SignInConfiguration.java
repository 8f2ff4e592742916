package io.throughline.access.signin;

import io.throughline.access.Sealer;
import io.throughline.database.Database;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires signing in, and what protects every page. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SignInConfiguration {

    /** The page with the ways to sign in. */
    public static final String SIGN_IN = "/sign-in";

    /** What is forwarded to when a form lacks its token. */
    public static final String FORGED = "/problem/forged";

    /** What only people who signed in may open. At any other address there is something for all, or nothing. */
    private static final String[] PAGES = {
        "/", "/company", "/account/**", "/workspaces/**", "/integrations/**", "/audit/**"
    };

    private static final Duration IDLE = Duration.ofHours(12);
    /** Two to the power of this many rounds: about 0.1 s on a small machine. */
    private static final int BCRYPT_STRENGTH = 11;

    /** Scripts and styles of our own only, nothing inline; no frame may hold a page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH)));
    }

    @Bean
    SignInService signInService(JdbcClient sql, Transactions transactions, PasswordEncoder passwords) {
        return new SignInService(new SignInStore(sql), transactions, passwords);
    }

    @Bean
    JdbcIndexedSessionRepository sessions(Database database) {
        var repository = new JdbcIndexedSessionRepository(
                new JdbcTemplate(database.dataSource()),
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())));
        repository.setDefaultMaxInactiveInterval(IDLE);
        return repository;
    }

    @Bean
    SessionRepositoryFilter<?> sessionFilter(JdbcIndexedSessionRepository sessions, Sealer sealer, Settings settings) {
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
    SecurityFilterChain pages(HttpSecurity http, Settings settings) {
        return protectPage(http, settings)
                .authorizeHttpRequests(all ->
                        all.requestMatchers(PAGES).authenticated().anyRequest().permitAll())
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .usernameParameter("email")
                        .successHandler((request, response, who) ->
                                response.sendRedirect(NextPage.of(request.getParameter(NextPage.PARAMETER))))
                        .failureHandler((request, response, why) -> response.sendRedirect(NextPage.through(
                                SIGN_IN + "?failed", NextPage.of(request.getParameter(NextPage.PARAMETER))))))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN))
                .build();
    }

    /** What all pages have in common, those of the authorization server too: headers, CSRF, whither without a sign-in. */
    public static HttpSecurity protectPage(HttpSecurity http, Settings settings) {
        var csrf = new CookieCsrfTokenRepository();
        csrf.setCookieName(secure(settings) ? "__Host-throughline-csrf" : "throughline-csrf");
        csrf.setCookieCustomizer(cookie ->
                cookie.path("/").secure(secure(settings)).httpOnly(true).sameSite("Lax"));
        return http.csrf(guard -> guard.csrfTokenRepository(csrf))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .exceptionHandling(
                        wrong -> wrong.authenticationEntryPoint(toSignIn()).accessDeniedHandler(forged()));
    }

    private static AccessDeniedHandler forged() {
        var forward = new AccessDeniedHandlerImpl();
        forward.setErrorPage(FORGED);
        return forward;
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
