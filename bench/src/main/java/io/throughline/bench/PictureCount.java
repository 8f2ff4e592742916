package io.throughline.bench;

import io.throughline.browser.BrowserVisit;
import io.throughline.browser.BrowserVisit.Frame;
import io.throughline.browser.BrowserVisit.Watcher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the pictures of a visit and has seen each at once. */
final class PictureCount implements Watcher {

    private final BrowserVisit visit;
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private PictureCount(BrowserVisit visit) {
        this.visit = visit;
    }

    static PictureCount of(BrowserVisit visit) {
        PictureCount count = new PictureCount(visit);
        visit.watch(count);
        return count;
    }

    void untilFirst() throws InterruptedException {
        if (!first.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("No picture came in 20 s.");
        }
    }

    void reset() {
        pictures.set(0);
        bytes.set(0);
    }

    long pictures() {
        return pictures.get();
    }

    long averageKib() {
        return bytes.get() / Math.max(1, pictures.get()) / 1_024;
    }

    @Override
    public void frame(Frame frame) {
        pictures.incrementAndGet();
        bytes.addAndGet(frame.jpeg().length);
        frame.erase();
        first.countDown();
        visit.frameSeen();
    }

    @Override
    public void changed() {}

    @Override
    public void ended(String why) {
        Workbench.tell("a session ended: " + why);
    }
}
