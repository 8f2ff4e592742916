package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ten thousand clients that listen and hear nearly nothing: what they take, and how fast a change reaches them all. */
final class StreamsBenchmark {

    private static final int STREAMS = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WARM_UP_CALLS = 200;
    /** What every stream watches, and an import changes. */
    private static final String WATCHED = "pm33://backlog/APP/summary";

    private final Workbench workbench;
    private final Path data;

    StreamsBenchmark(Workbench workbench) throws IOException {
        this.workbench = workbench;
        this.data = Files.createTempDirectory(workbench.directory(), "streams-");
    }

    void run() throws IOException, InterruptedException {
        var project = new BenchProject(workbench, data);
        project.importItems(319);
        String key = project.newKey();
        List<String> command = List.of(workbench.launcher().toString(), "serve", "--port", "0");
        Map<String, String> environment = Map.of(
                "THROUGHLINE_DATA", data.toString(),
                "THROUGHLINE_LISTEN_STREAMS", "0",
                "THROUGHLINE_CALLS_PER_MINUTE", "0",
                "THROUGHLINE_CONCURRENT_CALLS", "0");
        try (ServerProcess server = ServerProcess.start(command, environment, data.resolve("serve.log"));
                var streams = new ListenStreams()) {
            warmUp(server, key);
            ProcessMemory before = server.memory();
            byte[] request =
                    Era.MODERN.request(server.address(), key, "", "subscriptions/listen", "", """
                    "notifications":{"toolsListChanged":true,"resourcesListChanged":true,"resourceSubscriptions":["%s"]}""".formatted(WATCHED));
            double seconds = streams.open(server.address(), request, STREAMS);
            ProcessMemory opened = server.memory();
            Workbench.tell("%,d streams open".formatted(streams.acknowledged()));
            double cpu = CpuTime.ofProcess(server.processId());
            streams.hold(IDLE);
            cpu = CpuTime.ofProcess(server.processId()) - cpu;
            ProcessMemory held = server.memory();
            int endedIdle = streams.ended();
            long comments = streams.comments();
            project.importItems(320);
            long importedAt = System.nanoTime();
            boolean all = streams.awaitUpdate(PATIENCE);

            workbench.heading("%,d idle streams".formatted(STREAMS));
            var table = new MarkdownTable("Moment", "VmRSS MiB", "VmHWM MiB");
            table.row("before, after %d calls".formatted(WARM_UP_CALLS), before.residentMib(), before.peakMib());
            table.row("all open", opened.residentMib(), opened.peakMib());
            table.row("%d s later".formatted(IDLE.toSeconds()), held.residentMib(), held.peakMib());
            ProcessMemory told = server.memory();
            table.row("after a change", told.residentMib(), told.peakMib());
            workbench.table(table);
            say("%,d of %,d acknowledged in %.1f s; %d ended while idle; %,d signs of life came, for %.1f %% of a core."
                    .formatted(
                            streams.acknowledged(),
                            STREAMS,
                            seconds,
                            endedIdle,
                            comments,
                            cpu / IDLE.toSeconds() * 100));
            String when = all
                    ? ", the last %.2f s after the first and %.2f s after that process had ended"
                            .formatted(
                                    streams.secondsFromFirstToLastUpdate(), (streams.lastUpdateAt() - importedAt) / 1e9)
                    : " within %d s".formatted(PATIENCE.toSeconds());
            say("A change by another process reached %,d streams%s.".formatted(streams.updated(), when));
        }
    }

    private static void warmUp(ServerProcess server, String key) throws IOException {
        try (var connection = new HttpConnection(server.address())) {
            byte[] call = Operation.CALL.request(server.address(), key, Era.MODERN, "");
            for (int at = 0; at < WARM_UP_CALLS; at++) {
                connection.exchange(call);
            }
        }
    }

    private void say(String sentence) {
        workbench.out().println(sentence + "\n");
    }
}
