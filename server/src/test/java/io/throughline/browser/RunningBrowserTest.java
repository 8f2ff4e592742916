package io.throughline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beginning and end of a browser's process. */
class RunningBrowserTest {

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private URI red() {
        return site.page("/red", "<body style='height:100vh;background:#f00'>");
    }

    private static List<Path> profiles() throws IOException {
        String mine = "throughline-browser-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(mine))
                    .toList();
        }
    }

    /** A process that has ended is listed until its parent has asked how, which the machine's first process may do seconds later. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whoever runs it, nothing of it runs as root, and no page without a sandbox. */
    @Test
    void pagesAreLockedIn() throws Exception {
        try (RunningBrowser browser = BrowserTestBench.start(site.origin());
                BrowserVisit visit = browser.visit(red(), 800, 600)) {
            Seen.by(visit).untilMiddleIs(0xff0000);
            ProcessHandle process =
                    ProcessHandle.of(browser.pid().orElseThrow()).orElseThrow();
            List<ProcessHandle> family =
                    Stream.concat(Stream.of(process), process.descendants()).toList();
            assertThat(family).hasSizeGreaterThan(2);
            for (ProcessHandle each : family) {
                assertThat(each.info().user())
                        .as("user of a process")
                        .isPresent()
                        .get()
                        .isNotEqualTo("root");
                assertThat(each.info().commandLine().orElse("")).doesNotContain("no-sandbox");
            }
            Path profile = profiles().getFirst();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        RunningBrowser browser = BrowserTestBench.start(site.origin());
        BrowserVisit visit = browser.visit(red(), 800, 600);
        Seen.by(visit).untilMiddleIs(0xff0000);
        ProcessHandle process = ProcessHandle.of(browser.pid().orElseThrow()).orElseThrow();
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        assertThat(profiles()).hasSize(1);

        long begun = System.nanoTime();
        browser.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));

        assertThat(family).noneMatch(RunningBrowserTest::runs);
        assertThat(profiles()).isEmpty();
        assertThat(browser.isRunning()).isFalse();
        browser.close();
        assertThatThrownBy(() -> browser.visit(red(), 800, 600)).isInstanceOf(BrowserProblemException.class);
    }

    @Test
    void aBrowserThatIsKilledIsTold() throws Exception {
        try (RunningBrowser browser = BrowserTestBench.start(site.origin());
                BrowserVisit visit = browser.visit(red(), 800, 600)) {
            Seen seen = Seen.by(visit);
            seen.untilMiddleIs(0xff0000);
            assertThat(ProcessHandle.of(browser.pid().orElseThrow())
                            .orElseThrow()
                            .destroyForcibly())
                    .isTrue();
            assertThat(seen.untilEnded())
                    .isEqualTo("The browser ended unexpectedly. Ask for a new sign-in link and try again.");
            assertThat(visit.stored(site.origin(), "token")).isEmpty();
            Seen.until("it does not run", () -> !browser.isRunning());
        }
        assertThat(profiles()).isEmpty();
    }

    /** Of a program that was killed itself, and could not tidy up. */
    @Test
    void aBrowserEndsWithTheProgramThatStartedIt() throws Exception {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandoned.class.getName(),
                        BrowserTestBench.program().path().toString(),
                        red().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = program.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("browser ")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            ProcessHandle browser =
                    ProcessHandle.of(Long.parseLong(line.split(" ", 2)[1])).orElseThrow();
            List<ProcessHandle> family =
                    Stream.concat(Stream.of(browser), browser.descendants()).toList();
            assertThat(browser.isAlive()).isTrue();
            program.destroyForcibly().waitFor();
            Seen.until(
                    "no process of the browser is left", () -> family.stream().noneMatch(RunningBrowserTest::runs));
        } finally {
            program.destroyForcibly();
        }
        BrowserTestBench.start(site.origin()).close(); // which tidies up
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(all)
                    .noneMatch(path ->
                            path.getFileName().toString().startsWith("throughline-browser-" + program.pid() + "-"));
        }
    }

    /** As anybody could plant them, with the number of a process that has ended. */
    @Test
    void deeplyNestedLeftOversHinderNoStart() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path top = Files.createTempDirectory("throughline-browser-" + ended.pid() + "-");
        Path other = top.resolveSibling(top.getFileName() + "-built");
        for (int depth = 0; depth < 5_000; depth++) { // from the inside out, since such a path is too long to be named
            Files.createDirectory(other);
            Files.move(top, other.resolve("d"));
            Files.move(other, top);
        }
        BrowserTestBench.start(site.origin()).close();
        for (int starts = 0; starts < 10 && Files.exists(top); starts++) { // each cleans for a limited time
            BrowserTestBench.start(site.origin()).close();
        }
        assertThat(top).doesNotExist();
    }

    /** A program that starts a browser, says its process, and waits to be killed. */
    static final class Abandoned {
        private Abandoned() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            URI page = URI.create(arguments[1]);
            RunningBrowser browser = RunningBrowser.start(new BrowserStart(
                    new BrowserProgram(Path.of(arguments[0]), "Chromium"),
                    false,
                    null,
                    new Reach(Set.of(page.resolve("/")), List.of())));
            browser.visit(page, 800, 600);
            System.out.println("browser " + browser.pid().orElseThrow());
            Thread.currentThread().join();
        }
    }

    @Test
    void aWrongCertificateIsRefused() throws Exception {
        try (SelfSignedSite wrong = new SelfSignedSite();
                RunningBrowser browser = BrowserTestBench.start(wrong.origin());
                BrowserVisit visit = browser.visit(wrong.origin(), 800, 600)) {
            Seen.until("the problem is told", () -> visit.loadProblem() != null);
            assertThat(visit.loadProblem())
                    .isEqualTo("The certificate of 127.0.0.1:" + wrong.origin().getPort()
                            + " is not valid (net::ERR_CERT_AUTHORITY_INVALID), so nothing is typed there."
                            + " Its operator has to renew it.");
            assertThat(wrong.requests()).isZero();
        }
    }

    @Test
    void aProgramThatIsNoBrowserIsTold(@TempDir Path folder) throws Exception {
        Path silent = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\necho 'cannot start' >&2\nexit 1\n");
        Files.setPosixFilePermissions(silent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        BrowserProgram program = BrowserProgram.find(silent).orElseThrow();
        assertThatThrownBy(() -> RunningBrowser.start(new BrowserStart(program, false, null, Reach.everywhere())))
                .isInstanceOf(BrowserProblemException.class)
                .hasMessage(
                        "Chromium at " + silent + " ended as soon as it was started. The log has its last words; try to"
                                + " start it by hand.");
        assertThat(profiles()).isEmpty();
    }

    @Test
    void aBrowserWithoutSandboxIsTold(@TempDir Path folder) throws Exception {
        Path unlocked = Files.writeString(
                folder.resolve("chromium"),
                "#!/bin/sh\necho '[1:1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! Update your kernel' >&2\nexit 133\n");
        Files.setPosixFilePermissions(unlocked, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        BrowserProgram program = BrowserProgram.find(unlocked).orElseThrow();
        assertThatThrownBy(() -> RunningBrowser.start(new BrowserStart(program, false, null, Reach.everywhere())))
                .isInstanceOf(BrowserProblemException.class)
                .hasMessageStartingWith("Chromium at " + unlocked + " could not lock its pages in (sandbox)");
    }

    @Test
    void nothingOfOurEnvironmentIsHandedOn() throws Exception {
        try (RunningBrowser browser = BrowserTestBench.start(site.origin())) {
            String environment = Files.readString(
                    Path.of("/proc/" + browser.pid().orElseThrow() + "/environ"), StandardCharsets.ISO_8859_1);
            Set<String> handedOn = Stream.of(environment.split("\0"))
                    .map(each -> each.split("=", 2)[0])
                    .filter(System.getenv()::containsKey)
                    .collect(Collectors.toSet());
            assertThat(handedOn)
                    .contains("PATH")
                    .isSubsetOf(
                            "PATH",
                            "LANG",
                            "LC_ALL",
                            "LC_CTYPE",
                            "LANGUAGE",
                            "TZ",
                            "HOME",
                            "TMPDIR",
                            "PWD",
                            "OLDPWD",
                            "SHLVL",
                            "_");
            assertThat(System.getenv()).hasSizeGreaterThan(handedOn.size());
        }
    }

    @Test
    void theUsualPlacesAreLookedAtInTheirOrder() {
        assertThat(BrowserProgram.candidates(Map.of("PATH", "/a::/b"), "Linux"))
                .extracting(program -> program.path().toString())
                .startsWith("/a/google-chrome", "/b/google-chrome")
                .endsWith("/a/chromium-browser", "/b/chromium-browser");
        assertThat(BrowserProgram.candidates(Map.of("PATH", "/a"), "Mac OS X").getFirst())
                .isEqualTo(new BrowserProgram(
                        Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), "Google Chrome"));
        assertThat(BrowserProgram.candidates(Map.of("ProgramFiles", "/p", "LocalAppData", "/l"), "Windows 11"))
                .extracting(BrowserProgram::name)
                .containsExactly(
                        "Google Chrome", "Google Chrome", "Microsoft Edge", "Microsoft Edge", "Chromium", "Chromium");
        assertThat(BrowserProgram.find(Path.of("/no/such/browser"))).isEmpty();
        assertThat(BrowserProgram.find(Chromium.require())).isPresent();
    }
}
