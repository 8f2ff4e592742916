package io.throughline.erp.signin;

import io.throughline.access.RandomSecret;
import io.throughline.browser.BrowserProblemException;
import io.throughline.browser.BrowserProgram;
import io.throughline.browser.BrowserStart;
import io.throughline.browser.BrowserVisit;
import io.throughline.browser.Reach;
import io.throughline.browser.RunningBrowser;
import io.throughline.timelog.SignInBackend;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window on the ERP's page: waits until its person has signed in there, and closes. */
final class ErpWindow {

    private static final Logger log = LoggerFactory.getLogger(ErpWindow.class);
    private static final String AGAIN = " Nothing was stored. Call authenticate_via_erp_browser to try again.";
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 820;

    private final String attempt;
    private final URI page;
    private final BrowserProgram program;
    private final String browserUser;
    private final SignInAttempts attempts;
    private final SignInBackend backend;
    private final CountDownLatch toEnd = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param attempt its id */
    ErpWindow(
            String attempt,
            URI page,
            BrowserProgram program,
            String browserUser,
            SignInAttempts attempts,
            SignInBackend backend) {
        this.attempt = attempt;
        this.page = page;
        this.program = program;
        this.browserUser = browserUser;
        this.attempts = attempts;
        this.backend = backend;
    }

    /** Opens it and returns at once. */
    void start(Runnable atEnd) {
        Thread.ofVirtual().name("erp-window").start(() -> {
            try {
                open();
            } catch (BrowserProblemException problem) {
                attempts.fail(attempt, problem.getMessage() + AGAIN);
            } catch (RuntimeException | Error ours) { // else nobody would be told that it ended
                log.error("A window for signing in to the ERP failed.", ours);
                attempts.fail(attempt, "The window could not be watched, by a fault of this server." + AGAIN);
            } finally {
                atEnd.run();
                ended.countDown();
            }
        });
    }

    /** Lets the window close soon. */
    void leave() {
        toEnd.countDown();
    }

    /** Closes the window, whatever it is at. */
    void close() {
        leave();
        try {
            if (!ended.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A window for signing in to the ERP did not close in {} s.", CLOSING.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() throws BrowserProblemException {
        if (!attempts.isLive(attempt)) {
            return; // another was asked for since
        }
        // It is the person's own browser on their own machine, and may go where they go: their company's sign-in may be
        // anywhere.
        BrowserStart start = new BrowserStart(program, true, browserUser, Reach.everywhere());
        try (RunningBrowser browser = RunningBrowser.start(start);
                BrowserVisit visit = browser.visit(page, WIDTH, HEIGHT)) {
            attempts.open(attempt, RandomSecret.make()); // nobody else has a link to it
            watch(visit);
        }
    }

    private void watch(BrowserVisit visit) {
        URI origin = ErpSite.originOf(page);
        while (attempts.isLive(attempt)) {
            Optional<String> token =
                    visit.stored(origin, "token").map(String::strip).filter(ErpWindow::isToken);
            if (token.isPresent()) {
                attempts.finish(attempt, asker -> backend.signInWithToken(asker, token.get()));
                return;
            }
            if (visit.endedWhy() != null) {
                attempts.fail(attempt, "You closed the window before you were signed in." + AGAIN);
                return;
            }
            String problem = visit.loadProblem();
            if (problem != null) {
                attempts.fail(attempt, "The page of the ERP did not open: " + problem + " Nothing was stored.");
                return;
            }
            if (isToEnd()) {
                attempts.fail(attempt, "The server stopped before you were signed in." + AGAIN);
                return;
            }
        }
    }

    /** Pages write such words where they mean none. */
    private static boolean isToken(String stored) {
        return !stored.isEmpty() && !stored.equals("null") && !stored.equals("undefined");
    }

    private boolean isToEnd() {
        try {
            return toEnd.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
