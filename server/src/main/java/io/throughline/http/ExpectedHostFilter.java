package io.throughline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets requests through that call the server by a name it expects: addresses in answers are made of that name, and a page of
 * somebody else whose name leads here (DNS rebinding) must not be served. Health alone is asked by numbers.
 */
final class ExpectedHostFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient ExpectedHosts hosts;

    ExpectedHostFilter(ExpectedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String unexpected = hosts.refusal(request.getHeader("Host"), null, null);
        if (unexpected == null || request.getRequestURI().startsWith("/health")) {
            chain.doFilter(request, response);
        } else {
            ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "forbidden_host", unexpected);
        }
    }
}
