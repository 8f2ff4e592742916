package io.throughline.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A browser that runs for us, as a process of its own without a port that others could reach. Safe for concurrent use. */
public final class RunningBrowser implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningBrowser.class);

    private final BrowserStart how;
    private final BrowserProcess process;
    private final DevTools devTools;
    private final ConcurrentMap<String, BrowserVisit> visits = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean gone;

    private RunningBrowser(BrowserStart how, BrowserProcess process) {
        this.how = how;
        this.process = process;
        this.devTools = new DevTools(process.wire(), this::ended);
    }

    /** Whether one can be started on this system: Linux and macOS, not Windows. */
    public static boolean isSupported() {
        return BrowserProcess.isSupported();
    }

    /** Starts one; takes about a second, and 20 s at most. */
    public static RunningBrowser start(BrowserStart how) throws BrowserProblemException {
        BrowserProcess process = BrowserProcess.start(how);
        RunningBrowser browser = new RunningBrowser(how, process);
        try {
            browser.devTools.startReading();
            browser.devTools.call(DevTools.BROWSER, "Browser.getVersion", Map.of());
            new TargetGate(browser.devTools, how.reach(), browser.visits::get).open();
        } catch (BrowserProblemException failed) {
            boolean died = process.endsWithin(Duration.ofSeconds(1));
            browser.close();
            throw died ? process.problem(how.program()) : failed;
        } catch (RuntimeException | Error ours) {
            browser.close();
            throw ours;
        }
        return browser;
    }

    /**
     * Opens a page in a browser context of its own. Returns before it is loaded.
     *
     * @param width CSS pixels, 200 to 4,000; brought into that range
     * @param height likewise
     * @throws IllegalArgumentException for a page out of reach
     */
    public BrowserVisit visit(URI page, int width, int height) throws BrowserProblemException {
        if (!how.reach().allows(page)) {
            throw new IllegalArgumentException(
                    "The page " + Reach.originOrBlank(page.toString()) + " is out of reach.");
        }
        String context = devTools.call(DevTools.BROWSER, "Target.createBrowserContext", Map.of("disposeOnDetach", true))
                .path("browserContextId")
                .asString("");
        BrowserVisit visit =
                new BrowserVisit(devTools, context, how.visible(), width, height, () -> visits.remove(context));
        visits.put(context, visit);
        try {
            if (!how.visible()) {
                Map<String, ?> denied = Map.of("behavior", "deny", "browserContextId", context);
                devTools.call(DevTools.BROWSER, "Browser.setDownloadBehavior", denied);
                // Granting nothing refuses all the rest, unasked: cameras, places, notifications, the clipboard.
                Map<String, ?> none = Map.of("permissions", List.of(), "browserContextId", context);
                devTools.call(DevTools.BROWSER, "Browser.grantPermissions", none);
            }
            visit.open(page);
        } catch (BrowserProblemException | RuntimeException | Error failed) {
            visit.close();
            throw failed;
        }
        if (gone) {
            ended(); // before the visit was known
        }
        return visit;
    }

    public boolean isRunning() {
        return !gone && process.isAlive();
    }

    /** The number of its process; empty if it ended. */
    Optional<Long> pid() {
        return process.pid();
    }

    private void ended() {
        gone = true;
        if (!visits.isEmpty() && !closed.get()) {
            log.warn(
                    "The browser {} ended by itself while {} visits were open.",
                    how.program().path(),
                    visits.size());
        }
        visits.values()
                .forEach(visit ->
                        visit.ended("The browser ended unexpectedly. Ask for a new sign-in link and try again."));
    }

    /** Ends the process and its children and removes its profile; takes 2 s at most. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            visits.values().forEach(BrowserVisit::close);
            process.end();
        }
    }
}
