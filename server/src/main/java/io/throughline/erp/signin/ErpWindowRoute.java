package io.throughline.erp.signin;

import io.throughline.access.Principal;
import io.throughline.browser.BrowserProgram;
import io.throughline.browser.RunningBrowser;
import io.throughline.settings.Settings;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in on the ERP's own page, in a window of the browser of this machine, at which they sit. Closes its windows when it
 * is closed. Safe for concurrent use.
 */
final class ErpWindowRoute implements SignInRoute, AutoCloseable {

    private final Settings settings;
    private final ErpSite site;
    private final SignInAttempts attempts;
    private final Supplier<SignInBackend> backend;
    private final Supplier<Optional<ServedAddress>> served;
    private final Map<String, String> environment;
    private final Map<Owner, ErpWindow> windows = new ConcurrentHashMap<>();

    private record Owner(long tenantId, long personId) {}

    /**
     * @param served where this process serves pages; empty if it does not
     * @param environment tells whether this machine has a screen
     */
    ErpWindowRoute(
            Settings settings,
            ErpSite site,
            SignInAttempts attempts,
            Supplier<SignInBackend> backend,
            Supplier<Optional<ServedAddress>> served,
            Map<String, String> environment) {
        this.settings = settings;
        this.site = site;
        this.attempts = attempts;
        this.backend = backend;
        this.served = served;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Way way() {
        return Way.ERP_PAGE;
    }

    @Override
    public Optional<String> unable() {
        if (served.get().map(ServedAddress::isForOthers).orElse(false)) {
            return Optional.of("A server that other machines reach opens no windows on its own.");
        }
        if (!RunningBrowser.isSupported()) {
            return Optional.of("On Windows this server cannot open a browser for signing in.");
        }
        if (site.page().isEmpty()) {
            return Optional.of(
                    "The page of the embedded ERP is served by \"throughline serve\", and this process serves no"
                            + " pages. Nobody has to sign in to the embedded ERP: without a sign-in you log your own time.");
        }
        if (!hasScreen()) {
            return Optional.of("This machine has no screen on which a browser could open (neither DISPLAY nor"
                    + " WAYLAND_DISPLAY is set).");
        }
        return program().isPresent() ? Optional.empty() : Optional.of(noProgram());
    }

    private boolean hasScreen() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")
                || !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    }

    private Optional<BrowserProgram> program() {
        return BrowserProgram.find(settings.browserSignIn().browser());
    }

    private String noProgram() {
        @Nullable Object set = settings.browserSignIn().browser();
        return set == null
                ? "No Chrome, Edge or Chromium was found on this machine. Install one, or set THROUGHLINE_BROWSER to the path"
                        + " of one."
                : "THROUGHLINE_BROWSER is " + set
                        + ", where no program is that can be started. Set it to the path of a Chrome,"
                        + " Edge or Chromium, or leave it out.";
    }

    @Override
    public Begun begin(Principal principal) {
        URI page = site.page().orElseThrow(() -> refused());
        BrowserProgram program = program().orElseThrow(() -> refused());
        String id = attempts.begin(principal, way());
        site.open(id);
        ErpWindow window =
                new ErpWindow(id, page, program, settings.browserSignIn().browserUser(), attempts, backend.get());
        var owner = new Owner(principal.tenantId(), principal.personId());
        ErpWindow former = windows.put(owner, window);
        if (former != null) {
            former.leave();
        }
        window.start(() -> windows.remove(owner, window));
        return new Begun(
                null, false, attempts.find(id).map(SignInAttempt::until).orElseThrow(() -> refused()));
    }

    /** What was there when it was asked for has gone since. */
    private TimeLogProblemException refused() {
        return new TimeLogProblemException(
                Kind.REFUSED,
                unable().orElse("The sign-in ended before it began.") + " Nothing was started. Try again.");
    }

    @Override
    public void close() {
        windows.values().forEach(ErpWindow::close);
    }
}
