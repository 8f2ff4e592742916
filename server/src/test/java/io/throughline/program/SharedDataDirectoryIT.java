package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several processes on one data directory, as desktop clients make them: each starts its own. */
class SharedDataDirectoryIT {

    private static final int CALLS = 300;
    private static final String QUESTION = "{\"workspaceId\":\"APP\",\"mode\":\"full\",\"text\":\"the\",\"limit\":20}";

    @TempDir
    Path directory;

    @Test
    void threeColdStartsOnAnEmptyDirectoryGiveTheSameAnswers() throws Exception {
        Program program = Program.on(directory);
        try (RunningProgram first = program.start("stdio", "--demo");
                RunningProgram second = program.start("stdio", "--demo");
                RunningServer server = program.serve("--demo");
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            String key = Files.readString(directory.resolve("sample-api-key")).strip();
            List<Callable<Set<JsonNode>>> clients =
                    List.of(() -> askOverStdio(first), () -> askOverStdio(second), () -> askOverHttp(server, key));
            Set<JsonNode> answers = new HashSet<>();
            for (Future<Set<JsonNode>> each : pool.invokeAll(clients)) {
                answers.addAll(each.get());
            }
            assertThat(answers).hasSize(1);
            assertThat(answers.iterator().next().at("/structuredContent/items").size())
                    .isPositive();
            for (String said :
                    List.of(first.err(), second.err(), server.program().err())) {
                assertThat(said).doesNotContain("ERROR", "WARN");
            }
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    private static Set<JsonNode> askOverStdio(RunningProgram running) {
        running.send(Messages.INITIALIZE + "\n" + Messages.INITIALIZED + "\n");
        IntStream.rangeClosed(1, CALLS).forEach(id -> running.send(Messages.queryBacklog(id, QUESTION) + "\n"));
        running.closeInput();
        assertThat(running.awaitExit(Duration.ofSeconds(60))).as(running.err()).isZero();
        List<JsonNode> answers = new ArrayList<>(Messages.lines(running.out()));
        assertThat(answers).hasSize(CALLS + 1);
        answers.removeIf(answer -> answer.get("id").asInt() == 0);
        return results(answers);
    }

    private static Set<JsonNode> askOverHttp(RunningServer server, String key) {
        String session = server.openSession(key);
        return results(IntStream.rangeClosed(1, CALLS)
                .mapToObj(id -> {
                    HttpResponse<String> answer =
                            server.post(key, Messages.queryBacklog(id, QUESTION), "mcp-session-id", session);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    return Messages.ofHttp(answer.body());
                })
                .toList());
    }

    private static Set<JsonNode> results(List<JsonNode> answers) {
        Set<JsonNode> results = new HashSet<>();
        for (JsonNode answer : answers) {
            assertThat(answer.at("/result/isError").asBoolean(true))
                    .as(answer.toString())
                    .isFalse();
            // The day is the caller's: for some it has begun, for others not yet.
            results.add(Messages.read(
                    answer.get("result").toString().replaceAll("\\b20\\d\\d-\\d\\d-\\d\\d\\b(?!T)", "a day")));
        }
        return results;
    }
}
