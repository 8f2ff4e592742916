package io.throughline.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets programs that run in a page of an expected origin read answers (CORS). Never with credentials of the browser: a page
 * shows a key or token by itself.
 */
final class CrossOrigin {

    private static final String HEADERS =
            "Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name,"
                    + " Mcp-Session-Id, Last-Event-ID, x-api-key";
    /** Headers in which arguments of a tool are repeated; their names are the tools'. */
    private static final Pattern PARAMETER = Pattern.compile("mcp-param-[!#$%&'*+.^_`|~0-9a-z-]{1,100}");

    private static final int MAX_PARAMETERS = 50;
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";

    private CrossOrigin() {}

    /** To be called for expected origins only. */
    static void open(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin != null) {
            response.setHeader(ALLOW_ORIGIN, origin.strip());
            response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Mcp-Session-Id");
        }
    }

    /** For what anybody may read from anywhere. */
    static void openToAll(HttpServletResponse response) {
        response.setHeader(ALLOW_ORIGIN, "*");
    }

    /** Whether a browser asks what it may send. It sends no credential with that. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader(REQUESTED_METHOD) != null;
    }

    static void answerPreflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Vary", "Origin, " + REQUESTED_METHOD + ", " + REQUESTED_HEADERS);
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", HEADERS + parameters(request));
        response.setHeader("Access-Control-Max-Age", "3600");
    }

    private static String parameters(HttpServletRequest request) {
        String requested = request.getHeader(REQUESTED_HEADERS);
        return requested == null
                ? ""
                : Arrays.stream(requested.split(","))
                        .map(header -> header.strip().toLowerCase(Locale.ROOT))
                        .filter(header -> PARAMETER.matcher(header).matches())
                        .distinct()
                        .limit(MAX_PARAMETERS)
                        .map(header -> ", " + header)
                        .collect(Collectors.joining());
    }
}
