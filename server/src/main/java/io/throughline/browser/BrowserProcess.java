package io.throughline.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of one browser and its children, its pipes and its profile. */
final class BrowserProcess {

    private static final Logger log = LoggerFactory.getLogger(BrowserProcess.class);

    /** Java gives a child three streams. The browser wants its pipes as 3 and 4; what it prints goes where errors go. */
    private static final List<String> PIPES = List.of("sh", "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2");

    /** All that a browser needs of our environment, in which there are secrets. */
    private static final List<String> ENVIRONMENT = List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LANGUAGE", "TZ");

    private static final List<String> SCREEN =
            List.of("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE");
    private static final List<String> PROXY =
            List.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    private static final String NOBODY = "nobody";
    private static final Duration LIMIT = Duration.ofMillis(1_800);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Process process;
    private final BrowserProfile profile;
    private final Thread errors;
    private volatile String lastError = "";

    private BrowserProcess(Process process, BrowserProfile profile) {
        this.process = process;
        this.profile = profile;
        this.errors = Thread.ofPlatform().daemon().name("browser-errors").start(this::readErrors);
    }

    static boolean isSupported() {
        return !SYSTEM.startsWith("windows");
    }

    static BrowserProcess start(BrowserStart how) throws BrowserProblemException {
        if (!isSupported()) {
            throw new BrowserProblemException(
                    "A browser cannot be started from here on Windows: its pipes need a shell.");
        }
        String user = asWhom(how.systemUser());
        List<String> command = new ArrayList<>();
        if (user != null) {
            command.addAll(switching(user));
        }
        command.addAll(PIPES);
        command.add(how.program().path().toString());
        BrowserProfile profile;
        try {
            profile = BrowserProfile.create(user);
        } catch (IOException | UnsupportedOperationException failed) {
            throw new BrowserProblemException(
                    "No folder for a browser could be made in " + System.getProperty("java.io.tmpdir")
                            + ". Check that it can be written to"
                            + (user == null ? "." : " and that the system user " + user + " exists."),
                    failed);
        }
        command.addAll(BrowserFlags.of(how, profile.data()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(profile.folder().toFile());
        environment(builder.environment(), how, profile.folder());
        try {
            return new BrowserProcess(builder.start(), profile);
        } catch (IOException failed) {
            profile.remove();
            throw new BrowserProblemException(
                    "The browser " + how.program().path() + " could not be started. Check that it can be run.", failed);
        }
    }

    private static void environment(Map<String, String> environment, BrowserStart how, Path home) {
        Map<String, String> before = Map.copyOf(environment);
        environment.clear();
        Stream.of(ENVIRONMENT, how.visible() ? SCREEN : List.<String>of(), how.visible() ? PROXY : List.<String>of())
                .flatMap(List::stream)
                .filter(before::containsKey)
                .forEach(name -> environment.put(name, before.get(name)));
        Path cookies = Path.of(System.getProperty("user.home"), ".Xauthority");
        if (how.visible() && environment.containsKey("DISPLAY") && Files.isReadable(cookies)) {
            environment.putIfAbsent("XAUTHORITY", cookies.toString()); // which it would look for in its home
        }
        environment.put("HOME", home.toString());
        if (!SYSTEM.startsWith("mac")) { // there sockets have shorter names, and the folder is the user's own
            environment.put("TMPDIR", home.resolve("tmp").toString());
        }
    }

    /** Null to run as whoever runs this program. */
    private static @Nullable String asWhom(@Nullable String set) throws BrowserProblemException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return null;
        }
        String user = set == null ? NOBODY : set;
        if (user.equals("root")) {
            throw new BrowserProblemException("A browser does not run as root, since it could not lock its pages in."
                    + " Set another system user for it, or run this program as one.");
        }
        return user;
    }

    private static List<String> switching(String user) throws BrowserProblemException {
        if (isOnPath("setpriv")) {
            return List.of(
                    "setpriv", "--reuid", user, "--regid", groupOf(user), "--clear-groups", "--inh-caps=-all", "--");
        }
        if (isOnPath("runuser")) {
            return List.of("runuser", "-u", user, "--");
        }
        throw new BrowserProblemException(
                "This program runs as root, a browser must not, and neither setpriv nor runuser"
                        + " is on the PATH to start it as " + user
                        + ". Install util-linux, or run this program as another user.");
    }

    private static String groupOf(String user) throws BrowserProblemException {
        try {
            Process id = new ProcessBuilder("id", "-g", "--", user)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String group = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (id.waitFor() == 0 && !group.isEmpty()) {
                return group;
            }
        } catch (IOException unknown) {
            log.debug("The group of a system user could not be asked for: {}", unknown.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new BrowserProblemException(
                "There is no system user " + user + " to run a browser as. Create it, or set another.");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    PipeWire wire() {
        return new PipeWire(process.getInputStream(), process.getOutputStream());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void readErrors() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("\t") && !line.startsWith("#")) {
                    lastError = line.length() > 300 ? line.substring(0, 300) : line;
                    if (isAboutTheSandbox(line)) {
                        sandboxFailed = true;
                    }
                }
            }
        } catch (IOException gone) {
            // it ended
        }
    }

    private volatile boolean sandboxFailed;

    private static boolean isAboutTheSandbox(String line) {
        return line.contains("No usable sandbox")
                || line.contains("sandbox_host_linux")
                || line.contains("setuid_sandbox")
                || line.contains("credentials.cc");
    }

    /** Why it ended or did not begin, for whoever runs this program; its own last words go to the log alone. */
    BrowserProblemException problem(BrowserProgram program) {
        try {
            errors.join(Duration.ofSeconds(1)); // its last words can come after its end
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        log.warn(
                "The browser {} did not start: {}",
                program.path(),
                lastError.isEmpty() ? "it said nothing" : lastError);
        if (sandboxFailed) {
            return new BrowserProblemException(program.name() + " at " + program.path()
                    + " could not lock its pages in (sandbox): this system lets no user make namespaces. Allow it"
                    + " (sysctl kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0;"
                    + " in a container, a seccomp profile that permits it), or install the browser's setuid sandbox"
                    + " (on Debian: chromium-sandbox).");
        }
        return new BrowserProblemException(program.name() + " at " + program.path()
                + " ended as soon as it was started. The log has its last words; try to start it by hand.");
    }

    /** Ends all of it and removes the profile. There is nothing that it could save, so it is not asked. */
    void end() {
        long begun = System.nanoTime();
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        endsWithin(LIMIT); // its children are gone by then too, but may be listed until the system has counted them
        boolean removed = profile.remove();
        while (!removed && left(begun, LIMIT) > 0) {
            LockSupport.parkNanos(PAUSE.toNanos()); // a child that was born meanwhile may still write
            removed = profile.remove();
        }
        if (!removed) {
            log.warn("The folder {} of a browser could not be removed; the next start tries again.", profile.folder());
        }
    }

    private static long left(long begun, Duration limit) {
        return limit.toNanos() - (System.nanoTime() - begun);
    }

    Optional<Long> pid() {
        return process.isAlive() ? Optional.of(process.pid()) : Optional.empty();
    }
}
