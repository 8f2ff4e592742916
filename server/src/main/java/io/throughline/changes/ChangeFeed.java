package io.throughline.changes;

import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this process of the changes of all processes on its database, a moment after they are committed. Transactions may
 * commit in another order than that of their ids, so a window of time is read again and again, and what was seen in it is left
 * out. A change may be told twice, such as after a jump of the clock; listeners only look anew.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration PERIOD = Duration.ofMillis(300);
    /** Longer than a transaction takes from its note to its commit, and than clocks of nodes differ. */
    private static final Duration WINDOW = Duration.ofSeconds(60);
    /** Whoever begins to listen between two looks must hear what was committed between them. */
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_DELETIONS = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ChangeStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final BooleanSupplier awaited;
    private final Consumer<ResourceChange> listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    // All below belongs to the one thread that reads.
    private Set<Long> seen = Set.of();
    private boolean watching;
    private boolean failing;
    private Instant lastDeletion;

    ChangeFeed(
            ChangeStore store,
            Transactions transactions,
            Clock clock,
            BooleanSupplier awaited,
            Consumer<ResourceChange> listener) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.awaited = awaited;
        this.listener = listener;
        this.lastDeletion = clock.instant();
    }

    /** Begins to read. Returns at once. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("change-feed").start(this::run);
        }
    }

    private void run() {
        try {
            while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                lookSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely() {
        try {
            look();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) { // once for each time that the database does not answer
                log.warn("The changes of other processes cannot be read now", e);
            }
            failing = true;
        }
    }

    /** Reads what is new and tells it. */
    void look() {
        Instant now = clock.instant();
        if (lastDeletion.plus(BETWEEN_DELETIONS).isBefore(now)) {
            lastDeletion = now;
            transactions.write(() -> store.deleteBefore(now.minus(KEPT)));
        }
        if (!awaited.getAsBoolean()) {
            watching = false;
            return;
        }
        Set<Long> inWindow = new HashSet<>();
        Set<ResourceChange> unseen = new LinkedHashSet<>();
        for (ChangeStore.Noted noted : transactions.read(() -> store.since(now.minus(WINDOW)))) {
            inWindow.add(noted.id());
            if (!seen.contains(noted.id()) && (watching || !noted.at().isBefore(now.minus(JUST_NOW)))) {
                unseen.add(noted.change());
            }
        }
        seen = inWindow;
        watching = true;
        unseen.forEach(listener);
    }

    @Override
    public void close() {
        stopped.countDown();
        Thread reading;
        synchronized (this) {
            reading = thread;
        }
        try {
            if (reading != null) {
                reading.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
