package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.database.Database;
import io.throughline.mcp.http.Heartbeat;
import io.throughline.mcp.http.LegacyEndpoint;
import io.throughline.mcp.http.SessionLimits;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the HTTP server. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
public class HttpConfiguration {

    private static final String MCP = "/mcp";

    @Bean
    FilterRegistrationBean<Filter> requestIds() {
        return filter(new RequestIdFilter(), 1, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> accessCheck(Settings settings, AccessService access) {
        Principal everybody =
                settings.access() == Settings.Access.OFF ? access.localPerson(AccessService.LOCAL_TENANT) : null;
        return filter(new AccessFilter(new ExpectedHosts(settings), access, everybody), 2, MCP);
    }

    @Bean
    Heartbeat heartbeat() {
        return new Heartbeat(Heartbeat.SILENCE);
    }

    @Bean
    LegacyEndpoint legacyEndpoint(SdkServer server, Heartbeat heartbeat) {
        return new LegacyEndpoint(server, heartbeat, true, SessionLimits.USUAL);
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order, String path) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(path);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    ServletRegistrationBean<Servlet> mcpServlet(LegacyEndpoint legacyEndpoint) {
        return servlet("mcp", new LegacyServlet(legacyEndpoint), MCP);
    }

    @Bean
    ServletRegistrationBean<Servlet> healthServlet(Database database) {
        return servlet("health", new HealthServlet(database), "/health", "/health/*");
    }

    @Bean
    ServletRegistrationBean<Servlet> noSuchAddress() {
        return servlet("nothing", new NothingHereServlet(), "/");
    }

    private static ServletRegistrationBean<Servlet> servlet(String name, Servlet servlet, String... paths) {
        var registration = new ServletRegistrationBean<>(servlet, paths);
        registration.setName(name);
        registration.setAsyncSupported(true);
        return registration;
    }
}
