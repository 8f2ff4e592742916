package io.throughline.browser;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person does in a browser: a main page and the windows that it opens, with cookies and storage of their own. The window
 * opened last is the active one until it closes. Safe for concurrent use.
 */
@SuppressWarnings("DoNotCallSuggester") // filled in by the next change
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
     * @param width CSS pixels that the picture stands for, which may be fewer than it has
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

    BrowserVisit() {}

    /** Begins to send pictures of the active page, two of which may wait for {@link #frameSeen}. One watcher at a time; null stops. */
    public void watch(@Nullable Watcher watcher) {
        throw new UnsupportedOperationException();
    }

    /** Lets the next picture come: one of those sent has arrived. */
    public void frameSeen() {
        throw new UnsupportedOperationException();
    }

    /** Does it at the active page, in the order of the calls. Returns at once; a page that hangs loses what it cannot take. */
    public void send(BrowserInput input) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives pages another size.
     *
     * @param width CSS pixels, 200 to 4,000; brought into that range
     * @param height likewise
     */
    public void resize(int width, int height) {
        throw new UnsupportedOperationException();
    }

    /** The text that the main page's origin keeps under a key in its localStorage, if the main page is at that origin now. */
    public Optional<String> stored(URI origin, String key) {
        throw new UnsupportedOperationException();
    }

    /** Of the active page, without query and fragment, which can hold secrets; {@code about:blank} before anything came. */
    public URI address() {
        throw new UnsupportedOperationException();
    }

    /** Whether a window that the main page opened is the active one. */
    public boolean popupOpen() {
        throw new UnsupportedOperationException();
    }

    /** Closes the active window if it is not the main page. */
    public void closePopup() {
        throw new UnsupportedOperationException();
    }

    /** Loads the active page again. */
    public void reload() {
        throw new UnsupportedOperationException();
    }

    /** Whether an editable element has the focus, so that a phone shows its keyboard. */
    public boolean typing() {
        throw new UnsupportedOperationException();
    }

    /** Why the active page did not load, in words for the person; null if it did. */
    public @Nullable String loadProblem() {
        throw new UnsupportedOperationException();
    }

    /** What the page said last in a box of its own (which was answered with "cancel", since no picture shows it); null if nothing. */
    public @Nullable String said() {
        throw new UnsupportedOperationException();
    }

    /** Ends it: cookies, storage and pictures are forgotten. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
