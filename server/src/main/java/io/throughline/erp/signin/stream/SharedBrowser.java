package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserProblemException;
import io.throughline.browser.BrowserStart;
import io.throughline.browser.BrowserVisit;
import io.throughline.browser.RunningBrowser;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One browser for all who sign in at the same time: started with the first visit, ended with the last. Safe for concurrent use. */
final class SharedBrowser implements AutoCloseable {

    /** How to start it, found out when it is needed. */
    interface Start {
        BrowserStart find() throws BrowserProblemException;
    }

    private final Start start;
    private final Set<BrowserVisit> visits = new HashSet<>();
    private @Nullable RunningBrowser browser;
    private boolean closed;

    SharedBrowser(Start start) {
        this.start = start;
    }

    /** Opens a page with cookies and storage of its own. */
    synchronized BrowserVisit open(URI page, ViewSize size) throws BrowserProblemException {
        if (closed) {
            throw new BrowserProblemException("The server stops. Try again when it runs anew.");
        }
        RunningBrowser running = browser;
        if (running == null || !running.isRunning()) {
            if (running != null) {
                running.close(); // removes what one that died left behind
            }
            running = RunningBrowser.start(start.find());
            browser = running;
        }
        try {
            BrowserVisit visit = running.visit(page, size.width(), size.height());
            visits.add(visit);
            return visit;
        } finally {
            endIfUnused();
        }
    }

    synchronized void leave(BrowserVisit visit) {
        visits.remove(visit);
        try {
            visit.close();
        } finally {
            endIfUnused();
        }
    }

    private void endIfUnused() {
        RunningBrowser running = browser;
        if (running != null && visits.isEmpty()) {
            browser = null;
            running.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        visits.clear();
        endIfUnused();
    }
}
