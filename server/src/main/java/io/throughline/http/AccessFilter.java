package io.throughline.http;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.BearerChallenge;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.mcp.http.McpServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets a call through to the protocol only from an expected host and origin and with a good key or access token, and hands on
 * who calls. The first check keeps web pages that a browser shows from reaching a server on its own machine (DNS rebinding).
 * What is refused here is refused by HTTP alone: no client looks for it in a message.
 */
final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(AccessFilter.class);
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String METHODS = "GET, POST, DELETE";

    private final transient ExpectedHosts hosts;
    private final transient AccessService access;
    private final transient AccessTokens tokens;
    private final transient ServerAddress address;
    private final transient @Nullable Principal everybody;

    /** @param everybody who every caller is when keys are switched off, else null */
    AccessFilter(
            ExpectedHosts hosts,
            AccessService access,
            AccessTokens tokens,
            ServerAddress address,
            @Nullable Principal everybody) {
        this.hosts = hosts;
        this.access = access;
        this.tokens = tokens;
        this.address = address;
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
        CrossOrigin.open(request, response);
        if (CrossOrigin.isPreflight(request)) {
            CrossOrigin.answerPreflight(request, response, METHODS);
        } else if (everybody != null) {
            pass(request, response, chain, everybody, () -> true);
        } else {
            admit(request, response, chain);
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (ShownCredential.in(request)) {
            case ShownCredential.None none ->
                unauthorized(
                        response,
                        BearerChallenge.noToken(metadata(request)),
                        "This server needs an access token, which your program can ask for, or an API key in the header "
                                + ShownCredential.KEY_HEADER + ". Make one with: throughline key create"
                                + " --user EMAIL --scopes \"" + Scope.join(Scope.basic()) + "\"");
            case ShownCredential.Malformed malformed ->
                ErrorAnswer.send(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request", malformed.message());
            case ShownCredential.Key key -> {
                request.setAttribute(McpServlet.CREDENTIAL, McpServlet.Credential.KEY);
                check(request, response, chain, () -> access.checkKey(key.secret()));
            }
            case ShownCredential.Token token -> {
                request.setAttribute(McpServlet.CREDENTIAL, McpServlet.Credential.TOKEN);
                String issuer = address.issuer(request); // now: a stream asks again when the request is over
                List<String> resources = address.resources(request);
                check(request, response, chain, () -> tokens.check(token.text(), issuer, resources));
            }
        }
    }

    private void check(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Supplier<CredentialCheck> credential)
            throws IOException, ServletException {
        CredentialCheck check;
        try {
            check = credential.get();
        } catch (DataAccessException | TransactionException e) {
            log.warn("A key or token could not be checked: {}", e.getMessage());
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
                pass(request, response, chain, accepted.principal(), () -> stillGood(credential));
            case CredentialCheck.Rejected rejected -> {
                boolean token = request.getAttribute(McpServlet.CREDENTIAL) == McpServlet.Credential.TOKEN;
                unauthorized(
                        response,
                        token
                                ? BearerChallenge.invalidToken(metadata(request), rejected.message())
                                : BearerChallenge.noToken(metadata(request)),
                        rejected.message());
            }
            case CredentialCheck.NotEnabled lacking -> {
                response.setHeader(
                        CHALLENGE,
                        BearerChallenge.insufficientScope(
                                metadata(request), EnumSet.of(Scope.MCP_ENABLED), lacking.message()));
                ErrorAnswer.send(response, HttpServletResponse.SC_FORBIDDEN, "insufficient_scope", lacking.message());
            }
        }
    }

    private String metadata(HttpServletRequest request) {
        return address.metadata(request, address.resourcePathOf(request.getServletPath()));
    }

    /** Asked again and again by what sends on open streams, so that a fault ends a stream and nothing else. */
    private static boolean stillGood(Supplier<CredentialCheck> credential) {
        try {
            return credential.get() instanceof CredentialCheck.Accepted;
        } catch (DataAccessException | TransactionException e) {
            log.warn("A stream ends, since its key or token could not be checked: {}", e.getMessage());
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
        request.setAttribute(McpServlet.PRINCIPAL, principal.from(request.getRemoteAddr()));
        request.setAttribute(McpServlet.STILL_ALLOWED, stillAllowed);
        chain.doFilter(request, response);
    }

    private static void unauthorized(HttpServletResponse response, String challenge, String message)
            throws IOException {
        response.setHeader(CHALLENGE, challenge);
        ErrorAnswer.send(response, HttpServletResponse.SC_UNAUTHORIZED, "unauthorized", message);
    }
}
