package io.throughline.access.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Checks that a token is a JWT of type {@code at+jwt} signed by one of our keys with ES256, and with nothing else: the
 * algorithm is ours to say, not the token's. What was checked is remembered by the hash of the token, so that only its first
 * use costs a check. Safe for concurrent use.
 */
final class TokenSignature {

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);
    private static final Logger log = LoggerFactory.getLogger(TokenSignature.class);

    /** Made at the first use: a start must not wait for it. */
    private final SingletonSupplier<JWTProcessor<SecurityContext>> processor;

    /** By the hash of the token, so that no token stays in memory. */
    private final Cache<String, TokenClaims> good = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    TokenSignature(SigningKeys keys) {
        processor = SingletonSupplier.of(() -> processor(keys));
    }

    private static JWTProcessor<SecurityContext> processor(SigningKeys keys) {
        var made = new DefaultJWTProcessor<SecurityContext>();
        made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE, new JOSEObjectType("application/at+jwt")));
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys.checkingKeys()));
        made.setJWTClaimsSetVerifier(null); // times and addresses are checked at every use, not at the first only
        return made;
    }

    /** What the token says; empty if it is none of ours. */
    Optional<TokenClaims> open(String token) {
        String hash = hash(token);
        TokenClaims known = good.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Optional<TokenClaims> claims = TokenClaims.read(processor.obtain().process(token, null));
            claims.ifPresent(read -> good.put(hash, read));
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            log.debug("A token is none of ours: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
