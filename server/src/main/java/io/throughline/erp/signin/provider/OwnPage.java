package io.throughline.erp.signin.provider;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Tells forms and scripts of our own pages from those of others. */
final class OwnPage {

    /** A page without a referrer has none. */
    private static final String OPAQUE = "null";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private OwnPage() {}

    /** Whether a request changes nothing. */
    static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    /**
     * Whether a page of that origin sent the request. Browsers that are too old to tell do not get in.
     *
     * @param origin scheme, host and port
     */
    static boolean sent(HttpServletRequest request, String origin) {
        String told = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = told != null && !told.equals(OPAQUE) && !told.equals(origin);
        return !foreign && (site == null ? origin.equals(told) : site.equals("same-origin"));
    }
}
