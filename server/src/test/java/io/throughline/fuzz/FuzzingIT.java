package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks for new inputs that break a promise, a minute in all; {@code -Dfuzz.seconds=3600} looks longer. Each target has a Java
 * of its own, since Jazzer rewrites all classes and takes one target only. The other fuzz tests merely replay what is known.
 */
class FuzzingIT {

    private static final int TARGETS = 8;
    private static final long SECONDS_EACH = Math.ceilDiv(Long.getLong("fuzz.seconds", 60), TARGETS);
    private static final Duration TO_START = Duration.ofMinutes(3);

    private static final Path FOLDER = Path.of("target", "fuzzing").toAbsolutePath();
    private static final Path SEEDS = Path.of("src", "test", "resources", "io", "throughline", "fuzz");
    /** The server and the reader below it; with all libraries a run would only learn how JSON is written. */
    private static final String WATCHED = "io.throughline.**:tools.jackson.core.**";

    @ParameterizedTest
    @ValueSource(
            classes = {
                ClassifierFuzzTest.class,
                CursorFuzzTest.class,
                EndpointFuzzTest.class,
                JsonLimitsFuzzTest.class,
                LegacyFuzzTest.class,
                ModernFuzzTest.class,
                RequestStateFuzzTest.class,
                StdioFuzzTest.class
            })
    void noInputBreaksAPromise(Class<?> target) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(FOLDER.resolve(target.getSimpleName()));
        Path out = folder.resolve("out.txt");
        Process fuzzing = new ProcessBuilder(command(target))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(fuzzing.waitFor(SECONDS_EACH + TO_START.toSeconds(), TimeUnit.SECONDS))
                    .as("ended in time, see " + out)
                    .isTrue();
        } finally {
            fuzzing.destroyForcibly();
        }
        assertThat(fuzzing.exitValue())
                .as(
                        "%s found something. Fix it, and put the crash-… file beside %s into %s",
                        target, out, seeds(target))
                .isZero();
        assertThat(out).content().containsPattern("Done [0-9]+ runs");
    }

    private static Path seeds(Class<?> target) {
        return SEEDS.resolve(target.getSimpleName() + "Inputs").toAbsolutePath();
    }

    private static List<String> command(Class<?> target) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", // what grows does not go unseen for long
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-Dfuzz.patience.seconds=20",
                "-classpath",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=" + WATCHED,
                "--custom_hook_includes=" + WATCHED,
                "-dict=" + SEEDS.resolve("mcp.dict").toAbsolutePath(),
                "-max_len=16384",
                "-timeout=20",
                "-max_total_time=" + SECONDS_EACH);
    }
}
