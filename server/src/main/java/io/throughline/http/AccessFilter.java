package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets a call through to the protocol only from an expected host and origin and with a good key, and hands on who calls. The
 * first check keeps web pages that a browser shows from reaching a server on its own machine (DNS rebinding).
 */
final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(AccessFilter.class);
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
        String unexpected = hosts.refusal(
                request.getHeader("Host"), request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"));
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
        CredentialCheck check;
        try {
            check = access.checkKey(key);
        } catch (DataAccessException | TransactionException e) {
            log.warn("A key could not be checked: {}", e.getMessage());
            response.setHeader("Retry-After", "5");
            ErrorAnswer.send(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "busy",
                    "The key could not be checked, since the database is busy. Try again in some seconds.");
            return;
        }
        switch (check) {
            case CredentialCheck.Accepted accepted ->
                pass(request, response, chain, accepted.principal(), () -> stillGood(key));
            case CredentialCheck.Rejected rejected -> unauthorized(response, rejected.message());
            case CredentialCheck.NotEnabled lacking ->
                ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "insufficient_scope", lacking.message());
        }
    }

    /** Asked again and again by what sends on open streams, so that a fault ends a stream and nothing else. */
    private boolean stillGood(String key) {
        try {
            return access.checkKey(key) instanceof CredentialCheck.Accepted;
        } catch (DataAccessException | TransactionException e) {
            log.warn("A stream ends, since its key could not be checked: {}", e.getMessage());
            return false;
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
