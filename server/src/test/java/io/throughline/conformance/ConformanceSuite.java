package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official conformance suite as it is published, run against a server of ours. */
public final class ConformanceSuite {

    private static final Path NODE_MODULES =
            Path.of("src", "test", "node", "node_modules").toAbsolutePath();
    private static final Path PACKAGE = NODE_MODULES.resolve("@modelcontextprotocol/conformance");
    private static final Path RESULTS = Path.of("target", "conformance").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** server-tools-list-2026-11-21T10-11-12-131Z */
    private static final Pattern RESULT_FOLDER = Pattern.compile(
            "(?:authorization-)?server-(?<scenario>.+)-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-\\d{3}Z");

    private static final JsonMapper json = JsonMapper.builder().build();

    private ConformanceSuite() {}

    /** The scenarios that a server must pass to conform to a revision, in the suite's own words. */
    public static List<String> requiredScenarios(String revision) {
        try (InputStream file = Files.newInputStream(PACKAGE.resolve("requirements/" + revision + ".yaml"))) {
            Map<String, List<String>> requirements = new Yaml().load(file);
            return requirements.get("server");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the suite.
     *
     * @param name of the folder in {@code target/conformance} that keeps what came out
     * @param arguments after the address and the folder
     */
    public static SuiteRun run(String name, String mcpUrl, String... arguments) {
        return run(name, "server", mcpUrl, out -> {}, arguments);
    }

    /** Runs what needs no person of the part about authorization servers; the parameters are those of the others. */
    public static SuiteRun runAuthorization(String name, String issuer, String... arguments) {
        return run(name, "authorization", issuer, out -> {}, arguments);
    }

    /**
     * Runs the part about authorization servers, which waits for a person.
     *
     * @param name of the folder in {@code target/conformance} that keeps what came out
     * @param person opens an address and allows what is asked there
     * @param arguments after the address and the folder
     */
    public static SuiteRun runAuthorizationWithPerson(
            String name, String issuer, Consumer<String> person, String... arguments) {
        return run(name, "authorization", issuer, out -> person.accept(addressToOpen(issuer, out)), arguments);
    }

    private static String addressToOpen(String issuer, Path out) {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(issuer) + "/\\S+\\?\\S+$");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                Matcher address = line.matcher(Files.readString(out));
                if (address.find()) {
                    return address.group();
                }
                Thread.sleep(50);
            }
            throw new AssertionError("The suite asked for no address to be opened: " + Files.readString(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SuiteRun run(
            String name, String part, String address, Consumer<Path> meanwhile, String... arguments) {
        Path folder = RESULTS.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                NODE_MODULES.resolve(".bin/node").toString(),
                PACKAGE.resolve("dist/index.js").toString(),
                part,
                "--url",
                address,
                "--output-dir",
                folder.toString()));
        command.addAll(List.of(arguments));
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
            Path out = folder.resolve("out.txt");
            Process suite = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                meanwhile.accept(out);
                assertThat(suite.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                        .as("the suite ended within %s; see %s", PATIENCE, out)
                        .isTrue();
            } finally {
                suite.destroyForcibly();
            }
            return new SuiteRun(name, suite.exitValue(), checks(folder), Files.readString(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, List<SuiteRun.Check>> checks(Path folder) throws IOException {
        Map<String, List<SuiteRun.Check>> checks = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Matcher name = RESULT_FOLDER.matcher(entry.getFileName().toString());
                Path file = entry.resolve("checks.json");
                if (name.matches() && Files.exists(file)) {
                    List<SuiteRun.Check> read = new ArrayList<>();
                    json.readTree(file.toFile()).forEach(check -> read.add(check(check)));
                    checks.put(name.group("scenario"), read);
                }
            }
        }
        return checks;
    }

    private static SuiteRun.Check check(JsonNode check) {
        return new SuiteRun.Check(
                check.get("id").asString(),
                SuiteRun.Status.valueOf(check.get("status").asString()),
                check.path("errorMessage").asString(""),
                check.path("details").toString());
    }
}
