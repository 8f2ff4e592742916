package io.throughline.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Slows down who tries one password on many accounts from one network address. In the memory of this node: what it forgets at a
 * restart is still held back per account. Safe for concurrent use.
 *
 * <p>Addresses of private networks are not limited: behind a reverse proxy all callers have the proxy's, and a stranger could
 * keep everybody out.
 */
final class AddressLimit {

    static final int FAILURES = 30;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;
    private static final int NETWORK_BYTES_OF_IPV6 = 8;

    private final Cache<String, Bucket> allowances = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(PERIOD)
            .build();

    /** How long to wait, if the address had its share of failures. */
    Optional<Duration> waitOf(String address) {
        Bucket allowance = allowances.getIfPresent(network(address));
        if (allowance == null) {
            return Optional.empty();
        }
        long nanos = allowance.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    void noteFailure(String address) {
        if (!ofPrivateNetwork(address)) {
            allowances
                    .get(
                            network(address),
                            key -> Bucket.builder()
                                    .addLimit(limit -> limit.capacity(FAILURES).refillGreedy(FAILURES, PERIOD))
                                    .build())
                    .tryConsume(1);
        }
    }

    private static boolean ofPrivateNetwork(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            boolean unique = parsed instanceof Inet6Address && (parsed.getAddress()[0] & 0xfe) == 0xfc;
            return parsed.isLoopbackAddress() || parsed.isSiteLocalAddress() || parsed.isLinkLocalAddress() || unique;
        } catch (IllegalArgumentException e) {
            return true; // no network address at all, such as that of a socket file
        }
    }

    /** Whoever has one address of IPv6 has the whole network of 64 bits. */
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES_OF_IPV6))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
