package io.throughline.bench;

import io.throughline.browser.BrowserVisit;
import io.throughline.browser.BrowserVisit.Frame;
import io.throughline.browser.BrowserVisit.Watcher;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Sees of which colour the middle of a visit's pictures is, and when each picture came. */
final class ColourWatch implements Watcher {

    static final int RED = 0xff0000;
    static final int BLUE = 0x0000ff;
    private static final int TOLERANCE = 40;

    private final BrowserVisit visit;
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

    private record Arrived(long atNanos, Frame frame) {}

    private ColourWatch(BrowserVisit visit) {
        this.visit = visit;
    }

    static ColourWatch of(BrowserVisit visit) {
        ColourWatch watch = new ColourWatch(visit);
        visit.watch(watch);
        return watch;
    }

    /**
     * Waits for a picture whose middle has that colour.
     *
     * @return when it came, before it was decoded, as {@link System#nanoTime} tells
     */
    long until(int rgb) throws InterruptedException {
        while (true) {
            Arrived next = arrived.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("No picture of that colour came in 10 s.");
            }
            if (isAbout(middle(next.frame()), rgb)) {
                return next.atNanos();
            }
        }
    }

    private static int middle(Frame frame) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(frame.jpeg()))) {
            reader.setInput(in);
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(new Rectangle(reader.getWidth(0) / 2, reader.getHeight(0) / 2, 1, 1));
            return reader.read(0, part).getRGB(0, 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isAbout(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void frame(Frame frame) {
        arrived.add(new Arrived(System.nanoTime(), frame));
        visit.frameSeen();
    }

    @Override
    public void changed() {}

    @Override
    public void ended(String why) {
        Workbench.tell("a session ended: " + why);
    }
}
