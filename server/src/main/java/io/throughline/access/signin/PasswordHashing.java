package io.throughline.access.signin;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords, a few at a time: it is slow by design, and a hundred at once would leave no processor for anybody else.
 * Safe for concurrent use.
 */
final class PasswordHashing implements PasswordEncoder {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder hashing;
    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final LongAdder computations = new LongAdder();

    PasswordHashing(PasswordEncoder hashing) {
        this.hashing = hashing;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence rawPassword) {
        return inTurn(() -> hashing.encode(rawPassword));
    }

    @Override
    public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
        return Boolean.TRUE.equals(inTurn(() -> hashing.matches(rawPassword, encodedPassword)));
    }

    /** How often a hash was computed. */
    long computations() {
        return computations.sum();
    }

    private <T> @Nullable T inTurn(Supplier<@Nullable T> work) {
        boolean mine = false;
        try {
            mine = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new TooManyAttemptsException(Duration.ofSeconds(5), "Too many people sign in at once.");
        }
        try {
            computations.increment();
            return work.get();
        } finally {
            places.release();
        }
    }
}
