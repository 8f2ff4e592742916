package io.throughline.access.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.throughline.access.Sealer;
import io.throughline.database.Transactions;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign access tokens (ES256). Each signs for {@value #SIGNS_DAYS} days and is published a day longer, so that
 * what it signed last can be checked. All nodes on one database check by all published keys; a node that cannot open the
 * private keys of the others, since it seals with another secret, signs with one of its own. Safe for concurrent use.
 */
public final class SigningKeys {

    private static final int SIGNS_DAYS = 30;
    private static final Duration SIGNS = Duration.ofDays(SIGNS_DAYS);
    private static final Duration PUBLISHED_LONGER = Duration.ofDays(1);
    /** For how long what was read from the database is taken for what stands there. */
    private static final Duration KNOWN = Duration.ofMinutes(1);
    /** Between two looks for a key that nobody knows: whoever sends invented ones costs us no more than that. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final String PURPOSE = "signing key";
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final SigningKeyStore store;
    private final Sealer sealer;
    private final Transactions transactions;
    private final Clock clock;
    private volatile @Nullable Known known;
    private @Nullable Instant lookedAt;

    SigningKeys(SigningKeyStore store, Sealer sealer, Transactions transactions, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param signing with its private part; null if there is none that this node can open */
    private record Known(List<JWK> published, @Nullable Signing signing, Instant at) {

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KNOWN));
        }
    }

    private record Signing(ECKey key, Instant until) {}

    /**
     * The key to sign with now, private part and all; made if there is none. Two nodes that make one at the same moment may
     * both succeed: each key is published, and from the next look on both nodes sign with the newer one.
     */
    public ECKey signingKey() {
        Instant now = clock.instant();
        return findSigning(known(), now).orElseGet(() -> make(now)).key();
    }

    private static Optional<Signing> findSigning(Known seen, Instant now) {
        return Optional.ofNullable(seen.signing()).filter(signing -> now.isBefore(signing.until()));
    }

    /**
     * All published keys, the one that signs first and with its private part, the others without: for encoders, which are to
     * take the first, and for the document of keys, which leaves private parts out.
     */
    public JWKSource<SecurityContext> jwkSource() {
        return (selector, context) -> {
            ECKey signing = signingKey();
            List<JWK> keys = new ArrayList<>();
            keys.add(signing);
            known().published().stream()
                    .filter(key -> !key.getKeyID().equals(signing.getKeyID()))
                    .forEach(keys::add);
            return selector.select(new JWKSet(keys));
        };
    }

    /** The public parts of all published keys, as clients may read them. */
    public JWKSet publicKeys() {
        signingKey(); // so that there is one
        return new JWKSet(known().published());
    }

    /** For checking: makes no key, and looks again for one that is not known. */
    JWKSource<SecurityContext> checkingKeys() {
        return (selector, context) -> {
            List<JWK> found = selector.select(new JWKSet(known().published()));
            return found.isEmpty() && asksForOne(selector) && lookAgain()
                    ? selector.select(new JWKSet(known().published()))
                    : found;
        };
    }

    private static boolean asksForOne(JWKSelector selector) {
        return selector.getMatcher().getKeyIDs() != null;
    }

    private boolean lookAgain() {
        Instant now = clock.instant();
        synchronized (this) {
            if (lookedAt != null && !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(BETWEEN_LOOKS))) {
                return false;
            }
            lookedAt = now;
        }
        known = read(now);
        return true;
    }

    private Known known() {
        Instant now = clock.instant();
        Known seen = known;
        if (seen == null || !seen.isFresh(now)) {
            seen = read(now);
            known = seen;
        }
        return seen;
    }

    private Known read(Instant now) {
        return known(transactions.read(() -> store.published(now)), now);
    }

    private Known known(List<SigningKeyStore.StoredKey> stored, Instant now) {
        List<JWK> published = new ArrayList<>();
        Signing signing = null;
        for (SigningKeyStore.StoredKey key : stored) {
            published.add(parse(key.publicJwk()));
            if (signing == null && now.isBefore(key.signsUntil())) {
                signing = sealer.open(PURPOSE, key.sealedPrivateJwk())
                        .map(opened -> new Signing(parse(new String(opened, StandardCharsets.UTF_8)), key.signsUntil()))
                        .orElse(null);
            }
        }
        return new Known(List.copyOf(published), signing, now);
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key in the database cannot be read.", e); // never with its text
        }
    }

    /** Takes no lock besides the database's: whoever calls may hold that one already. */
    private Signing make(Instant now) {
        ECKey made = generate();
        Known after = transactions.write(() -> {
            Known before = known(store.published(now), now);
            if (findSigning(before, now).isPresent()) {
                return before; // another thread or process was first
            }
            store.deletePublishedUntil(now.minus(PUBLISHED_LONGER)); // not at once: clocks of nodes differ
            Instant signsUntil = now.plus(SIGNS);
            store.insert(new SigningKeyStore.StoredKey(
                    made.getKeyID(),
                    made.toPublicJWK().toJSONString(),
                    sealer.seal(PURPOSE, made.toJSONString().getBytes(StandardCharsets.UTF_8)),
                    now,
                    signsUntil,
                    signsUntil.plus(PUBLISHED_LONGER)));
            log.info("Made the signing key {}, which signs until {}", made.getKeyID(), signsUntil);
            return known(store.published(now), now);
        });
        known = null; // to be read when it is committed, if it is
        return findSigning(after, now).orElseThrow();
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java lacks the curve P-256.", e);
        }
    }
}
