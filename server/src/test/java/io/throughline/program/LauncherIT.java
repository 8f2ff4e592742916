package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** The launcher script, in a program folder as it is installed: the script beside {@code throughline.jar} and {@code lib/}. */
class LauncherIT {

    private static final String PREPARING = "throughline: preparing a fast start of stdio, once per build …";
    private static final String HELLO =
            Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n" + Messages.request(1, "tools/list") + "\n";

    private Path directory;
    private Path folder;
    private Path launcher;
    private Program program;

    @BeforeEach
    void install() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "installed");
        folder = Files.createDirectories(directory.resolve("a program folder"));
        launcher = folder.resolve("throughline");
        Files.copy(LauncherFlags.SCRIPT, launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(
                Program.FOLDER.resolve("throughline.jar"),
                folder.resolve("throughline.jar"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(folder.resolve("lib"));
        try (var libraries = Files.list(Program.FOLDER.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.createLink(folder.resolve("lib").resolve(library.getFileName()), library);
            }
        }
        Path home = Program.emptyDirectory(directory, "home of someone");
        program = Program.on(home)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .startedBy(launcher.toString());
    }

    @AfterEach
    void remove() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        FileSystemUtils.deleteRecursively(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void everyShellCanReadIt(String shell) {
        assumeThat(List.of("/bin/" + shell, "/usr/bin/" + shell)).anyMatch(path -> Files.isExecutable(Path.of(path)));
        Program.Finished checked = program.startedBy(shell).run("-n", launcher.toString());
        assertThat(checked.err()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void itRunsFromAFolderWithBlanksThroughSymbolicLinks() throws IOException {
        Path bin = Program.emptyDirectory(directory, "bin");
        Files.createSymbolicLink(bin.resolve("second"), launcher);
        Files.createSymbolicLink(bin.resolve("throughline"), Path.of("second"));
        for (String way : List.of(bin.resolve("throughline").toString(), "../bin/throughline")) {
            Program.Finished finished =
                    program.with("CDPATH", directory.toString()).startedBy(way).run("--version");
            assertThat(finished.err()).isEmpty();
            assertThat(finished.out()).startsWith("throughline 0.1.0 (Java 25");
        }
    }

    @Test
    void theFastStartIsMadeOnceAndAnewForANewBuild() throws IOException {
        Program.Finished first = hello(program);
        assertThat(first.err()).startsWith(PREPARING).doesNotContain("could not be prepared");
        Path cache = folder.resolve("aot/stdio.aot");
        assertThat(cache).exists();
        assertThat(folder.resolve("aot"))
                .isDirectoryNotContaining("glob:**.lock")
                .isDirectoryNotContaining("glob:**[0-9]");
        assertThat(folder.resolve("aot/stdio.aot.native")).isDirectoryContaining("glob:**sqlitejdbc*");
        FileTime made = Files.getLastModifiedTime(cache);

        Program.Finished second = hello(program.with("THROUGHLINE_JAVA_OPTS", "-Xlog:aot=info:stderr"));
        assertThat(second.err()).doesNotContain("preparing").contains("Using AOT-linked classes: true");
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);

        Files.setLastModifiedTime(folder.resolve("throughline.jar"), FileTime.fromMillis(1_000_000_000_000L));
        Program.Finished third = hello(program);
        assertThat(third.err()).startsWith(PREPARING);
        assertThat(Files.getLastModifiedTime(cache)).isGreaterThan(made);
    }

    @Test
    void aRehearsalDoesNotTouchWhatPeopleWorkWithAndOneThatWasKilledIsNoHindrance() throws IOException {
        Path lock = Files.createDirectories(folder.resolve("aot/stdio.aot.lock"));
        Files.writeString(lock.resolve("pid"), "999999999\n");
        Program.Finished finished = hello(program.with("THROUGHLINE_DATABASE_URL", "postgresql://127.0.0.1:1/plan")
                .with("THROUGHLINE_NO_SUCH", "setting"));
        assertThat(finished.err()).startsWith(PREPARING).doesNotContain("could not be prepared");
        assertThat(finished.exitCode())
                .as("the program itself sees the settings")
                .isEqualTo(2);
        assertThat(program.databaseFile()).doesNotExist();
        assertThat(lock).doesNotExist();
    }

    @Test
    void twoFirstStartsAtOnceAnswerBoth() {
        try (RunningProgram one = program.start("stdio");
                RunningProgram other = program.start("stdio")) {
            one.send(HELLO);
            other.send(HELLO);
            one.closeInput();
            other.closeInput();
            assertThat(one.awaitExit(Duration.ofSeconds(90))).as(one.err()).isZero();
            assertThat(other.awaitExit(Duration.ofSeconds(90))).as(other.err()).isZero();
            assertThat(Messages.lines(one.out())).hasSize(2);
            assertThat(Messages.lines(other.out())).hasSize(2);
            assertThat((one.err() + other.err()).split(PREPARING, -1)).hasSize(2);
        }
    }

    @Test
    void aProgramFolderThatCannotBeWrittenToStartsWithoutIt() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(folder)).as("root may write everywhere").isFalse();
        Program.Finished finished = hello(program);
        assertThat(finished.err()).doesNotContain("preparing");
        assertThat(finished.exitCode()).isZero();
    }

    @Test
    void aFastStartThatCannotBeKeptIsDoneWithout() throws IOException {
        Files.writeString(folder.resolve("aot"), "a file where the folder should be");
        Program.Finished finished = hello(program);
        assertThat(finished.err()).isEmpty();
        assertThat(finished.exitCode()).isZero();
    }

    @Test
    void aJdkThatIsTooOldOrMissingIsOneLine() throws IOException {
        keepToOwnFolders();
        Path old = jdk("old", "17.0.9");
        Program poor = program.with("PATH", "/nowhere").without("JAVA_HOME").startedBy("/bin/sh", launcher.toString());
        assertThat(poor.run("--version"))
                .isEqualTo(new Program.Finished(
                        2,
                        "",
                        "throughline: needs a JDK 25 and found none. Install one (Debian: Temurin's temurin-25-jdk) or set"
                                + " JAVA_HOME to it.\n"));
        assertThat(poor.with("JAVA_HOME", old.toString()).run("--version"))
                .isEqualTo(new Program.Finished(
                        2,
                        "",
                        "throughline: needs a JDK 25 and found none. JAVA_HOME is " + old
                                + ", which is another version. Install one (Debian: Temurin's temurin-25-jdk) or set"
                                + " JAVA_HOME to it.\n"));
        assertThat(poor.with("JAVA_HOME", "/no/such").run("--version").err())
                .isEqualTo(
                        "throughline: needs a JDK 25 and found none. JAVA_HOME is /no/such, which is no JDK. Install one"
                                + " (Debian: Temurin's temurin-25-jdk) or set JAVA_HOME to it.\n");
    }

    @Test
    void aJdkIsFoundInTheUsualPlaces() throws IOException {
        keepToOwnFolders();
        Path home = program.dataDirectory();
        Path real = Path.of(System.getProperty("java.home"));
        Program plain = program.without("JAVA_HOME");

        Path sdkman = Files.createDirectories(home.resolve(".sdkman/candidates/java"));
        Files.createSymbolicLink(sdkman.resolve("25.0.1-tem"), real);
        assertThat(plain.print("--version")).startsWith("throughline");
        Files.delete(sdkman.resolve("25.0.1-tem"));

        Path bin = Program.emptyDirectory(directory, "own bin");
        Files.createSymbolicLink(bin.resolve("java"), real.resolve("bin/java"));
        assertThat(plain.with("PATH", bin + ":/usr/bin:/bin").print("--version"))
                .startsWith("throughline");

        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(
                home.resolve(".m2/toolchains.xml"), "<toolchains>\n  <jdkHome>" + real + "</jdkHome>\n</toolchains>\n");
        assertThat(plain.with("PATH", "/usr/bin:/bin")
                        .with("JAVA_HOME", jdk("older", "21").toString())
                        .print("--version"))
                .startsWith("throughline");
    }

    @Test
    void aMissingProgramIsOneLine() throws IOException {
        Files.delete(folder.resolve("throughline.jar"));
        assertThat(program.run("--version"))
                .isEqualTo(new Program.Finished(
                        2,
                        "",
                        "throughline: the program is missing: " + folder + "/throughline.jar. Install it again.\n"));
    }

    /** Makes the launcher look for a JDK where the test can put one, and not where this machine has its own. */
    private void keepToOwnFolders() throws IOException {
        String script = Files.readString(launcher);
        String own = script.replace("/usr/lib/jvm/*", directory + "/jvm/*")
                .replace("/Library/Java/", directory + "/Library/Java/")
                .replace(" /opt/java* /opt/jdk* /usr/java/*", "");
        assertThat(own).isNotEqualTo(script).doesNotContain("/opt/j", "/usr/java");
        Files.writeString(launcher, own);
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(directory.resolve(name + "/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho 'not this one' >&2\nexit 9\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return jdk;
    }

    private static Program.Finished hello(Program of) {
        try (RunningProgram running = of.start("stdio")) {
            try {
                running.send(HELLO);
            } catch (UncheckedIOException e) {
                // It did not start, and says why.
            }
            running.closeInput();
            int exitCode = running.awaitExit(Duration.ofSeconds(90));
            assertThat(Messages.lines(running.out())).hasSize(exitCode == 0 ? 2 : 0);
            return new Program.Finished(exitCode, running.out(), running.err());
        }
    }
}
