package io.throughline.console;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;

/** A filter for pages alone: calls of programs have keys, no sessions, and should not wait for one to be looked up. */
record PagesOnly(Filter filter, Set<String> others) implements Filter {

    /** Where the REST API of the time logs is served. */
    private static final String PROGRAMS = "/api/v1";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && (others.contains(http.getRequestURI()) || isOfOtherServlet(http))) {
            chain.doFilter(request, response);
        } else {
            filter.doFilter(request, response, chain);
        }
    }

    /** By the server's own reading of the address, whatever its spelling: pages are all that is served at no place of its own. */
    private static boolean isOfOtherServlet(HttpServletRequest request) {
        return PROGRAMS.equals(request.getServletPath());
    }
}
