package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.access.oauth.clients.MetadataDocuments;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads an authorization request, and fills in what a program may leave out: without scopes it gets to ask for all, of which
 * the person then takes away; without a resource it means the only one there is.
 */
final class RequestedScopes implements AuthenticationConverter {

    /** Says that a program wants to stay signed in. All may here, so it is no scope. */
    static final String OFFLINE_ACCESS = "offline_access";

    /** Stands for a resource that is none of ours, until it is known whither to say so. */
    static final String UNKNOWN_RESOURCE = "";

    private final OAuth2AuthorizationCodeRequestAuthenticationConverter reader =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final ServerAddress address;

    private final Programs programs;

    RequestedScopes(Programs programs, ServerAddress address) {
        this.programs = programs;
        this.address = address;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(reader.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken read)) {
            return null;
        }
        if (MetadataDocuments.isAddress(read.getClientId())) {
            if (!AuthorizationAnswers.signedIn()) { // whoever is nobody makes us fetch nothing
                throw AuthorizationAnswers.signInFirst();
            }
            programs.meet(read.getClientId(), InetAddress.ofLiteral(request.getRemoteAddr()));
        }
        Set<String> scopes = new LinkedHashSet<>(read.getScopes());
        scopes.remove(OFFLINE_ACCESS);
        scopes.remove("");
        if (scopes.isEmpty()) {
            Scope.all().forEach(scope -> scopes.add(scope.wireName()));
        }
        Map<String, Object> more = new HashMap<>(read.getAdditionalParameters());
        more.remove("request_uri"); // no pushed requests here
        more.put(Authorizations.RESOURCE, resource(request, more.get(Authorizations.RESOURCE)));
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                read.getAuthorizationUri(),
                read.getClientId(),
                (Authentication) read.getPrincipal(),
                read.getRedirectUri(),
                read.getState(),
                scopes,
                more);
    }

    private String resource(HttpServletRequest request, @Nullable Object asked) {
        if (asked == null) {
            return address.resource(request);
        }
        return address.resources(request).stream()
                .filter(resource -> asked instanceof String text && AuthorizationRules.sameAddress(resource, text))
                .findFirst()
                .orElse(UNKNOWN_RESOURCE);
    }

    /** Those of the scopes that exist. */
    static Set<Scope> known(Collection<String> names) {
        return names.stream()
                .flatMap(name -> Scope.find(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
