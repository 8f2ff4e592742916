package io.throughline.browser;

import java.net.URI;

/** A browser that runs for us, as a process of its own without a port that others could reach. Safe for concurrent use. */
@SuppressWarnings("DoNotCallSuggester") // filled in by the next change
public final class RunningBrowser implements AutoCloseable {

    private RunningBrowser() {}

    /** Starts one; takes about a second, and 20 s at most. */
    public static RunningBrowser start(BrowserStart how) throws BrowserProblemException {
        throw new UnsupportedOperationException(how.toString());
    }

    /**
     * Opens a page in a browser context of its own. Returns before it is loaded.
     *
     * @param width CSS pixels, 200 to 4,000; brought into that range
     * @param height likewise
     */
    public BrowserVisit visit(URI page, int width, int height) throws BrowserProblemException {
        throw new UnsupportedOperationException();
    }

    public boolean isRunning() {
        throw new UnsupportedOperationException();
    }

    /** Ends the process and its children and removes its profile; takes 2 s at most. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
