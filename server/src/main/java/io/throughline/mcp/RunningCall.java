package io.throughline.mcp;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call while a thread works on it. Whoever learns that nobody waits any more cancels it: its thread is interrupted, and what
 * the handler asks between its steps says so. The same happens when the time for it is up.
 */
public final class RunningCall implements AutoCloseable {

    private static final ScheduledExecutorService clock = clock();

    private @Nullable Thread thread;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean cancelled;
    private boolean interrupted;
    private boolean abandoned;
    private int undisturbed;

    private static ScheduledExecutorService clock() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("call-deadlines").factory());
        executor.setRemoveOnCancelPolicy(true);
        return Executors.unconfigurableScheduledExecutorService(executor);
    }

    /** Begins on this thread; {@link #close} ends it. */
    public synchronized RunningCall begin(Duration limit) {
        thread = Thread.currentThread();
        startClock(limit);
        interruptIfCancelled();
        return this;
    }

    private void startClock(Duration limit) {
        deadline = clock.schedule(this::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** Waits for somebody whose time is not the call's; after that the call has all its time anew. */
    public <T> T pause(Duration limit, Supplier<T> wait) {
        synchronized (this) {
            stopClock();
        }
        try {
            return wait.get();
        } finally {
            synchronized (this) {
                startClock(limit);
            }
        }
    }

    /**
     * Does what an interrupt would break, such as a write on a connection on which others travel too; the interrupt waits for
     * its end. Nothing is done for a call that is cancelled.
     */
    public void undisturbed(Runnable work) {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            undisturbed++;
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                undisturbed--;
                interruptIfCancelled();
            }
        }
    }

    /** Cancels, and says that nobody wants the answer either. */
    public synchronized void abandon() {
        abandoned = true;
        cancel();
    }

    public synchronized boolean abandoned() {
        return abandoned;
    }

    /** May come before the call begins, more than once, and after its end. */
    public synchronized void cancel() {
        cancelled = true;
        interruptIfCancelled();
    }

    private void interruptIfCancelled() {
        if (cancelled && undisturbed == 0 && thread != null) {
            interrupted = true;
            thread.interrupt();
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void close() {
        stopClock();
        if (interrupted && thread == Thread.currentThread()) {
            Thread.interrupted(); // it was meant for the call, not for what this thread does next
        }
        thread = null;
    }
}
