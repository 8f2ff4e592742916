package io.throughline.mcp.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.throughline.access.Principal;
import io.throughline.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How much one caller may take of this process, so that the others get theirs. Safe for concurrent use. */
public final class CallLimits {

    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Settings.Limits limits;
    private final Cache<Who, Use> uses =
            Caffeine.newBuilder().expireAfterAccess(FORGET_AFTER).build();

    public CallLimits(Settings.Limits limits) {
        this.limits = limits;
    }

    /** One person through one key or application. */
    private record Who(long tenantId, long personId, String client) {}

    private static final class Use {

        private final @Nullable Bucket calls;
        private final AtomicInteger callsUnderWay = new AtomicInteger();
        private final AtomicInteger streams = new AtomicInteger();

        Use(int callsPerMinute) {
            calls = callsPerMinute == 0
                    ? null
                    : Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(callsPerMinute).refillGreedy(callsPerMinute, Duration.ofMinutes(1)))
                            .build();
        }
    }

    /** Leave to go on, to be given back; or why not. */
    public sealed interface Leave {

        /** Close it when done. */
        record Granted(AtomicInteger count) implements Leave, AutoCloseable {
            @Override
            public void close() {
                count.decrementAndGet();
            }
        }

        /** @param retryAfter when it may be granted */
        record Denied(Duration retryAfter, String message) implements Leave {}
    }

    /** For a call. */
    public Leave call(Principal principal) {
        Use use = use(principal);
        if (use.calls != null) {
            var probe = use.calls.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return new Leave.Denied(
                        Duration.ofNanos(probe.getNanosToWaitForRefill()),
                        "You make more than " + limits.callsPerMinute() + " calls a minute. Wait, then go on.");
            }
        }
        return count(
                use.callsUnderWay,
                limits.concurrentCalls(),
                "You have " + limits.concurrentCalls() + " calls under way at the same time. Wait for one to finish.");
    }

    /** For a stream that stays open. */
    public Leave stream(Principal principal) {
        return count(
                use(principal).streams,
                limits.listenStreams(),
                "You have " + limits.listenStreams() + " streams open at the same time. Close one first.");
    }

    private Use use(Principal principal) {
        var who = new Who(principal.tenantId(), principal.personId(), principal.client());
        return Optional.ofNullable(uses.get(who, unseen -> new Use(limits.callsPerMinute())))
                .orElseThrow();
    }

    private static Leave count(AtomicInteger count, int most, String message) {
        if (count.incrementAndGet() > most && most > 0) {
            count.decrementAndGet();
            return new Leave.Denied(Duration.ofSeconds(1), message);
        }
        return new Leave.Granted(count);
    }
}
