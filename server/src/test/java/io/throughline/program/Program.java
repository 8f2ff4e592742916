package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The shipped program, to be started as a process of its own on one data directory, with nothing of the environment that the
 * tests run in.
 *
 * @param command what comes before the program's own arguments
 */
record Program(Path dataDirectory, List<String> command, Map<String, String> environment) {

    /** As the build packs it. */
    static final Path FOLDER = Path.of("target", "throughline").toAbsolutePath();

    private static final Path JAR = FOLDER.resolve("throughline.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    static Program on(Path dataDirectory) {
        List<String> command = new ArrayList<>(plainCommand());
        command.add(1, "-XX:AOTCache=" + FastStart.CACHE);
        Map<String, String> environment = Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", dataDirectory.toString(),
                "THROUGHLINE_DATA", dataDirectory.toString());
        return new Program(dataDirectory, command, environment);
    }

    /** As the launcher starts short commands. */
    private static List<String> plainCommand() {
        assertThat(JAR).as("the packed program; the phase 'package' makes it").exists();
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(LauncherFlags.common());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        return command;
    }

    Program withoutFastStart() {
        return new Program(dataDirectory, plainCommand(), environment);
    }

    /** Made once for all tests, which start the program some hundred times; LauncherIT is about the one that is shipped. */
    private static final class FastStart {

        static final Path CACHE = prepare();

        private static Path prepare() {
            try {
                Path cache = Path.of(
                                "target", "it-" + Files.getLastModifiedTime(JAR).toMillis() + ".aot")
                        .toAbsolutePath();
                if (!Files.exists(cache)) {
                    Path data = Files.createTempDirectory("rehearsal");
                    List<String> command = new ArrayList<>(plainCommand());
                    command.add(1, "-XX:AOTCacheOutput=" + cache);
                    Program rehearsal = new Program(data, command, Map.of("PATH", System.getenv("PATH")));
                    rehearsal.print("serve", "--demo", "--rehearse", "--port", "0", "--data", data.toString());
                    FileSystemUtils.deleteRecursively(data);
                }
                return cache;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(dataDirectory, command, more);
    }

    Program without(String variable) {
        Map<String, String> fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new Program(dataDirectory, command, fewer);
    }

    Program startedBy(String... otherCommand) {
        return new Program(dataDirectory, List.of(otherCommand), environment);
    }

    RunningProgram start(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return RunningProgram.start(all, environment, dataDirectory);
    }

    /** Runs a command to its end, with nothing to read. */
    Finished run(String... arguments) {
        try (RunningProgram running = start(arguments)) {
            running.closeInput();
            int exitCode = running.awaitExit(PATIENCE);
            return new Finished(exitCode, running.out(), running.err());
        }
    }

    /** Runs a command that must work, and gives what it printed. */
    String print(String... arguments) {
        Finished finished = run(arguments);
        assertThat(finished.exitCode())
                .as("%s%n%s%s", List.of(arguments), finished.out(), finished.err())
                .isZero();
        return finished.out();
    }

    /** Starts the HTTP server on a free port and waits until it is ready. */
    RunningServer serve(String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(arguments));
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        return RunningServer.ready(start(all.toArray(String[]::new)));
    }

    Path databaseFile() {
        return dataDirectory.resolve("throughline.db");
    }

    /** A data directory to which nothing has been written yet. */
    static Path emptyDirectory(Path parent, String name) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }

    /** A command that has come to its end. */
    record Finished(int exitCode, String out, String err) {}
}
