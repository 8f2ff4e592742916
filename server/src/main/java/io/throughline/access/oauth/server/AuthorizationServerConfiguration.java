package io.throughline.access.oauth.server;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.throughline.access.AccessService;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.access.oauth.SigningKeys;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.access.signin.SignInConfiguration;
import io.throughline.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationConsentAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Wires the authorization server. Spring Security reads and checks requests, lets programs in and writes answers; consents,
 * codes and tokens are ours, since its own have no rotation that bears two processes (docs/decisions/0012).
 */
@Configuration(proxyBeanMethods = false)
public class AuthorizationServerConfiguration {

    /** Public contract, as are the following. */
    public static final String AUTHORIZE = "/oauth/authorize";

    public static final String TOKEN = "/oauth/token";
    public static final String REVOKE = "/oauth/revoke";
    public static final String REGISTER = "/oauth/register";
    public static final String KEYS = "/.well-known/jwks.json";

    /** The page that asks the person. */
    public static final String CONSENT = "/oauth/consent";

    /**
     * Where requests are forwarded to that are refused before it is known whither to send the person back; the attribute of the
     * same name says why.
     */
    public static final String REFUSED = "/problem/authorization";

    private static final int BEFORE_PAGES = 9;

    @Bean
    Authorizations authorizations(GrantService grants, Programs programs) {
        return new Authorizations(grants, programs);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(ServerAddress address) {
        AuthorizationServerSettings.Builder builder = AuthorizationServerSettings.builder()
                .authorizationEndpoint(AUTHORIZE)
                .tokenEndpoint(TOKEN)
                .tokenRevocationEndpoint(REVOKE)
                .clientRegistrationEndpoint(REGISTER)
                .jwkSetEndpoint(KEYS)
                .tokenIntrospectionEndpoint("/oauth/introspect"); // closed below
        address.findPublicBase().ifPresent(builder::issuer);
        return builder.build();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.publicKeys());
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServer(
            HttpSecurity http,
            Settings settings,
            Programs programs,
            Authorizations authorizations,
            GrantService grants,
            AccessTokens accessTokens,
            AccessService access,
            ServerAddress address,
            Clock clock) {
        var answers = new AuthorizationAnswers(address);
        var tokenAnswers = new TokenAnswers(accessTokens, clock);
        RequestMatcher programsOnly = new OrRequestMatcher(path(TOKEN), path(REVOKE), path(REGISTER), path(KEYS));
        http.securityMatcher(new OrRequestMatcher(path(AUTHORIZE), programsOnly))
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(programs)
                        .authorizationService(authorizations)
                        .authorizationConsentService(new NoConsentIsKept())
                        .clientAuthentication(client -> client.authenticationConverters(converters -> {
                                    converters.clear();
                                    converters.add(PublicProgram::read);
                                    converters.add(new PublicClientAuthenticationConverter());
                                })
                                .authenticationProviders(providers -> replace(
                                        providers,
                                        new PublicProgram(programs),
                                        new PublicClientAuthenticationProvider(programs, authorizations))))
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverters(converters -> {
                                    converters.clear();
                                    converters.add(new OAuth2AuthorizationConsentAuthenticationConverter());
                                    converters.add(new RequestedScopes(programs, address));
                                })
                                .authenticationProviders(
                                        providers -> setUp(providers, new ConsentCodes(grants, access, clock)))
                                .consentPage(consentPage(address))
                                .authorizationResponseHandler(answers::code)
                                .errorResponseHandler(answers::refusal))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverters(converters -> {
                                    converters.clear();
                                    converters.add(new OAuth2AuthorizationCodeAuthenticationConverter());
                                    converters.add(new OAuth2RefreshTokenAuthenticationConverter());
                                })
                                .authenticationProviders(providers -> replace(
                                        providers,
                                        new CodeExchange(grants, tokenAnswers),
                                        new RefreshExchange(grants, tokenAnswers))))
                        .tokenRevocationEndpoint(endpoint -> endpoint.authenticationProviders(
                                providers -> replace(providers, new Revocation(grants, clock))))
                        .clientRegistrationEndpoint(endpoint -> endpoint.openRegistrationAllowed(true)
                                .clientRegistrationRequestConverters(
                                        converters -> converters.replaceAll(RegistrationRequest::new))
                                .authenticationProviders(providers -> setUpRegistration(providers, clock))))
                .authorizeHttpRequests(all -> all.requestMatchers(HttpMethod.POST, REGISTER)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Registration would take access tokens. There are none that allow it: anybody may register.
                .oauth2ResourceServer(tokens -> tokens.jwt(jwt -> jwt.decoder(token -> {
                    throw new BadJwtException("Registration takes no tokens.");
                })))
                .addFilterBefore(new RegistrationLimit(), CsrfFilter.class)
                .addFilterBefore(consentGuard(settings), AuthorizationFilter.class);
        return SignInConfiguration.protectPage(http, settings)
                .exceptionHandling(wrong -> wrong.authenticationEntryPoint((request, response, why) -> {
                    if (programsOnly.matches(request)) {
                        notLetIn(response);
                    } else {
                        SignInConfiguration.toSignIn().commence(request, response, why);
                    }
                }))
                .build();
    }

    private static void notLetIn(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType("application/json");
        response.getWriter()
                .write("{\"error\":\"invalid_client\",\"error_description\":\"Send a client_id, with a code and its"
                        + " code_verifier (grant_type=authorization_code), or with a refresh_token.\"}");
    }

    /** Absolute where the server stands behind a proxy, whose address a request does not tell. */
    private static String consentPage(ServerAddress address) {
        return address.findPublicBase().orElse("") + CONSENT;
    }

    private static RequestMatcher path(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    private static void replace(List<AuthenticationProvider> providers, AuthenticationProvider... ours) {
        providers.clear();
        providers.addAll(List.of(ours));
    }

    private static void setUp(List<AuthenticationProvider> providers, ConsentCodes codes) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(new AuthorizationRules());
                requests.setAuthorizationConsentRequired(context -> true);
            } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consents) {
                consents.setAuthorizationCodeGenerator(codes);
            }
        }
    }

    private static void setUpRegistration(List<AuthenticationProvider> providers, Clock clock) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registration) {
                registration.setAuthenticationValidator(new Registration());
                registration.setRegisteredClientConverter(asked -> Registration.program(asked, clock.instant()));
                registration.setClientRegistrationConverter(Registration.answer());
            }
        }
    }

    /** Spring Security takes CSRF tokens from none of its endpoints, but a person answers at this one. */
    private static CsrfFilter consentGuard(Settings settings) {
        var guard = new CsrfFilter(SignInConfiguration.csrfTokens(settings));
        // As Spring Security matches paths: an encoded letter is the same letter.
        guard.setRequireCsrfProtectionMatcher(
                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, AUTHORIZE));
        return guard;
    }

    @Bean
    ServletRegistrationBean<MetadataServlet> authorizationServerMetadata(ServerAddress address) {
        return new ServletRegistrationBean<>(
                new MetadataServlet(address), MetadataServlet.PATHS.toArray(String[]::new));
    }

    @Bean
    FilterRegistrationBean<Filter> programsInPages() {
        var registration = new FilterRegistrationBean<Filter>(new ProgramsInPages());
        registration.setOrder(BEFORE_PAGES);
        registration.addUrlPatterns(TOKEN, REVOKE, REGISTER, KEYS, "/token", "/register");
        registration.addUrlPatterns(MetadataServlet.PATHS.toArray(String[]::new));
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> olderPaths() {
        var registration = new FilterRegistrationBean<Filter>(new OlderPaths());
        registration.setOrder(BEFORE_PAGES);
        registration.addUrlPatterns("/authorize", "/token", "/register");
        return registration;
    }
}
