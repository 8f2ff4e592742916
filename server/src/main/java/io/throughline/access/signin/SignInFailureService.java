package io.throughline.access.signin;

import io.throughline.access.Sha256;
import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down who guesses passwords, on all nodes together. Safe for concurrent use.
 *
 * <p>The first {@value #FREE} attempts cost nothing; after each further one nothing is looked at for a while, twice as long
 * each time, at most {@link #LONGEST_WAIT}. A success forgets them, and so does a day. A stranger can thus keep a person
 * waiting, but not in a browser in which they signed in before, see {@link KnownBrowsers}, nor with a passkey.
 */
public final class SignInFailureService {

    static final int FREE = 5;
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    static final Duration REMEMBERED = Duration.ofDays(1);

    private final SignInFailureStore store;
    private final Transactions transactions;
    private final Clock clock;

    SignInFailureService(SignInFailureStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Counts an attempt before it is made, so that many at once are no way around.
     *
     * @param subject whom it is about; need not exist
     * @return how long to wait, if the attempt must not be made
     */
    Optional<Duration> begin(String subject) {
        String hash = Sha256.hex(subject);
        return transactions.write(() -> {
            Instant now = clock.instant();
            store.deleteBefore(now.minus(REMEMBERED));
            SignInFailureStore.Failures failures = store.lock(hash, now);
            Duration wait = Duration.between(now, failures.lastAt().plus(waitAfter(failures.count())));
            if (wait.isPositive()) {
                return Optional.of(wait);
            }
            store.put(hash, failures.count() + 1, now);
            return Optional.empty();
        });
    }

    private static Duration waitAfter(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    void forget(String subject) {
        transactions.write(() -> store.delete(Sha256.hex(subject)));
    }
}
