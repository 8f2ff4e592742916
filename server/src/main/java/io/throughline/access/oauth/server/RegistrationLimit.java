package io.throughline.access.oauth.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Lets one network address register only so many programs: anybody may, and each is a row. */
final class RegistrationLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 20;
    private static final Duration REFILL = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** As Spring Security matches paths: an encoded letter is the same letter. */
    private final transient RequestMatcher registrations = PathPatternRequestMatcher.withDefaults()
            .matcher(HttpMethod.POST, AuthorizationServerConfiguration.REGISTER);

    private final transient LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(REFILL)
            .build(address -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(AT_ONCE, REFILL))
                    .build());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!registrations.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getContentLengthLong() > MAX_BODY_BYTES || request.getContentLengthLong() < 0) {
            // unknown lengths, too: a registration is small, and all clients say how small
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        ConsumptionProbe taken = buckets.get(request.getRemoteAddr()).tryConsumeAndReturnRemaining(1);
        if (taken.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds() + 1;
        response.setHeader("Retry-After", String.valueOf(seconds));
        response.setStatus(429);
        response.setContentType("application/json");
        response.getWriter()
                .write("{\"error\":\"temporarily_unavailable\",\"error_description\":\"Too many registrations from this"
                        + " network address. Try again in " + seconds + " seconds.\"}");
    }
}
