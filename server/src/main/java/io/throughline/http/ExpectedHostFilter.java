package io.throughline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Lets requests through that call the server by a name it expects: addresses in answers are made of that name, and a page of
 * somebody else whose name leads here (DNS rebinding) must not be served. Health alone is asked by numbers.
 */
final class ExpectedHostFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Where the REST API of the time logs is served: for programs, not for pages of somebody else. */
    private static final String API = "/api/v1";

    private final transient ExpectedHosts hosts;

    ExpectedHostFilter(ExpectedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (API.equals(request.getServletPath())) {
            letPrograms(request, response, chain);
            return;
        }
        String unexpected = hosts.refusal(request.getHeader("Host"), null, null);
        if (unexpected == null || request.getRequestURI().startsWith("/health")) {
            chain.doFilter(request, response);
        } else {
            ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "forbidden_host", unexpected);
        }
    }

    /** Its clients read the message as {@code detail}. */
    private void letPrograms(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String unexpected = hosts.refusal(
                request.getHeader("Host"), request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"));
        if (unexpected == null) {
            chain.doFilter(request, response);
        } else {
            ErrorAnswer.send(
                    response, HttpServletResponse.SC_FORBIDDEN, Map.of("detail", unexpected, "code", "forbidden_host"));
        }
    }
}
