package io.throughline.erp.signin.provider;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets in what was meant for the server on this machine: not a page of somebody else whose name leads here (DNS rebinding), and no
 * form or script of another origin. Counts who is inside.
 */
final class LocalFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger inside;
    private final String name;
    private final String otherName;

    LocalFilter(int port, AtomicInteger inside) {
        this.inside = inside;
        this.name = "127.0.0.1:" + port;
        this.otherName = "localhost:" + port;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        boolean reads = OwnPage.reads(request);
        if (reads && host.equals(otherName)) {
            // The provider leads back to the number, and cookies of the name would not come along.
            String query = request.getQueryString();
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader(
                    "Location", "http://" + name + request.getRequestURI() + (query == null ? "" : "?" + query));
        } else if (!host.equals(name) || (!reads && !OwnPage.sent(request, "http://" + name))) {
            Pages.protect(response);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            inside.incrementAndGet();
            try {
                chain.doFilter(request, response);
            } finally {
                inside.decrementAndGet();
            }
        }
    }
}
