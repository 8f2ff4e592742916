package io.throughline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.browser.BrowserVisit.Frame;
import io.throughline.browser.BrowserVisit.Watcher;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at a visit and has seen each picture at once. */
public final class Seen implements Watcher {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final BrowserVisit visit;
    private final AtomicReference<@Nullable Frame> last = new AtomicReference<>();
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final AtomicInteger frames = new AtomicInteger();

    private Seen(BrowserVisit visit) {
        this.visit = visit;
    }

    static Seen by(BrowserVisit visit) {
        Seen seen = new Seen(visit);
        visit.watch(seen);
        return seen;
    }

    /** Waits until it holds, asking often. */
    public static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Waits until the middle of the picture has about that colour. @param rgb such as 0xff0000 */
    void untilMiddleIs(int rgb) {
        until("the middle of the picture is " + Integer.toHexString(rgb), () -> {
            Frame frame = last.get();
            return frame != null && isAbout(middle(frame), rgb);
        });
    }

    Frame lastFrame() {
        Frame frame = last.get();
        assertThat(frame).isNotNull();
        return java.util.Objects.requireNonNull(frame);
    }

    int frames() {
        return frames.get();
    }

    String untilEnded() {
        until("the visit ended", () -> ended.get() != null);
        return String.valueOf(ended.get());
    }

    private static int middle(Frame frame) {
        BufferedImage image = image(frame);
        return image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    }

    static BufferedImage image(Frame frame) {
        try {
            return ImageIO.read(new ByteArrayInputStream(frame.jpeg()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isAbout(int one, int other) {
        int difference = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            difference = Math.max(difference, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return difference < 24;
    }

    @Override
    public void frame(Frame frame) {
        frames.incrementAndGet();
        last.set(frame);
        visit.frameSeen();
    }

    @Override
    public void changed() {}

    @Override
    public void ended(String why) {
        ended.set(why);
    }
}
