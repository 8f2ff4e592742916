package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The project logs' REST API of the packed program: a client that knows the contract alone, many writers, a sudden end. */
class ProjectLogsApiIT {

    private static final int CREATES = 20;
    private static final int WRITERS = 8;
    private static final int ACKNOWLEDGED = 150;

    @TempDir
    Path directory;

    @Test
    void aClientThatKnowsTheContractAloneDoesItAll() throws Exception {
        Program program = Program.on(directory);
        try (RunningServer server = program.serve("--demo")) {
            var logs = new ProjectLogs(program, server);

            JsonNode seen = new NodeClients(program)
                    .projectLogs(
                            server.url() + "/api/v1/",
                            logs.account(),
                            logs.monday().toString());

            assertThat(seen.path("email").asString()).isEqualTo(logs.account().email());
            assertThat(seen.path("projects").toString()).contains(ProjectLogs.PROJECT);
            assertThat(seen.path("conflict").asString()).isEqualTo("STALE_WEEK_LOG");
            assertThat(seen.path("noProject").asString()).isEqualTo("UNAUTHORIZED_PROJECT_ACCESS");
            assertThat(seen.path("locked").asString()).isEqualTo("WEEK_COMPLETED");
            assertThat(seen.path("minutes").asInt()).isEqualTo(450 + 150 + 30);
            assertThat(seen.path("months").asInt()).isEqualTo(12);
            assertThat(seen.path("allow").asString()).contains("GET", "POST");
        }
    }

    @Test
    void twentyWritersOnThreeProcessesLoseNothing() throws Exception {
        Program program = Program.on(directory);
        try (RunningServer first = program.serve("--demo");
                RunningServer second = program.serve();
                RunningServer third = program.serve();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var logs = new ProjectLogs(program, first);
            List<RunningServer> servers = List.of(first, second, third);
            List<Callable<String>> creates = new ArrayList<>();
            Set<String> expected = new HashSet<>();
            for (int at = 0; at < CREATES; at++) {
                RunningServer server = servers.get(at % servers.size());
                String description = "Line " + at;
                boolean whole = at % 2 == 0;
                expected.add(description);
                creates.add(() -> {
                    if (whole) {
                        logs.create(server, description);
                    } else {
                        ProjectLogs.good(logs.log(server, logs.monday().plusDays(1), description));
                    }
                    return description;
                });
            }
            long begin = System.nanoTime();
            for (Future<String> create : pool.invokeAll(creates)) {
                create.get();
            }
            System.out.printf(
                    "%d creates in one week by 3 processes: %d ms%n", CREATES, (System.nanoTime() - begin) / 1_000_000);
            for (RunningServer server : servers) {
                assertThat(logs.descriptions(server)).isEqualTo(expected);
                assertThat(server.program().err()).doesNotContain("ERROR");
            }
            assertThat(logs.read(first).path("total_minutes").asInt()).isEqualTo(CREATES / 2 * 10 + CREATES / 2);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterASuddenEnd() throws Exception {
        Program program = Program.on(directory);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        ProjectLogs logs;
        try (RunningServer server = program.serve("--demo")) {
            logs = new ProjectLogs(program, server);
            var next = new AtomicInteger();
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    pool.submit(() -> writeUntilTheEnd(logs, server, next, acknowledged));
                }
                while (acknowledged.size() < ACKNOWLEDGED) {
                    Thread.sleep(5);
                }
                server.program().kill();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
        try (RunningServer again = program.serve()) {
            Set<String> kept = logs.descriptions(again);
            assertThat(kept).containsAll(acknowledged);
            assertThat(kept.size()).isLessThanOrEqualTo(acknowledged.size() + WRITERS);
            ProjectLogs.good(logs.log(again, logs.monday().plusDays(6), "After the end"));
            System.out.printf("killed under load: %d writes acknowledged, %d kept%n", acknowledged.size(), kept.size());
        }
    }

    /** A minute each: a day has room for 1440 of them. */
    private static void writeUntilTheEnd(
            ProjectLogs logs, RunningServer server, AtomicInteger next, Set<String> acknowledged) {
        while (true) {
            int number = next.incrementAndGet();
            String description = "Write " + number;
            try {
                var answer = logs.log(server, logs.monday().plusDays(number % 5), description);
                if (answer.statusCode() == 200) {
                    acknowledged.add(description);
                }
            } catch (UncheckedIOException e) {
                return; // it was killed
            }
        }
    }
}
