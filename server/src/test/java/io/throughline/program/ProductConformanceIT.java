package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.conformance.ConformanceSuite;
import io.throughline.conformance.SuiteRun;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official conformance suite against the program as it is shipped, as far as the suite can do without its fixtures. */
class ProductConformanceIT {

    @TempDir
    static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void serveTheSampleCompanyWithoutKeys() {
        // The suite cannot send a key.
        server = Program.on(directory).with("THROUGHLINE_ACCESS", "off").serve("--demo");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-26, server-session-lifecycle",
        "2025-06-18, server-initialize",
        "2025-06-18, tools-list",
        "2025-11-25, server-initialize",
        "2025-11-25, server-session-lifecycle",
        "2025-11-25, ping",
        "2025-11-25, logging-set-level",
        "2025-11-25, tools-list",
        "2025-11-25, resources-list",
        "2025-11-25, prompts-list",
        "2025-11-25, server-sse-multiple-streams",
        "2025-11-25, dns-rebinding-protection",
        "2026-07-28, tools-list",
        "2026-07-28, resources-list",
        "2026-07-28, prompts-list",
        "2026-07-28, sep-2164-resource-not-found",
        "2026-07-28, server-sse-multiple-streams",
        "2026-07-28, dns-rebinding-protection",
        "2026-07-28, caching",
        "2026-07-28, http-header-validation",
        "2026-07-28, input-required-result-unsupported-methods"
    })
    void whatNeedsNoFixturesSucceeds(String revision, String scenario) {
        SuiteRun run = run(revision, scenario);

        run.requireSuccess(Set.of(scenario));
        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    /** Most of what this scenario looks at needs no fixtures; the rest cannot be looked at here. */
    @Test
    void everyRequestStandsForItself() {
        run("2026-07-28", "server-stateless")
                .requireSuccess(
                        Set.of("server-stateless"),
                        Set.of(
                                "sep-2575-server-rejects-undeclared-capability",
                                "sep-2575-missing-capability-http-400",
                                "sep-2575-http-server-no-independent-requests-on-stream",
                                "sep-2575-server-no-log-without-loglevel",
                                "sep-2575-server-sends-prompts-list-changed-on-subscription",
                                "sep-2575-server-sends-tools-list-changed-on-subscription"));
    }

    private static SuiteRun run(String revision, String scenario) {
        return ConformanceSuite.run(
                "product-" + scenario + "-" + revision,
                "http://localhost:" + server.port() + "/mcp",
                "--spec-version",
                revision,
                "--scenario",
                scenario);
    }
}
