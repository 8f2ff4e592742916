package io.throughline.access.signin;

import io.throughline.access.AuditService;
import io.throughline.access.Sealer;
import io.throughline.settings.Settings;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Wires signing in, and what protects every page. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SignInConfiguration {

    /** The page with the ways to sign in. */
    public static final String SIGN_IN = "/sign-in";

    /** Leads to the identity provider, if it answers. */
    public static final String THROUGH_PROVIDER = "/sign-in/provider";

    /** The field with the address. */
    public static final String EMAIL = "email";

    /** What is forwarded to when a form lacks its token. */
    public static final String FORGED = "/problem/forged";

    /** What only people who signed in may open. At any other address there is something for all, or nothing. */
    private static final String[] PAGES = {
        "/",
        "/company",
        "/account/**",
        "/webauthn/register/**",
        "/workspaces/**",
        "/integrations/**",
        "/time/**",
        "/audit/**",
        "/erp-sign-in/login/**",
        "/oauth/consent"
    };

    /** What belongs to the person who asked for it; where everybody is the person at this machine, nobody needs to sign in. */
    private static final String[] PAGES_UNLESS_OPEN = {"/erp-browser/**"};

    /** Shows why somebody could not sign in; reached by forward alone. */
    public static final String REFUSED = "/sign-in/refused";

    /** For every page: scripts and styles of our own only, nothing inline; no frame may hold it. */
    public static final String CONTENT_SECURITY_POLICY =
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
    public static boolean secure(Settings settings) {
        return settings.publicUrl() != null
                && "https".equals(settings.publicUrl().getScheme());
    }

    @Bean
    SignInProvider signInProvider(Settings settings) {
        return new SignInProvider(settings);
    }

    @Bean
    PasskeyPlace passkeyPlace(Settings settings) {
        return PasskeyPlace.of(settings);
    }

    /** The authenticator must have made sure who holds it: there is no password besides. */
    @Bean
    WebAuthnRelyingPartyOperations passkeyCeremonies(PasskeyService passkeys, PasskeyPlace place) {
        var ceremonies = new Webauthn4JRelyingPartyOperations(
                new PasskeyHolders(passkeys),
                passkeys,
                PublicKeyCredentialRpEntity.builder()
                        .id(place.host())
                        .name("Throughline")
                        .build(),
                Set.of(place.origin()));
        ceremonies.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        ceremonies.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return ceremonies;
    }

    /** After all others, for every address that no other takes. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pages(
            HttpSecurity http,
            Settings settings,
            BrowserSignIn browserSignIn,
            KnownBrowsers browsers,
            PasswordAttempts attempts,
            PasskeyService passkeys,
            PasskeyPlace passkeyPlace,
            SignInProvider provider,
            ExternalIdentityService identities) {
        if (provider.name().isPresent()) {
            throughProvider(http, provider, identities, browserSignIn);
        }
        http.setSharedObject(UserDetailsService.class, SignInConfiguration::holderOfPasskey);
        http.setSharedObject(UserCredentialRepository.class, passkeys);
        http.setSharedObject(PublicKeyCredentialUserEntityRepository.class, new PasskeyHolders(passkeys));
        return protectPage(http, settings)
                .authorizeHttpRequests(all -> {
                    all.requestMatchers(PAGES).authenticated();
                    if (settings.access() != Settings.Access.OFF) {
                        all.requestMatchers(PAGES_UNLESS_OPEN).authenticated();
                    }
                    all.anyRequest().permitAll();
                })
                .authenticationProvider(new PasswordSignIn(attempts))
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
                .webAuthn(passkey -> passkey.rpId(passkeyPlace.host())
                        .allowedOrigins(passkeyPlace.origin())
                        .disableDefaultRegistrationPage(true)
                        .withObjectPostProcessor(afterPasskey(browserSignIn)))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null) {
                                browserSignIn.noteEnd(request, who.getName());
                            }
                        })
                        .logoutSuccessUrl(SIGN_IN))
                .build();
    }

    private static void throughProvider(
            HttpSecurity http,
            SignInProvider provider,
            ExternalIdentityService identities,
            BrowserSignIn browserSignIn) {
        http.oauth2Login(login -> login.loginPage(SIGN_IN)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new ForgottenTokens())
                .userInfoEndpoint(people -> people.oidcUserService(new ProviderPeople(identities)))
                .successHandler((request, response, who) -> {
                    Object next = request.getSession().getAttribute(NextPage.PARAMETER);
                    request.getSession().removeAttribute(NextPage.PARAMETER);
                    browserSignIn.begin(request, response, who.getName(), SignInWay.PROVIDER);
                    response.sendRedirect(NextPage.of(next instanceof String page ? page : null));
                })
                .failureHandler(SignInConfiguration::showRefusal));
    }

    /** The ceremony has found the person; their account has nothing to add. */
    private static UserDetails holderOfPasskey(String email) {
        return User.withUsername(email).password("").authorities("person").build();
    }

    /** The library would keep the id of the session that was there before. */
    private static ObjectPostProcessor<WebAuthnAuthenticationFilter> afterPasskey(BrowserSignIn browserSignIn) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends WebAuthnAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationSuccessHandler((request, response, who) -> {
                    browserSignIn.begin(request, response, who.getName(), SignInWay.PASSKEY);
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                });
                return filter;
            }
        };
    }

    private static String typedEmail(HttpServletRequest request) {
        String typed = request.getParameter(EMAIL);
        return typed == null ? "" : typed;
    }

    /** What to tell a person whom the identity provider did not sign in; null if it was not about that. */
    public static @Nullable String wordsOfProvider(Object why) {
        if (!(why instanceof OAuth2AuthenticationException problem)) {
            return null;
        }
        return problem.getError().getErrorCode().equals(ProviderPeople.UNKNOWN)
                ? problem.getMessage()
                : "The identity provider did not sign you in. Try again, or sign in another way.";
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

    /** Leads to the page with the ways to sign in, and from there back. */
    public static AuthenticationEntryPoint toSignIn() {
        return (request, response, why) -> response.sendRedirect(NextPage.through(SIGN_IN, addressOf(request)));
    }

    private static String addressOf(HttpServletRequest request) {
        boolean repeatable = "GET".equals(request.getMethod());
        String query = request.getQueryString();
        return repeatable ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
    }
}
