package io.throughline.erp.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps sign-ins until the server stops, or they were not used for half a day. */
public final class MemorySignIns implements SignIns {

    static final Duration IDLE = Duration.ofHours(12);

    private final Clock clock;
    private final Map<Owner, Used> kept = new ConcurrentHashMap<>();

    private record Owner(long tenantId, long personId) {}

    private record Used(KeptSignIn signIn, Instant at) {}

    public MemorySignIns(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void keep(KeptSignIn signIn) {
        Instant now = clock.instant();
        kept.values().removeIf(used -> isIdle(used, now));
        kept.put(new Owner(signIn.tenantId(), signIn.personId()), new Used(signIn, now));
    }

    @Override
    public Optional<KeptSignIn> find(long tenantId, long personId) {
        Instant now = clock.instant();
        return Optional.ofNullable(kept.computeIfPresent(
                        new Owner(tenantId, personId),
                        (owner, used) -> isIdle(used, now) ? null : new Used(used.signIn(), now)))
                .map(Used::signIn);
    }

    private static boolean isIdle(Used used, Instant now) {
        return used.at().plus(IDLE).isBefore(now);
    }

    @Override
    public boolean forget(long tenantId, long personId) {
        return kept.remove(new Owner(tenantId, personId)) != null;
    }

    @Override
    public void forget(KeptSignIn signIn) {
        kept.computeIfPresent(
                new Owner(signIn.tenantId(), signIn.personId()),
                (owner, used) -> used.signIn().token().equals(signIn.token()) ? null : used);
    }
}
