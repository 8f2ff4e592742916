package io.throughline.erp.signin.provider;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OpenID Connect provider that people sign in at: Google, unless the settings name another. It is asked for its addresses when
 * somebody wants to sign in, not at the start. Safe for concurrent use.
 */
final class OpenIdProvider {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final String GOOGLE = "accounts.google.com";
    private static final Scope SCOPES = new Scope("openid", "email", "profile");

    private final URI issuer;
    private final ClientID client;
    private final boolean hasSecret;
    private final ProviderHttp http;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, Instant until) {}

    /** @param hasSecret whether we have one that shows the provider who we are */
    OpenIdProvider(URI issuer, String clientId, boolean hasSecret, ProviderHttp http, Clock clock) {
        this.issuer = issuer;
        this.client = new ClientID(clientId);
        this.hasSecret = hasSecret;
        this.http = http;
        this.clock = clock;
    }

    /** As people know it. */
    static String nameOf(URI issuer) {
        return GOOGLE.equals(issuer.getHost()) ? "Google" : issuer.getHost();
    }

    String name() {
        return nameOf(issuer);
    }

    ClientID client() {
        return client;
    }

    ProviderHttp http() {
        return http;
    }

    /** Where to send somebody, and what to know when they come back. */
    record Departure(URI address, Handshake handshake) {}

    /**
     * @param mark of the sign-in, for the state
     * @throws ProviderProblemException if the provider cannot be used now
     */
    Departure depart(String mark, URI callback) {
        OIDCProviderMetadata metadata = metadata();
        Handshake handshake = Handshake.make(flow(metadata), mark, callback);
        boolean byCode = handshake.flow() == Handshake.Flow.CODE;
        var request = new AuthenticationRequest.Builder(
                        byCode ? ResponseType.CODE : ResponseType.IDTOKEN_TOKEN, SCOPES, client, callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(handshake.state()))
                .nonce(new Nonce(handshake.nonce()));
        if (byCode) {
            request.codeChallenge(new CodeVerifier(handshake.verifier()), CodeChallengeMethod.S256);
        } else {
            request.responseMode(ResponseMode.FRAGMENT);
        }
        return new Departure(request.build().toURI(), handshake);
    }

    private Handshake.Flow flow(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        if (hasSecret || (methods != null && methods.contains(ClientAuthenticationMethod.NONE))) {
            return Handshake.Flow.CODE;
        }
        List<ResponseType> types = metadata.getResponseTypes();
        if (types != null && types.contains(ResponseType.IDTOKEN_TOKEN)) {
            return Handshake.Flow.IMPLICIT;
        }
        throw new ProviderProblemException(
                name() + " insists on a client secret, which this server does not have. Whoever"
                        + " runs it can set THROUGHLINE_GOOGLE_CLIENT_SECRET (GOOGLE_CLIENT_SECRET).");
    }

    /** Addresses and abilities, as the provider tells them under its issuer's address. */
    OIDCProviderMetadata metadata() {
        Known found = known;
        if (found != null && clock.instant().isBefore(found.until())) {
            return found.metadata();
        }
        String body = read(new OIDCProviderConfigurationRequest(new Issuer(issuer)).toHTTPRequest());
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(body);
            boolean complete = isOurs(metadata.getIssuer())
                    && isSafe(metadata.getAuthorizationEndpointURI())
                    && isSafe(metadata.getTokenEndpointURI())
                    && isSafe(metadata.getJWKSetURI());
            if (complete) {
                known = new Known(metadata, clock.instant().plus(KNOWN_FOR));
                return metadata;
            }
            log.warn("The metadata of {} are of another issuer, or lack an address over https", issuer);
        } catch (ParseException e) {
            log.warn("The metadata of {} cannot be read: {}", issuer, e.getMessage());
        }
        throw unreadable();
    }

    /** Some end in a slash, which settings lose. */
    private boolean isOurs(Issuer told) {
        return told.getValue().replaceFirst("/$", "").equals(issuer.toString());
    }

    /** Over https, or to the host that the settings trust without. */
    private boolean isSafe(@Nullable URI endpoint) {
        return endpoint != null
                && ("https".equals(endpoint.getScheme())
                        || (endpoint.getScheme().equals(issuer.getScheme())
                                && issuer.getHost().equals(endpoint.getHost())));
    }

    /** What stands at an address of the provider. */
    String read(URI address) {
        return read(new HTTPRequest(HTTPRequest.Method.GET, address));
    }

    private String read(HTTPRequest request) {
        try {
            HTTPResponse answer = request.send(http);
            if (answer.getStatusCode() == 200 && answer.getBody() != null) {
                return answer.getBody();
            }
            log.warn("{} answered with the status {}", request.getURI(), answer.getStatusCode());
            throw unreadable();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    ProviderProblemException unreachable(IOException cause) {
        log.warn(
                "The provider {} could not be asked: {}",
                issuer,
                cause.getClass().getSimpleName());
        return new ProviderProblemException(
                name()
                        + (cause instanceof HttpTimeoutException
                                ? " did not answer within " + http.patience().toSeconds() + " seconds."
                                : " could not be reached from this server.")
                        + " Nothing was stored. Ask for the sign-in again in a while.",
                cause);
    }

    private ProviderProblemException unreadable() {
        return new ProviderProblemException(
                name() + " answered with something that cannot be used; the log of this server"
                        + " says what. Nothing was stored. Ask for the sign-in again in a while.");
    }
}
