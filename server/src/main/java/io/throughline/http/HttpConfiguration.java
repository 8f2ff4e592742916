package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.database.Database;
import io.throughline.mcp.http.McpHttpConfiguration;
import io.throughline.mcp.http.McpServlet;
import io.throughline.mcp.http.SseEndpoint;
import io.throughline.mcp.http.SseServlet;
import io.throughline.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the HTTP server. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(JettyServletWebServerAutoConfiguration.class)
@Import(McpHttpConfiguration.class)
public class HttpConfiguration {

    @Bean
    JettySetup jettySetup() {
        return new JettySetup(JettySetup.IDLE);
    }

    @Bean
    FilterRegistrationBean<Filter> requestIds() {
        return filter(new RequestIdFilter(), 1, "/*");
    }

    @Bean
    ExpectedHosts expectedHosts(Settings settings) {
        return new ExpectedHosts(settings);
    }

    @Bean
    FilterRegistrationBean<Filter> expectedHostCheck(ExpectedHosts hosts) {
        return filter(new ExpectedHostFilter(hosts), 2, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> accessCheck(
            Settings settings, ExpectedHosts hosts, AccessService access, AccessTokens tokens, ServerAddress address) {
        Principal everybody =
                settings.access() == Settings.Access.OFF ? access.localPerson(AccessService.LOCAL_TENANT) : null;
        return filter(
                new AccessFilter(hosts, access, tokens, address, everybody),
                3,
                ServerAddress.MCP,
                SseEndpoint.STREAM,
                SseEndpoint.MESSAGES);
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order, String... paths) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    ServletRegistrationBean<Servlet> mcp(McpServlet servlet) {
        return servlet("mcp", servlet, ServerAddress.MCP);
    }

    @Bean
    ServletRegistrationBean<Servlet> sse(SseServlet servlet, Settings settings) {
        ServletRegistrationBean<Servlet> registration =
                servlet("sse", servlet, SseEndpoint.STREAM, SseEndpoint.MESSAGES);
        registration.setEnabled(settings.legacy().sse());
        return registration;
    }

    @Bean
    ServletRegistrationBean<Servlet> resourceMetadata(Settings settings, ExpectedHosts hosts, ServerAddress address) {
        ServletRegistrationBean<Servlet> registration = servlet(
                "resource-metadata",
                new ResourceMetadataServlet(hosts, address),
                ServerAddress.RESOURCE_METADATA,
                ServerAddress.RESOURCE_METADATA + "/*");
        // Where nobody needs a token, clients must not learn that they could ask for one.
        registration.setEnabled(settings.access() != Settings.Access.OFF);
        return registration;
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
