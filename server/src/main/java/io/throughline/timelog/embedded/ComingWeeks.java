package io.throughline.timelog.embedded;

import io.throughline.database.Transactions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the week logs of the coming weeks, once a day, for all who are assigned to something: clients of the REST API find them
 * there and cannot make them. Several nodes may do the same; what is there stays as it is.
 */
final class ComingWeeks implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ComingWeeks.class);
    /** A start is for those who wait for it. */
    private static final Duration AFTER_START = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    private final AssignedWeeks weeks;
    private final Transactions transactions;
    private final Supplier<LocalDate> today;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable LocalDate doneOn;

    /** @param today the day that began first anywhere, so that nobody's Monday comes too late */
    ComingWeeks(AssignedWeeks weeks, Transactions transactions, Supplier<LocalDate> today) {
        this.weeks = weeks;
        this.transactions = transactions;
        this.today = today;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("coming-weeks").start(this::run);
        }
    }

    private void run() {
        try {
            Duration pause = AFTER_START;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                makeOnceADay();
                pause = BETWEEN_LOOKS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes them unless that was done today. */
    void makeOnceADay() {
        LocalDate day = today.get();
        if (day.equals(doneOn)) {
            return;
        }
        try {
            for (long tenantId : transactions.read(weeks::tenantIds)) {
                transactions.write(() -> weeks.makeComing(tenantId, day));
            }
            doneOn = day;
        } catch (RuntimeException e) {
            log.warn("The coming weeks could not be made; they will be tried again in an hour", e);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null && stopped.getCount() > 0;
    }
}
