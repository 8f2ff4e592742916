package io.throughline.timelog.api;

import io.throughline.settings.Settings;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Wires the REST API. It is apart from the pages: it has its own table of addresses, its own errors, no sessions and no
 * cookies. It is made at the first call, and is not there where another ERP keeps the logs.
 */
@Configuration(proxyBeanMethods = false)
public class TimeLogApiConfiguration {

    static final String BASE = "/api/v1";
    static final String ALL = BASE + "/*";
    private static final int ENVELOPE = 20;
    private static final int SLASHES = 21;

    @Bean
    ServletRegistrationBean<DispatcherServlet> timeLogApi(Settings settings) {
        var endpoints = new AnnotationConfigWebApplicationContext();
        endpoints.register(TimeLogEndpointsConfiguration.class);
        var registration = new ServletRegistrationBean<>(new DispatcherServlet(endpoints), ALL);
        registration.setName("time-log-api");
        registration.setEnabled(isServed(settings));
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> timeLogApiEnvelope(Settings settings) {
        return filter(new ApiEnvelopeFilter(), ENVELOPE, settings);
    }

    /** With the slash and without it an address is the same: clients of the ERP follow no redirect. */
    @Bean
    FilterRegistrationBean<Filter> timeLogApiSlashes(Settings settings) {
        return filter(slashes(), SLASHES, settings);
    }

    static Filter slashes() {
        return UrlHandlerFilter.trailingSlashHandler(BASE + "/**").wrapRequest().build();
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order, Settings settings) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(ALL);
        registration.setEnabled(isServed(settings));
        return registration;
    }

    private static boolean isServed(Settings settings) {
        return settings.timeLogs().erpApiBaseUrl() == null;
    }
}
