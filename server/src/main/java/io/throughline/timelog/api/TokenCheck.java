package io.throughline.timelog.api;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.embedded.EmbeddedErp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Finds out who calls, before any endpoint that needs to know: by the token in the header {@code Authorization}. Cookies mean
 * nothing here.
 */
final class TokenCheck implements HandlerInterceptor {

    /** Attribute of the request: the {@link Principal} who calls. */
    static final String CALLER = TokenCheck.class.getName() + ".caller";

    private static final Set<String> SCHEMES = Set.of("token", "bearer");
    private static final int MAX_TOKEN = 512;

    private final AccessService access;
    private final EmbeddedErp erp;
    private final AuthorizedPeople authorized;
    private final @Nullable Principal everybody;

    /** @param everybody who a caller without a token is where keys are switched off, else null */
    TokenCheck(AccessService access, EmbeddedErp erp, AuthorizedPeople authorized, @Nullable Principal everybody) {
        this.access = access;
        this.erp = erp;
        this.authorized = authorized;
        this.everybody = everybody;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackageName().equals(TokenCheck.class.getPackageName())) {
            return true; // tells which methods an address has, and nothing else
        }
        if (method.hasMethodAnnotation(Access.Open.class)) {
            return true;
        }
        Access.Needs needs = method.getMethodAnnotation(Access.Needs.class);
        if (needs == null) {
            throw new IllegalStateException(method.getShortLogMessage() + " does not say who may call it.");
        }
        request.setAttribute(CALLER, require(request, needs.value()));
        return true;
    }

    /**
     * Who calls.
     *
     * @throws ApiProblem with 401 if there is no good token, with 403 if it lacks the scope
     */
    Principal require(HttpServletRequest request, Scope scope) {
        Principal caller = caller(request);
        requireScope(caller, scope);
        requireAuthorized(caller);
        return caller;
    }

    /** @throws ApiProblem with 403 if the server has a list of who may log, and the caller is not on it */
    void requireAuthorized(Principal caller) {
        if (!authorized.areAll()) {
            requireAuthorized(erp.person(caller));
        }
    }

    /** As above, for somebody who is known by name. */
    void requireAuthorized(LogPerson person) {
        try {
            authorized.require(person);
        } catch (TimeLogProblemException e) {
            throw ApiProblem.coded(HttpStatus.FORBIDDEN, "not_authorized", String.valueOf(e.getMessage()));
        }
    }

    private Principal caller(HttpServletRequest request) {
        Optional<String> token = findToken(request);
        if (token.isEmpty() && everybody != null) {
            return everybody.from(request.getRemoteAddr());
        }
        String shown = token.orElseThrow(() -> unauthorized("Authentication credentials were not provided."));
        return find(shown, request).orElseThrow(() -> unauthorized("Invalid token."));
    }

    private Optional<Principal> find(String token, HttpServletRequest request) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        return switch (access.checkKeyOutsideMcp(token)) {
            case CredentialCheck.Accepted accepted ->
                Optional.of(accepted.principal().from(request.getRemoteAddr()));
            case CredentialCheck.Rejected rejected -> Optional.empty();
            case CredentialCheck.NotEnabled lacking -> Optional.empty();
        };
    }

    /** What stands behind {@code Token} or {@code Bearer}; other schemes are for others, such as a proxy in front. */
    private static Optional<String> findToken(HttpServletRequest request) {
        List<String> tokens = Collections.list(request.getHeaders("Authorization")).stream()
                .map(header -> header.strip().split("[ \\t]+", 2))
                .filter(parts -> SCHEMES.contains(parts[0].toLowerCase(Locale.ROOT)))
                .map(parts -> parts.length < 2 ? "" : parts[1].strip())
                .toList();
        if (tokens.size() > 1) {
            throw ApiProblem.of(HttpStatus.BAD_REQUEST, "The request has several tokens. Send one.");
        }
        return tokens.stream().findFirst();
    }

    private static void requireScope(Principal caller, Scope scope) {
        if (!caller.scopes().contains(scope)) {
            throw ApiProblem.of(
                            HttpStatus.FORBIDDEN,
                            "This token lacks the scope " + scope.wireName()
                                    + ", which this call needs. Make a token that has it, or sign in again.")
                    .with("code", "insufficient_scope");
        }
    }

    private static ApiProblem unauthorized(String message) {
        return ApiProblem.of(HttpStatus.UNAUTHORIZED, message).header("WWW-Authenticate", "Token");
    }
}
