package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.access.oauth.server.AuthorizationServerConfiguration;
import io.throughline.access.oauth.server.MetadataServlet;
import io.throughline.access.oauth.server.Programs;
import io.throughline.access.signin.PasskeyPlace;
import io.throughline.access.signin.SignInConfiguration;
import io.throughline.access.signin.SignInProvider;
import io.throughline.workspace.WorkspaceService;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Wires the console: pages, their templates, and the filters before them. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import({
    SignInConfiguration.class,
    ConsolePagesConfiguration.class,
    AuthorizationServerConfiguration.class,
    PeoplePagesConfiguration.class,
    TimePagesConfiguration.class
})
public class ConsoleConfiguration implements WebMvcConfigurer {

    /** Served by others, without a sign-in of a browser. */
    private static final Set<String> NOT_PAGES = Stream.concat(
                    Stream.of(
                            "/mcp",
                            "/sse",
                            "/messages",
                            "/health",
                            "/health/live",
                            "/.well-known/oauth-protected-resource",
                            "/.well-known/oauth-protected-resource/mcp",
                            "/.well-known/oauth-protected-resource/sse"),
                    MetadataServlet.PATHS.stream())
            .collect(Collectors.toSet());

    private static final int IN_MEMORY_BYTES = 16 * 1024;

    private final VisitResolver visits;
    private final WorkspaceVisitResolver workspaceVisits;

    ConsoleConfiguration(AccessService access, WorkspaceService workspaces) {
        visits = new VisitResolver(access, workspaces);
        workspaceVisits = new WorkspaceVisitResolver(visits, access);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(visits);
        resolvers.add(workspaceVisits);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(
                        "classpath:/static/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.8/dist/")
                // Safe for long: a page names each by the hash of its content, and a changed one by another.
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setEtagGenerator(ConsoleConfiguration::contentHash)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Empty, which is none, for an address without the hash. */
    private static String contentHash(Resource asset) {
        String tag = asset instanceof HttpResource versioned
                ? versioned.getResponseHeaders().getETag()
                : null;
        return tag == null ? "" : tag;
    }

    @Bean
    FilterRegistrationBean<Filter> versionedAddresses() {
        return beforePages(new ResourceUrlEncodingFilter(), 12);
    }

    @Bean
    ThymeleafViewResolver thymeleafViewResolver() {
        var templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("console/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setEnableSpringELCompiler(true);
        var resolver = new ThymeleafViewResolver();
        resolver.setTemplateEngine(engine);
        resolver.setCharacterEncoding("UTF-8");
        // Whole or not at all: what a page does on its way (a cookie, an error) must come before its first byte.
        resolver.setProducePartialOutputWhileProcessing(false);
        return resolver;
    }

    @Bean
    SignInPage signInPage(PasskeyPlace passkeyPlace, SignInProvider provider) {
        return new SignInPage(passkeyPlace, provider);
    }

    @Bean
    ProblemAnswers problemAnswers() {
        return new ProblemAnswers(visits);
    }

    @Bean
    ConsentPage consentPage(GrantService grants, Programs programs) {
        return new ConsentPage(grants, programs);
    }

    @Bean
    ConnectedAppsPage connectedAppsPage(GrantService grants) {
        return new ConnectedAppsPage(grants);
    }

    /** A bean, since a servlet that is given its context closes it with itself. */
    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    /** Reads forms with files when a page asks for one, so that a refused one is not read in vain. */
    @Bean
    StandardServletMultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }

    @Bean
    ServletRegistrationBean<DispatcherServlet> pagesServlet(DispatcherServlet dispatcherServlet) throws IOException {
        var registration = new ServletRegistrationBean<>(dispatcherServlet, "/*");
        registration.setName("pages");
        // In a directory that only our own user can enter; each file goes when its request is over.
        Path uploads = Files.createTempDirectory("throughline-uploads-");
        uploads.toFile().deleteOnExit();
        registration.setMultipartConfig(new MultipartConfigElement(
                uploads.toString(), UploadLimit.mostBytes(), UploadLimit.mostBytes(), IN_MEMORY_BYTES));
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> uploadLimit() {
        return beforePages(new UploadLimit(), 9);
    }

    @Bean
    FilterRegistrationBean<Filter> pageSessions(SessionRepositoryFilter<?> sessions) {
        return beforePages(sessions, 10);
    }

    @Bean
    FilterRegistrationBean<Filter> pageSecurity(@Qualifier("springSecurityFilterChain") Filter security) {
        return beforePages(security, 11);
    }

    /** Spring Boot would put every filter among the beans before all addresses. */
    @Bean
    FilterRegistrationBean<Filter> sessionsForPagesOnly(SessionRepositoryFilter<?> sessions) {
        return notByItself(sessions);
    }

    @Bean
    FilterRegistrationBean<Filter> securityForPagesOnly(@Qualifier("springSecurityFilterChain") Filter security) {
        return notByItself(security);
    }

    private static FilterRegistrationBean<Filter> notByItself(Filter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    private static FilterRegistrationBean<Filter> beforePages(Filter filter, int order) {
        var registration = new FilterRegistrationBean<Filter>(new PagesOnly(filter, NOT_PAGES));
        registration.setOrder(order);
        registration.addUrlPatterns("/*");
        registration.setAsyncSupported(true);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }
}
