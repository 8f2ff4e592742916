package io.throughline.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one person does in a browser: a main page and the windows that it opens, with cookies and storage of their own. The window
 * opened last is the active one until it closes. Safe for concurrent use.
 */
public final class BrowserVisit implements AutoCloseable {

    /** Who looks at it. Called by one thread at a time, never after {@link #ended}; may take its time, then pictures are left out. */
    public interface Watcher {

        /** A new picture of the active page. It is the watcher's from now on, to be erased with {@link Frame#erase} after use. */
        void frame(Frame frame);

        /** Something that {@link BrowserVisit} tells may have changed: the address, a window, whether somebody types, a problem. */
        void changed();

        /**
         * Nothing more will come. Not called after {@link BrowserVisit#close}.
         *
         * @param why in words for the person
         */
        void ended(String why);
    }

    /**
     * @param width CSS pixels that the picture stands for
     * @param height likewise
     */
    @SuppressWarnings("ArrayRecordComponent") // copied nowhere, so that it can be erased
    public record Frame(byte[] jpeg, int width, int height) {

        /** A picture can show what somebody typed. */
        public void erase() {
            Arrays.fill(jpeg, (byte) 0);
        }

        @Override
        public String toString() {
            return "Frame[" + width + "×" + height + ", " + jpeg.length + " bytes]";
        }
    }

    private static final int SMALLEST = 200;
    private static final int LARGEST = 4_000;
    /** A sign-in needs one or two; a page that opens more does it to be a nuisance. */
    private static final int POPUPS_AT_MOST = 5;

    private final DevTools devTools;
    private final String context;
    private final boolean visible;
    private final Runnable atClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch mainOpened = new CountDownLatch(1);
    /** The main page first; the last one is active. Guarded by the lock, as all that follows. */
    private final List<PageWindow> windows = new ArrayList<>();

    private @Nullable PictureDelivery delivery;
    private @Nullable String endedWhy;
    private boolean closed;
    private volatile int width;
    private volatile int height;

    /**
     * @param context the browser's id of the context of its own
     * @param atClose forgets this visit
     */
    BrowserVisit(DevTools devTools, String context, boolean visible, int width, int height, Runnable atClose) {
        this.devTools = devTools;
        this.context = context;
        this.visible = visible;
        this.width = between(width);
        this.height = between(height);
        this.atClose = atClose;
    }

    private static int between(int pixels) {
        return Math.clamp(pixels, SMALLEST, LARGEST);
    }

    /** Begins to send pictures of the active page, two of which may wait for {@link #frameSeen}. One watcher at a time; null stops. */
    public void watch(@Nullable Watcher watcher) {
        locked(() -> {
            PictureDelivery former = delivery;
            if (former != null) {
                former.stop();
                delivery = null;
            }
            PageWindow active = active();
            if (watcher == null || closed) {
                if (former != null && active != null) {
                    active.hidePictures();
                }
                return;
            }
            PictureDelivery begun = new PictureDelivery(watcher, this::askForPicture);
            begun.start();
            if (endedWhy != null) {
                begun.end(endedWhy);
                return;
            }
            delivery = begun;
            if (active != null) {
                active.showPictures();
            }
        });
    }

    private void askForPicture() {
        locked(() -> {
            PageWindow active = active();
            if (active != null && delivery != null) {
                active.askForPicture();
            }
        });
    }

    /** Lets the next picture come: one of those sent has arrived. */
    public void frameSeen() {
        PictureDelivery now = delivery();
        if (now != null) {
            now.seen();
        }
    }

    /** Does it at the active page, in the order of the calls. Returns at once; a page that hangs loses what it cannot take. */
    public void send(BrowserInput input) {
        locked(() -> {
            PageWindow active = active();
            if (active != null) {
                active.input().send(input);
            }
        });
    }

    /**
     * Gives pages another size.
     *
     * @param width CSS pixels, 200 to 4,000; brought into that range
     * @param height likewise
     */
    public void resize(int width, int height) {
        locked(() -> {
            this.width = between(width);
            this.height = between(height);
            windows.forEach(PageWindow::resize);
        });
        askForPicture(); // of the new size at most
    }

    /** The text that the main page's origin keeps under a key in its localStorage, if the main page is at that origin now. */
    public Optional<String> stored(URI origin, String key) {
        PageWindow main = locked(() -> windows.isEmpty() || endedWhy != null ? null : windows.getFirst());
        return main == null
                ? Optional.empty()
                : main.ownWorld().evaluate(PageScripts.stored(Reach.serialized(origin), key));
    }

    /** Of the active page, without query and fragment, which can hold secrets; {@code about:blank} before anything came. */
    public URI address() {
        PageWindow active = activeNow();
        String address = active == null ? "about:blank" : active.address();
        int end = 0;
        while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
            end++;
        }
        try {
            return URI.create(address.substring(0, end));
        } catch (IllegalArgumentException unusual) { // browsers allow more in a path
            return address.contains("://") ? Reach.originOrBlank(address) : URI.create("about:blank");
        }
    }

    /** Whether a window that the main page opened is the active one. */
    public boolean popupOpen() {
        return locked(() -> windows.size() > 1);
    }

    /** Closes the active window if it is not the main page. */
    public void closePopup() {
        locked(() -> {
            if (windows.size() > 1) {
                windows.getLast().close();
            }
        });
    }

    /** Loads the active page again. */
    public void reload() {
        PageWindow active = activeNow();
        if (active != null) {
            active.reload();
        }
    }

    /** Whether an editable element has the focus, so that a phone shows its keyboard. */
    public boolean typing() {
        PageWindow active = activeNow();
        return active != null && active.ownWorld().isTyping();
    }

    /** Why the active page did not load, in words for the person; null if it did. */
    public @Nullable String loadProblem() {
        PageWindow active = activeNow();
        return active == null ? null : active.loadProblem();
    }

    /** What the page said last in a box of its own (which was answered with "cancel", since no picture shows it); null if nothing. */
    public @Nullable String said() {
        PageWindow active = activeNow();
        return active == null ? null : active.said();
    }

    /** Why there is nothing more to see, in words for the person; null while it goes on. */
    public @Nullable String endedWhy() {
        return locked(() -> endedWhy);
    }

    /** Ends it: cookies, storage and pictures are forgotten. Idempotent. */
    @Override
    public void close() {
        boolean first = locked(() -> {
            boolean open = !closed;
            closed = true;
            if (delivery != null) {
                delivery.stop();
                delivery = null;
            }
            windows.clear();
            return open;
        });
        if (!first) {
            return;
        }
        devTools.tell(DevTools.BROWSER, "Target.disposeBrowserContext", Map.of("browserContextId", context));
        atClose.run();
    }

    /** Has the active page fail as a defect of the browser would; for tests. */
    void crash() {
        PageWindow active = activeNow();
        if (active != null) {
            active.crash();
        }
    }

    boolean isVisible() {
        return visible;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Opens the main page at once, and an address in it when it is there. */
    void open(URI page) throws BrowserProblemException {
        Map<String, ?> window = Map.of(
                "url", "about:blank",
                "browserContextId", context,
                "newWindow", true,
                "width", width,
                "height", height);
        devTools.call(DevTools.BROWSER, "Target.createTarget", window);
        try {
            if (!mainOpened.await(DevTools.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BrowserProblemException("The browser opened no window. Try again.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrowserProblemException("Waiting for the browser was interrupted.", interrupted);
        }
        PageWindow main = activeNow();
        if (main != null) {
            main.go(page.toString());
        }
    }

    void opened(PageWindow window) {
        locked(() -> {
            if (closed || windows.size() > POPUPS_AT_MOST) {
                window.close();
                return;
            }
            PageWindow former = active();
            windows.add(window);
            show(former, window);
        });
        mainOpened.countDown();
    }

    void closed(PageWindow window) {
        locked(() -> {
            boolean main = !windows.isEmpty() && windows.getFirst() == window;
            PageWindow former = active();
            if (!windows.remove(window)) {
                return;
            }
            if (main) {
                ended("The window was closed.");
            } else if (former == window) {
                show(null, active());
            }
        });
    }

    private void show(@Nullable PageWindow former, @Nullable PageWindow now) {
        if (delivery != null && now != null) {
            if (former != null) {
                former.hidePictures();
            }
            now.showPictures();
            delivery.changed();
        }
    }

    void crashed(PageWindow window) {
        locked(() -> {
            if (!windows.isEmpty() && windows.getFirst() == window) {
                ended("The page crashed. Ask for a new sign-in link and try again.");
            } else {
                window.close();
            }
        });
    }

    /** Nothing more comes from the browser. */
    void ended(String why) {
        locked(() -> {
            if (closed || endedWhy != null) {
                return;
            }
            endedWhy = why;
            if (delivery != null) {
                delivery.end(why);
                delivery = null;
            }
        });
    }

    void changed(PageWindow window) {
        locked(() -> {
            if (delivery != null && active() == window) {
                delivery.changed();
            }
        });
    }

    void picture(PageWindow from, Frame frame, Runnable taken) {
        PictureDelivery its = locked(() -> active() == from ? delivery : null);
        if (its != null) {
            its.offer(frame, taken);
        } else {
            frame.erase();
            taken.run();
        }
    }

    private void locked(Runnable what) {
        lock.lock();
        try {
            what.run();
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable PageWindow active() {
        return windows.isEmpty() ? null : windows.getLast();
    }

    private @Nullable PageWindow activeNow() {
        return locked(() -> active());
    }

    private @Nullable PictureDelivery delivery() {
        return locked(() -> delivery);
    }
}
