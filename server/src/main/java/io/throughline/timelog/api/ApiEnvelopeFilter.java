package io.throughline.timelog.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What every answer of the API has: headers for browsers that should make nothing of it, and words where it failed. */
final class ApiEnvelopeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        try {
            // The server finds us under other spellings of the prefix, too, in which the rest would be looked up in
            // vain.
            if (!request.getRequestURI().startsWith(TimeLogApiConfiguration.BASE + "/")) {
                throw ApiProblem.notFound();
            }
            if (request.getMethod().equals("TRACE")) { // the server would echo the headers
                throw ApiProblem.of(HttpStatus.METHOD_NOT_ALLOWED, "Method \"TRACE\" not allowed.")
                        .header("Allow", "GET, POST, PATCH");
            }
            chain.doFilter(new WithoutOrigin(request), response);
        } catch (Exception e) {
            ApiProblemResolver.answer(request, response, e);
        }
    }

    /** Whoever is let in here has an origin that we expect. No other gets anything, so nobody need ask (CORS). */
    private static final class WithoutOrigin extends HttpServletRequestWrapper {

        WithoutOrigin(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return "origin".equalsIgnoreCase(name) ? null : super.getHeader(name);
        }
    }
}
