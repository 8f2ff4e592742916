package io.throughline.timelog.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** The calls of the REST API by which people sign in, and no others: for a web server that is there for that alone. */
public final class SignInEndpoints {

    /** Where the servlet and the filters belong. */
    public static final String PATHS = TimeLogApiConfiguration.ALL;

    private SignInEndpoints() {}

    /** @param features which the calls are made of */
    public static Servlet servlet(ApplicationContext features) {
        var endpoints = new AnnotationConfigWebApplicationContext();
        endpoints.setParent(features);
        endpoints.register(TimeLogEndpointsConfiguration.class);
        return new DispatcherServlet(endpoints);
    }

    /** The first to be passed comes first. */
    public static List<Filter> filters() {
        return List.of(new SignInOnly(), new ApiEnvelopeFilter(), TimeLogApiConfiguration.slashes());
    }

    private static final class SignInOnly extends HttpFilter {

        private static final long serialVersionUID = 1L;
        private static final Pattern SIGN_IN =
                Pattern.compile(Pattern.quote(TimeLogApiConfiguration.BASE) + "/core/(login|google-login)/?");

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (SIGN_IN.matcher(request.getRequestURI()).matches()) {
                chain.doFilter(request, response);
            } else {
                ApiProblemResolver.answer(request, response, ApiProblem.notFound());
            }
        }
    }
}
