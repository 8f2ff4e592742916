package io.throughline.browser;

import io.throughline.browser.BrowserVisit.Frame;
import io.throughline.browser.BrowserVisit.Watcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands pictures to one watcher, on a thread of its own: the newest, when the watcher has seen enough of those before. The browser
 * draws the next ones when it hears that one was taken, so a slow watcher costs no drawing.
 */
final class PictureDelivery {

    private static final Logger log = LoggerFactory.getLogger(PictureDelivery.class);
    private static final int UNSEEN_AT_MOST = 2;
    /** 30 pictures a second; more is not seen, and costs other people's time. */
    private static final long GAP_NANOS = 33_000_000;
    /** The browser leaves out pictures while two are under way, and the last of them may be one: then it has to be asked for. */
    private static final long QUIET_NANOS = 120_000_000;

    private final Watcher watcher;
    private final Runnable askForOne;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final List<Runnable> notTaken = new ArrayList<>();
    private @Nullable Frame newest;
    private @Nullable String endedWhy;
    private boolean changed;
    private boolean stopped;
    private int unseen;
    private int lastHash;
    private long lastDelivered = System.nanoTime() - GAP_NANOS;
    private long lastArrived;
    private boolean lastIsSure = true;

    /** @param askForOne for the present picture again */
    PictureDelivery(Watcher watcher, Runnable askForOne) {
        this.watcher = watcher;
        this.askForOne = askForOne;
    }

    void start() {
        Thread.ofVirtual().name("browser-pictures").start(this::run);
    }

    /** @param taken to be run when the browser may draw another one */
    void offer(Frame frame, Runnable taken) {
        int hash = Arrays.hashCode(frame.jpeg());
        lock.lock();
        try {
            boolean same = hash == lastHash; // what was asked for brought nothing new
            lastHash = hash;
            lastIsSure = same;
            lastArrived = System.nanoTime();
            if (stopped || same) {
                frame.erase();
                taken.run();
            } else {
                if (newest != null) {
                    newest.erase();
                }
                newest = frame;
                notTaken.add(taken);
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    void seen() {
        tell(() -> unseen = Math.max(0, unseen - 1));
    }

    void changed() {
        tell(() -> changed = true);
    }

    void end(String why) {
        tell(() -> endedWhy = why);
    }

    void stop() {
        tell(() -> stopped = true);
    }

    private void tell(Runnable what) {
        lock.lock();
        try {
            what.run();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                more = next().getAsBoolean();
            } catch (InterruptedException interrupted) {
                more = false;
            } catch (RuntimeException ours) {
                log.error("A watcher of a browser failed.", ours);
            }
        }
        stop();
        forget();
    }

    /** Waits for what is to be done next; it says whether there is more. */
    private java.util.function.BooleanSupplier next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                String why = endedWhy;
                Frame frame = newest;
                if (stopped) {
                    return () -> false;
                } else if (why != null) {
                    return () -> {
                        watcher.ended(why);
                        return false;
                    };
                } else if (changed) {
                    changed = false;
                    return () -> {
                        watcher.changed();
                        return true;
                    };
                } else if (frame != null && unseen < UNSEEN_AT_MOST) {
                    long early = GAP_NANOS - (now - lastDelivered);
                    if (early <= 0) {
                        return deliver(frame, now);
                    }
                    work.awaitNanos(early);
                } else if (frame == null && !lastIsSure) {
                    long early = QUIET_NANOS - (now - lastArrived);
                    if (early <= 0) {
                        lastIsSure = true;
                        return () -> {
                            askForOne.run();
                            return true;
                        };
                    }
                    work.awaitNanos(early);
                } else {
                    work.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private java.util.function.BooleanSupplier deliver(Frame frame, long now) {
        List<Runnable> taken = List.copyOf(notTaken);
        notTaken.clear();
        newest = null;
        unseen++;
        lastDelivered = now;
        return () -> {
            taken.forEach(Runnable::run);
            watcher.frame(frame);
            return true;
        };
    }

    private void forget() {
        lock.lock();
        try {
            if (newest != null) {
                newest.erase();
                newest = null;
            }
            notTaken.clear();
        } finally {
            lock.unlock();
        }
    }
}
