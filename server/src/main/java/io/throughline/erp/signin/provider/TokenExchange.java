package io.throughline.erp.signin.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an access token of what somebody brings back from the provider, once it is proven that the token is the answer to our
 * question and was made for our program. Keeps nothing. Safe for concurrent use.
 */
final class TokenExchange {

    private static final Logger log = LoggerFactory.getLogger(TokenExchange.class);

    private final OpenIdProvider provider;
    private final @Nullable Secret secret;

    /** @param secret with which the provider knows us; null for none */
    TokenExchange(OpenIdProvider provider, @Nullable String secret) {
        this.provider = provider;
        this.secret = secret == null ? null : new Secret(secret);
    }

    /** @throws ProviderProblemException if there is none, or it cannot be trusted */
    String accessToken(Handshake handshake, ProviderAnswer answer) {
        boolean ours = handshake.isAnsweredBy(answer.state())
                && (answer.issuer() == null
                        || answer.issuer()
                                .equals(provider.metadata().getIssuer().getValue()));
        if (!ours) {
            log.warn("Somebody came back from {} with the answer to another sign-in", provider.name());
            throw untrusted();
        }
        if (answer.error() != null) {
            throw refused(answer.error());
        }
        return switch (handshake.flow()) {
            case CODE -> byCode(handshake, answer.code());
            case IMPLICIT -> fromPage(handshake, answer.accessToken(), answer.idToken());
        };
    }

    private ProviderProblemException refused(String error) {
        if (error.equals("access_denied")) {
            return new ProviderProblemException("The sign-in was not allowed at " + provider.name()
                    + ", or cancelled there. Nothing was stored. Ask for the sign-in again to try once more.");
        }
        log.warn("{} refused a sign-in: {}", provider.name(), error.replaceAll("[^a-z_]", "?"));
        return refused();
    }

    private ProviderProblemException refused() {
        return new ProviderProblemException(
                provider.name() + " refused the sign-in. Nothing was stored. Ask for it again; if"
                        + " it goes on, whoever runs this server finds the cause in its log.");
    }

    private String byCode(Handshake handshake, @Nullable String code) {
        if (code == null || code.isBlank()) {
            throw untrusted();
        }
        OIDCProviderMetadata metadata = provider.metadata();
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), handshake.callback(), new CodeVerifier(handshake.verifier()));
        TokenRequest.Builder request = secret == null
                ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), provider.client(), grant)
                : new TokenRequest.Builder(metadata.getTokenEndpointURI(), shown(metadata, secret), grant);
        OIDCTokens tokens = tokens(request.build());
        if (tokens.getBearerAccessToken() == null) {
            throw refused();
        }
        String accessToken = tokens.getBearerAccessToken().getValue();
        IDTokenClaimsSet claims = claims(metadata, tokens.getIDToken(), handshake);
        if (claims.getAccessTokenHash() != null) {
            requireHash(claims, tokens.getIDToken(), accessToken);
        }
        return accessToken;
    }

    private ClientAuthentication shown(OIDCProviderMetadata metadata, Secret shown) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return inBody
                ? new ClientSecretPost(provider.client(), shown)
                : new ClientSecretBasic(provider.client(), shown);
    }

    private OIDCTokens tokens(TokenRequest request) {
        try {
            TokenResponse response =
                    OIDCTokenResponseParser.parse(request.toHTTPRequest().send(provider.http()));
            if (response instanceof OIDCTokenResponse good
                    && good.getOIDCTokens().getIDToken() != null) {
                return good.getOIDCTokens();
            }
            String why = response.indicatesSuccess()
                    ? "no ID token"
                    : String.valueOf(response.toErrorResponse().getErrorObject().getCode());
            log.warn("{} did not exchange a code: {}", provider.name(), why.replaceAll("[^A-Za-z_ ]", "?"));
        } catch (ParseException e) {
            log.warn("{} answered the exchange of a code with something else", provider.name());
        } catch (IOException e) {
            throw provider.unreachable(e);
        }
        throw refused();
    }

    private String fromPage(Handshake handshake, @Nullable String accessToken, @Nullable String idToken) {
        if (accessToken == null || accessToken.isBlank() || idToken == null) {
            throw untrusted();
        }
        try {
            JWT token = JWTParser.parse(idToken);
            IDTokenClaimsSet claims = claims(provider.metadata(), token, handshake);
            requireHash(claims, token, accessToken);
            return accessToken;
        } catch (java.text.ParseException e) {
            throw untrusted();
        }
    }

    private IDTokenClaimsSet claims(OIDCProviderMetadata metadata, JWT token, Handshake handshake) {
        try {
            JWSAlgorithm algorithm =
                    JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
            if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
                throw new BadJOSEException("it is not signed with a key of the provider");
            }
            JWKSet keys = JWKSet.parse(provider.read(metadata.getJWKSetURI()));
            return new IDTokenValidator(metadata.getIssuer(), provider.client(), algorithm, keys)
                    .validate(token, new Nonce(handshake.nonce()));
        } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
            log.warn("An ID token of {} was not taken: {}", provider.name(), e.getMessage());
            throw untrusted();
        }
    }

    /** That the access token came with that very ID token. */
    private void requireHash(IDTokenClaimsSet claims, JWT idToken, String accessToken) {
        AccessTokenHash hash = claims.getAccessTokenHash();
        JWSAlgorithm algorithm =
                JWSAlgorithm.parse(idToken.getHeader().getAlgorithm().getName());
        try {
            if (hash != null) {
                AccessTokenValidator.validate(new BearerAccessToken(accessToken), algorithm, hash);
                return;
            }
        } catch (InvalidHashException e) {
            // as if there were none
        }
        log.warn("An access token of {} is not that of its ID token", provider.name());
        throw untrusted();
    }

    private ProviderProblemException untrusted() {
        return new ProviderProblemException("The answer of " + provider.name()
                + " does not fit this sign-in, so it was not trusted. Nothing was stored. Ask for the sign-in again.");
    }
}
