package io.throughline.erp.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/** The signatures of {@link OpenIdStub}. */
final class OpenIdTokens {

    private static final String KEY_ID = "k1";

    private final RSAKey key = made();
    private final RSAKey strangeKey = made();

    private static RSAKey made() {
        try {
            return new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    /** Good for a minute from then on. */
    String idToken(Map<String, Object> claims, Instant from, boolean byStrangeKey) throws JOSEException {
        var all = new JWTClaimsSet.Builder().issueTime(Date.from(from)).expirationTime(Date.from(from.plusSeconds(60)));
        claims.forEach(all::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID).build(), all.build());
        token.sign(new RSASSASigner(byStrangeKey ? strangeKey : key));
        return token.serialize();
    }

    /** What {@code at_hash} of an ID token says of the access token beside it. */
    static String hash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
