package io.throughline.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits writes together that wait for each other, where the database lets only one write at a time: the disk is synced once
 * for all of them. Each is a part of its own, which is taken back alone if it fails; nobody hears that their write is done
 * before it is on the disk. The work of a group runs on the thread of one of those who wait.
 */
final class GroupCommit {

    /** Bounds how long the first of a group waits for the last. */
    private static final int MOST_WRITES = 64;

    private final TransactionTemplate whole;
    private final TransactionTemplate part;
    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentLinkedQueue<Write<?>> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(PlatformTransactionManager manager) {
        whole = new TransactionTemplate(manager);
        part = new TransactionTemplate(manager);
        part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Outside of any transaction. */
    <T> T run(Supplier<T> work) {
        var write = new Write<T>(work);
        waiting.add(write);
        while (!write.over) {
            if (turn.tryLock()) {
                try {
                    if (!write.over) {
                        commitGroup();
                    }
                } finally {
                    turn.unlock();
                }
                // Whoever came too late for the group, and found the turn taken, takes the next one.
                Write<?> next = waiting.peek();
                if (next != null) {
                    next.called.release();
                }
            } else {
                write.called.acquireUninterruptibly();
            }
        }
        return write.outcome();
    }

    private void commitGroup() {
        List<Write<?>> group = new ArrayList<>();
        while (group.size() < MOST_WRITES) {
            Write<?> next = waiting.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        // A cancelled call must not fail the others' writes.
        boolean interrupted = Thread.interrupted();
        Map<String, String> ownLogContext = MDC.getCopyOfContextMap();
        try {
            commit(group);
        } finally {
            restore(ownLogContext);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            for (Write<?> write : group) {
                write.over = true;
                write.called.release();
            }
        }
    }

    private void commit(List<Write<?>> group) {
        try {
            if (group.size() == 1) {
                whole.executeWithoutResult(status -> group.getFirst().work());
            } else {
                whole.executeWithoutResult(status -> group.forEach(this::workAsPart));
            }
        } catch (RuntimeException | Error e) {
            // Nothing of the group was kept.
            group.forEach(write -> write.failUnlessFailed(e));
        }
    }

    private void workAsPart(Write<?> write) {
        try {
            part.executeWithoutResult(status -> write.work());
        } catch (UnexpectedRollbackException e) {
            write.failUnlessFailed(e); // it swallowed a failure of its own, and was taken back alone
        } catch (TransactionException e) {
            throw e; // it could not be taken back alone: all of the group is
        } catch (RuntimeException | Error e) {
            write.failUnlessFailed(e);
        }
    }

    private static void restore(@Nullable Map<String, String> logContext) {
        if (logContext == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(logContext);
        }
    }

    /** Somebody's write, from when it was asked for until it is on the disk or was taken back. */
    private static final class Write<T> {

        private final Supplier<T> work;
        private final @Nullable Map<String, String> logContext = MDC.getCopyOfContextMap();
        private final Semaphore called = new Semaphore(0);
        private @Nullable T result;
        private @Nullable Throwable failure;
        private volatile boolean over;

        Write(Supplier<T> work) {
            this.work = work;
        }

        void work() {
            restore(logContext);
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            }
        }

        void failUnlessFailed(Throwable problem) {
            if (failure == null) {
                failure = problem;
            }
        }

        @SuppressWarnings("NullAway") // the result is what the work returned
        T outcome() {
            return switch (failure) {
                case null -> result;
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                default -> throw new TransactionSystemException("A write failed.", failure);
            };
        }
    }
}
