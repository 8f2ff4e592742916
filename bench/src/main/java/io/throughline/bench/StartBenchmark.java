package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** From exec of the launcher to the first answer. The database is there already, as at nearly every start. */
final class StartBenchmark {

    private static final int STARTS_PER_ROUND = 5;
    /** The last flag wins: this takes back the launcher's own. */
    private static final String FULL_COMPILER = "-XX:TieredStopAtLevel=4";

    private static final String NO_CACHE = "-XX:AOTMode=off";

    private final Workbench workbench;
    private final Path data;

    StartBenchmark(Workbench workbench) throws IOException {
        this.workbench = workbench;
        this.data = Files.createTempDirectory(workbench.directory(), "start-");
    }

    void run() throws Exception {
        stdio(""); // makes caches and database
        serve("");
        workbench.heading("Start");
        var table = new MarkdownTable("Command", "JVM", "Starts", "Median s", "p95 s");
        int starts = STARTS_PER_ROUND * workbench.rounds();
        String stdio = "stdio: exec to the answer of tools/list";
        row(table, stdio, "as shipped: AOT cache, C1 only", starts, () -> stdio(""));
        row(table, stdio, "AOT cache, full compiler", starts, () -> stdio(FULL_COMPILER));
        row(table, stdio, "no AOT cache, C1 only", starts, () -> stdio(NO_CACHE));
        row(table, stdio, "no AOT cache, full compiler", starts, () -> stdio(NO_CACHE + " " + FULL_COMPILER));
        String serve = "serve --demo: exec to ready";
        row(table, serve, "as shipped: AOT cache, full compiler", starts, () -> serve(""));
        row(table, serve, "no AOT cache, full compiler", starts, () -> serve(NO_CACHE));
        workbench.table(table);
    }

    private static void row(MarkdownTable table, String command, String jvm, int starts, Callable<Long> start)
            throws Exception {
        var latencies = new Latencies();
        for (int at = 0; at < starts; at++) {
            latencies.add(start.call());
        }
        table.row(
                command,
                jvm,
                latencies.size(),
                "%.2f".formatted(latencies.percentileMillis(50) / 1_000),
                "%.2f".formatted(latencies.percentileMillis(95) / 1_000));
        Workbench.tell(command + ", " + jvm + ": " + latencies.said(50) + " ms");
    }

    private Map<String, String> environment(String options) {
        return Map.of("THROUGHLINE_DATA", data.toString(), "THROUGHLINE_JAVA_OPTS", options);
    }

    private long stdio(String options) throws IOException {
        long startedAt = System.nanoTime();
        try (var process = new StdioProcess(
                List.of(workbench.launcher().toString(), "stdio"), environment(options), data.resolve("stdio.log"))) {
            process.open();
            String tools = process.call(2, "tools/list", "{}");
            long took = System.nanoTime() - startedAt;
            if (!tools.contains("query_backlog")) {
                throw new IOException("tools/list answered " + tools);
            }
            return took;
        }
    }

    private long serve(String options) throws IOException {
        List<String> command = List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0");
        try (ServerProcess server = ServerProcess.start(command, environment(options), data.resolve("serve.log"))) {
            return (long) (server.secondsToReady() * 1e9);
        }
    }
}
