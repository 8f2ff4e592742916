package io.throughline.erp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.browser.Seen;
import io.throughline.browser.TestSite;
import io.throughline.settings.Settings;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.SignInBackend.SignedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window of the browser of this machine on the page of an ERP, whose person is played by the page's own script. */
class ErpWindowTest {

    private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":99");
    private static final String AGAIN = " Nothing was stored. Call authenticate_via_erp_browser to try again.";

    @TempDir
    private Path folder;

    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final TestServer.Company firm = server.company("firm");
    private final Principal ada = firm.principal();
    private final SignInAttempts attempts = server.get(SignInAttempts.class);
    private final SignInBackend backend = server.get(SignInBackend.class);
    private final TestSite erp = new TestSite();
    private Path browser;
    private ErpWindowRoute route;

    @BeforeEach
    void makeBrowser() throws IOException {
        // As on a desktop, but where there is no screen; whoever it runs as must be able to start it.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        browser = Files.writeString(
                folder.resolve("chromium"),
                "#!/bin/sh\nexec " + Chromium.require() + " --headless --disable-gpu \"$@\"\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));
        route = route(Map.of("BROWSER", browser.toString()), SCREEN);
    }

    @AfterEach
    void close() throws IOException {
        route.close();
        assertThat(profiles()).as("folders of browsers").isZero();
        erp.close();
        server.close();
    }

    private ErpWindowRoute route(Map<String, String> further, Map<String, String> environment) {
        Map<String, String> flags = new HashMap<>(further);
        flags.putIfAbsent("ERP_SIGN_IN_URL", erp.at("/").toString());
        Settings settings = TestDatabase.SQLITE.fresh(folder, flags);
        return new ErpWindowRoute(
                settings, new ErpSite(settings, Optional::empty), attempts, () -> backend, environment);
    }

    private static long profiles() throws IOException {
        String mine = "throughline-browser-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(mine))
                    .count();
        }
    }

    private String keyOfBo() {
        server.colleague(firm, "bo", Role.MEMBER);
        return server.get(AccessService.class)
                .createKey("bo@firm.example", "firm", "logs", Set.of("mcp:enabled", "logs:read"), null);
    }

    /** A page on which somebody signs in a moment after it has loaded. */
    private void pageThatGives(String token) {
        erp.page(
                "/",
                "<p>Sign in</p><script>localStorage.setItem('token', 'null');"
                        + " setTimeout(() => { localStorage.setItem('token', '" + token + "'); }, 400)</script>");
    }

    private SignInAttempt attempt() {
        return attempts.findOf(ada).orElseThrow();
    }

    private SignInAttempt untilOver() {
        Seen.until("the attempt is over", () -> attempt().state().isOver());
        return attempt();
    }

    private static void untilNoBrowserIsLeft() {
        Seen.until("no browser is left", () -> {
            try {
                return profiles() == 0;
            } catch (IOException failed) {
                return false;
            }
        });
    }

    private Optional<String> signedInAs() {
        return backend.current(ada).map(SignedIn::person).map(person -> String.valueOf(person.email()));
    }

    @Test
    void whoSignsInOnThePageIsSignedInHere() {
        pageThatGives(keyOfBo());

        Begun begun = route.begin(ada);

        assertThat(begun.link()).isNull();
        assertThat(begun.until()).isEqualTo(TestServer.NOW.plus(SignInAttempts.LIFE));
        assertThat(untilOver().told()).isEqualTo("Signed in as bo <bo@firm.example>.");
        assertThat(attempt().state()).isEqualTo(State.DONE);
        assertThat(signedInAs()).contains("bo@firm.example");
        untilNoBrowserIsLeft();
    }

    @Test
    void aTokenThatTheErpRefusesTakesNothingAway() {
        backend.signInWithToken(ada, keyOfBo());
        pageThatGives("pm33_live_" + "w".repeat(43));

        route.begin(ada);

        assertThat(untilOver().state()).isEqualTo(State.FAILED);
        assertThat(attempt().told()).contains("You stay signed in as bo").doesNotContain("wwww");
        assertThat(signedInAs()).contains("bo@firm.example");
        untilNoBrowserIsLeft();
    }

    @Test
    void aWindowThatIsClosedIsToldAtOnce() {
        erp.page("/", "<script>setTimeout(() => window.close(), 300)</script>");

        route.begin(ada);

        assertThat(untilOver().told()).isEqualTo("You closed the window before you were signed in." + AGAIN);
        untilNoBrowserIsLeft();
    }

    @Test
    void anErpThatIsDownIsTold() {
        erp.close();

        route.begin(ada);

        assertThat(untilOver().told())
                .isEqualTo(
                        "The page of the ERP did not open: 127.0.0.1:" + erp.port()
                                + " does not answer (net::ERR_CONNECTION_REFUSED). Try again when it runs. Nothing was stored.");
        untilNoBrowserIsLeft();
    }

    @Test
    void theWindowClosesWhenTheAttemptIsCancelledOrReplaced() {
        erp.page("/", "<p>Sign in</p><script>fetch('/told', {method: 'POST', body: 'open'})</script>");
        route.begin(ada);
        Seen.until(
                "the window is open",
                () -> attempt().state() == State.OPENED && !erp.told().isEmpty());
        assertThat(attempts.cancel(ada)).isTrue();
        untilNoBrowserIsLeft();

        erp.told().clear();
        route.begin(ada);
        Seen.until("the second window is open", () -> !erp.told().isEmpty());
        pageThatGives(keyOfBo());
        route.begin(ada);
        assertThat(untilOver().told()).isEqualTo("Signed in as bo <bo@firm.example>.");
        untilNoBrowserIsLeft();
    }

    @Test
    void theWindowClosesWhenItsTimeIsOverOrTheServerStops() {
        erp.page("/", "<p>Sign in</p>");
        route.begin(ada);
        Seen.until("the window is open", () -> attempt().state() == State.OPENED);
        server.pass(SignInAttempts.LIFE);
        untilNoBrowserIsLeft();
        assertThat(attempt().state()).isEqualTo(State.EXPIRED);

        route.begin(ada);
        Seen.until("the window is open", () -> attempt().state() == State.OPENED);
        route.close();
        assertThat(attempt().told()).isEqualTo("The server stopped before you were signed in." + AGAIN);
    }

    @Test
    void aBrowserThatDoesNotStartIsTold() throws IOException {
        Files.writeString(browser, "#!/bin/sh\nexit 1\n");

        route.begin(ada);

        assertThat(untilOver().told())
                .isEqualTo("Chromium at " + browser
                        + " ended as soon as it was started. The log has its last words; try to" + " start it by hand."
                        + AGAIN);
    }

    @Test
    void itIsSaidWhatKeepsAWindowFromOpening() {
        Map<String, String> here = Map.of("BROWSER", browser.toString());
        assertThat(route.unable()).isEmpty();
        assertThat(route(here, Map.of()).unable())
                .contains(
                        "This machine has no screen on which a browser could open (neither DISPLAY nor WAYLAND_DISPLAY is"
                                + " set).");
        assertThat(route(here, Map.of("WAYLAND_DISPLAY", "wayland-0")).unable()).isEmpty();
        Path none = folder.resolve("none");
        assertThat(route(Map.of("BROWSER", none.toString()), SCREEN).unable())
                .contains("THROUGHLINE_BROWSER is " + none
                        + ", where no program is that can be started. Set it to the path of"
                        + " a Chrome, Edge or Chromium, or leave it out.");
        Map<String, String> known = new HashMap<>(here);
        known.put("PUBLIC_URL", "https://plan.example.com");
        assertThat(route(known, SCREEN).unable())
                .contains("A server with a public address opens no windows on its own machine.");
        Settings embedded = TestDatabase.SQLITE.fresh(folder, here);
        assertThat(new ErpWindowRoute(embedded, new ErpSite(embedded, Optional::empty), attempts, () -> backend, SCREEN)
                        .unable())
                .get()
                .asString()
                .startsWith("The page of the embedded ERP is served by \"throughline serve\"");
    }
}
