package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.KeyCheck;
import io.throughline.access.Principal;
import io.throughline.mcp.http.McpServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through to the protocol only from an expected host and origin and with a good key, and hands on who calls. The
 * first check keeps web pages that a browser shows from reaching a server on its own machine (DNS rebinding).
 */
final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String KEY_HEADER = "x-api-key";

    private final transient ExpectedHosts hosts;
    private final transient AccessService access;
    private final transient @Nullable Principal everybody;

    /** @param everybody who every caller is when keys are switched off, else null */
    AccessFilter(ExpectedHosts hosts, AccessService access, @Nullable Principal everybody) {
        this.hosts = hosts;
        this.access = access;
        this.everybody = everybody;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String unexpected = hosts.refusal(request.getHeader("Host"), request.getHeader("Origin"));
        if (unexpected != null) {
            ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "forbidden_host", unexpected);
            return;
        }
        if (everybody != null) {
            pass(request, response, chain, everybody, () -> true);
            return;
        }
        String secret = request.getHeader(KEY_HEADER);
        if (secret == null || secret.isBlank()) {
            unauthorized(
                    response,
                    "This server needs an API key in the header " + KEY_HEADER
                            + ". Make one with: throughline key create"
                            + " --user EMAIL --scopes \"mcp:enabled backlog:read\"");
            return;
        }
        String key = secret.strip();
        switch (access.checkKey(key)) {
            case KeyCheck.Accepted accepted ->
                pass(
                        request,
                        response,
                        chain,
                        accepted.principal(),
                        () -> access.checkKey(key) instanceof KeyCheck.Accepted);
            case KeyCheck.Rejected rejected -> unauthorized(response, rejected.message());
            case KeyCheck.NotEnabled lacking ->
                ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "insufficient_scope", lacking.message());
        }
    }

    private static void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Principal principal,
            BooleanSupplier stillAllowed)
            throws IOException, ServletException {
        request.setAttribute(McpServlet.PRINCIPAL, principal);
        request.setAttribute(McpServlet.STILL_ALLOWED, stillAllowed);
        chain.doFilter(request, response);
    }

    private static void unauthorized(HttpServletResponse response, String message) throws IOException {
        response.setHeader("WWW-Authenticate", "ApiKey realm=\"throughline\", header=\"" + KEY_HEADER + "\"");
        ErrorAnswer.send(response, HttpServletResponse.SC_UNAUTHORIZED, "unauthorized", message);
    }
}
