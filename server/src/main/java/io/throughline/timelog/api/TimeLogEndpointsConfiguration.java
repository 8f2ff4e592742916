package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.LogKeyService;
import io.throughline.access.Principal;
import io.throughline.access.signin.PasswordAttempts;
import io.throughline.settings.Settings;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.embedded.EmbeddedErp;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.tools.WriteKeyService;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/**
 * Wires the endpoints of the REST API, in a context below that of the features. Not by {@code @EnableWebMvc}, which would take
 * over what is configured for the pages.
 */
@Configuration(proxyBeanMethods = false)
class TimeLogEndpointsConfiguration extends WebMvcConfigurationSupport {

    private final TokenCheck tokens;
    private final ErpAdministration administration;

    TimeLogEndpointsConfiguration(
            AccessService access, EmbeddedErp erp, ErpAdministration administration, Settings settings) {
        this.administration = administration;
        Principal everybody =
                settings.access() == Settings.Access.OFF ? access.localPerson(AccessService.LOCAL_TENANT) : null;
        tokens = new TokenCheck(
                access, erp, new AuthorizedPeople(settings.timeLogs().authorizedEmails()), everybody);
    }

    @Override
    protected void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(tokens);
    }

    @Bean
    CoreController coreController(
            EmbeddedErp erp,
            PasswordAttempts attempts,
            AccessService access,
            LogKeyService keys,
            Settings settings,
            Clock clock) {
        GoogleTokens google = GoogleSignInConfiguration.google(settings, clock);
        return new CoreController(erp, new TokenSignIn(attempts, access, keys, google, tokens));
    }

    @Bean
    ProjectsController projectsController(EmbeddedErp erp) {
        return new ProjectsController(erp);
    }

    @Bean
    WeekLogsController weekLogsController(EmbeddedErp erp, Settings settings, Clock clock) {
        return new WeekLogsController(erp, settings, clock);
    }

    @Bean
    WeekWritesController weekWritesController(EmbeddedErp erp) {
        return new WeekWritesController(erp);
    }

    @Bean
    ProgramController programController(
            EmbeddedErp erp, AccessService access, WriteKeyService keys, Settings settings) {
        String secret = settings.timeLogs().slackSecret();
        return new ProgramController(erp, new ProgramCallers(tokens, erp, access, secret), keys);
    }

    @Bean
    AdminProjectsController adminProjectsController(ErpAdministration administration) {
        return new AdminProjectsController(administration);
    }

    @Bean
    AdminLabelsController adminLabelsController(ErpAdministration administration) {
        return new AdminLabelsController(administration);
    }

    @Bean
    AdminPeopleController adminPeopleController(ErpAdministration administration) {
        return new AdminPeopleController(administration);
    }

    @Bean
    AdminTokensController adminTokensController(AccessService access) {
        return new AdminTokensController(access);
    }

    @Bean
    OpenApiController openApiController() {
        return new OpenApiController();
    }

    @Override
    protected void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequestParts());
    }

    @Override
    protected void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(new ApiProblemResolver(administration));
    }

    @Override
    protected void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters
                .addCustomConverter(new ResourceHttpMessageConverter(false))
                .withJsonConverter(new JacksonJsonHttpMessageConverter(ApiJson.MAPPER));
    }

    /** It is JSON, whatever the caller would rather have. */
    @Override
    protected void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }
}
