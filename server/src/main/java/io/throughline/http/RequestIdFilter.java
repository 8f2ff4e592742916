package io.throughline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Gives every request an id, which its log lines and its answer bear. A proxy's id is kept if it is a harmless word. */
final class RequestIdFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String HEADER = "X-Request-Id";
    private static final int PROCESS_LENGTH = 8;
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String process = UUID.randomUUID().toString().substring(0, PROCESS_LENGTH);
    private final AtomicLong served = new AtomicLong();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches() ? given : newId();
        response.setHeader(HEADER, id);
        MDC.put("request", id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("request");
        }
    }

    /** Counted within this process: a random number for each would make all requests wait for one lock. */
    private String newId() {
        return process + "-" + Long.toHexString(served.incrementAndGet());
    }
}
