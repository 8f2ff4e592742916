package io.throughline.access.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** How many documents may be fetched, so that nobody makes us flood others or fills us up. Safe for concurrent use. */
final class FetchLimits {

    /** Of one document; errors are not kept, so a broken one would be asked for at every click. */
    static final int PER_DOCUMENT = 6;

    /** By one network address; an office of many people shares one. */
    static final int PER_REQUESTER = 30;

    static final int OVERALL = 120;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** A bound on memory, far above what the other limits let in. */
    private static final int MAX_REMEMBERED = 50_000;

    private final Cache<String, Bucket> documents = remembered();
    private final Cache<String, Bucket> requesters = remembered();
    private final Bucket overall = bucket(OVERALL);

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterAccess(WINDOW.multipliedBy(2)) // full again by then
                .build();
    }

    private static Bucket bucket(int perWindow) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW))
                .build();
    }

    /** Takes one question of this requester; empty if granted. */
    Optional<DocumentOutcome.Limited> question(InetAddress requester) {
        return take(
                Objects.requireNonNull(requesters.get(network(requester), unseen -> bucket(PER_REQUESTER))),
                "Your network address introduces too many programs. Wait a minute, then try again.");
    }

    /** Takes one fetch of this document; empty if granted. */
    Optional<DocumentOutcome.Limited> fetch(ClientAddress address) {
        Optional<DocumentOutcome.Limited> denied = take(
                Objects.requireNonNull(documents.get(address.text(), unseen -> bucket(PER_DOCUMENT))),
                "The document of this program was asked for too often. Wait a minute, then try again.");
        return denied.isPresent()
                ? denied
                : take(overall, "Too many programs introduce themselves at this time. Wait a minute, then try again.");
    }

    private static Optional<DocumentOutcome.Limited> take(Bucket bucket, String reason) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(new DocumentOutcome.Limited(Duration.ofNanos(probe.getNanosToWaitForRefill()), reason));
    }

    /** Of IPv6 the first half: one customer has all addresses that share it. */
    private static String network(InetAddress requester) {
        byte[] bytes = requester.getAddress();
        return HexFormat.of().formatHex(requester instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
