package io.throughline.erp;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets the writes of one person to one week of this process pass one after the other, so that they do not refuse each other. */
final class WeekLocks {

    private final Patience patience;
    /** A lock that nobody holds or waits for goes away. */
    private final LoadingCache<PersonWeek, Lock> locks =
            Caffeine.newBuilder().weakValues().build(week -> new ReentrantLock(true));

    private record PersonWeek(long tenantId, long personId, LocalDate monday) {}

    WeekLocks(Patience patience) {
        this.patience = patience;
    }

    <T> T alone(KeptSignIn signIn, LocalDate monday, Supplier<T> work) {
        Lock lock = locks.get(new PersonWeek(signIn.tenantId(), signIn.personId(), monday));
        try {
            if (!lock.tryLock(patience.change().toMillis() * 2, TimeUnit.MILLISECONDS)) {
                throw new TimeLogProblemException(
                        Kind.UNREACHABLE,
                        "Other changes of the week of " + monday + " still wait for the ERP, so this one was not sent."
                                + " Try again in some minutes.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeLogProblemException(Kind.UNREACHABLE, "The call was stopped. Nothing was sent.", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
