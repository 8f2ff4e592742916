package io.throughline.mcp.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.throughline.access.Principal;
import io.throughline.settings.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How much one caller may take of this process, so that the others get theirs. Safe for concurrent use. */
public final class CallLimits {

    /** By then every allowance for a minute is full again. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Settings.Limits limits;
    private final Cache<Who, Bucket> allowances =
            Caffeine.newBuilder().expireAfterAccess(FORGET_AFTER).build();
    private final ConcurrentMap<Who, Integer> callsUnderWay = new ConcurrentHashMap<>();
    private final ConcurrentMap<Who, Integer> streams = new ConcurrentHashMap<>();

    public CallLimits(Settings.Limits limits) {
        this.limits = limits;
    }

    /** One person through one key or application. */
    private record Who(long tenantId, long personId, String client) {

        static Who of(Principal principal) {
            return new Who(principal.tenantId(), principal.personId(), principal.client());
        }
    }

    /** Leave to go on, to be given back; or why not. */
    public sealed interface Leave {

        /** Close it when done, at least once. */
        final class Granted implements Leave, AutoCloseable {

            private final AtomicReference<@Nullable Runnable> giveBack;

            private Granted(Runnable giveBack) {
                this.giveBack = new AtomicReference<>(giveBack);
            }

            @Override
            public void close() {
                Runnable first = giveBack.getAndSet(null);
                if (first != null) {
                    first.run();
                }
            }
        }

        /** @param retryAfter when it may be granted */
        record Denied(Duration retryAfter, String message) implements Leave {}
    }

    /** For a call. */
    public Leave call(Principal principal) {
        Who who = Who.of(principal);
        if (limits.callsPerMinute() > 0) {
            var probe = Objects.requireNonNull(allowances.get(who, unseen -> allowance()))
                    .tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return new Leave.Denied(
                        Duration.ofNanos(probe.getNanosToWaitForRefill()),
                        "You make more than " + limits.callsPerMinute() + " calls a minute. Wait, then go on.");
            }
        }
        return count(
                callsUnderWay,
                who,
                limits.concurrentCalls(),
                "You have " + limits.concurrentCalls() + " calls under way at the same time. Wait for one to finish.");
    }

    private Bucket allowance() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.callsPerMinute())
                        .refillGreedy(limits.callsPerMinute(), Duration.ofMinutes(1)))
                .build();
    }

    /** For a stream that stays open. */
    public Leave stream(Principal principal) {
        return count(
                streams,
                Who.of(principal),
                limits.listenStreams(),
                "You have " + limits.listenStreams() + " streams open at the same time. Close one first.");
    }

    private static Leave count(ConcurrentMap<Who, Integer> taken, Who who, int most, String message) {
        var leave = new Leave.Granted(
                () -> taken.computeIfPresent(who, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1)));
        if (taken.merge(who, 1, Integer::sum) > most && most > 0) {
            leave.close();
            return new Leave.Denied(Duration.ofSeconds(1), message);
        }
        return leave;
    }

    /** Whether anybody has a call under way or a stream open. */
    boolean inUse() {
        return !callsUnderWay.isEmpty() || !streams.isEmpty();
    }
}
