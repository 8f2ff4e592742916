package io.throughline.bench;

import io.throughline.access.Principal;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Content;
import io.throughline.mcp.Tool;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogService;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long the log tools take inside the server, without a wire, on the embedded ERP of a large company. */
final class LogsBenchmark {

    private static final int PEOPLE = 10_000;
    private static final int WARM_UP = 500;
    private static final int CALLS = 2_000;
    private static final int WRITERS = 16;
    private static final int WRITES_EACH = 150;

    private final Features features;
    private final GeneratedLogs logs;
    private final SplittableRandom random = new SplittableRandom(11);

    private LogsBenchmark(Features features, GeneratedLogs logs) {
        this.features = features;
        this.logs = logs;
    }

    /** Prints the table for all databases. */
    static void run(Workbench workbench) throws IOException, InterruptedException, ExecutionException {
        var table = new MarkdownTable("Database", "Call", "Calls", "p50 ms", "p95 ms", "p99 ms");
        long rows = 0;
        for (BenchDatabase.Kind kind : workbench.databases()) {
            try (BenchDatabase database = BenchDatabase.open(kind, workbench.directory());
                    var features = new Features(database)) {
                var logs = new GeneratedLogs(features, PEOPLE);
                rows = logs.write();
                Workbench.tell("%s: %,d rows of days, now asking".formatted(kind, rows));
                new LogsBenchmark(features, logs).run(kind.toString(), table);
            }
        }
        workbench.heading("Log tools on %,d people with a year of logs (%,d rows of days), inside the server"
                .formatted(PEOPLE, rows));
        workbench.table(table);
    }

    private void run(String database, MarkdownTable table) throws InterruptedException, ExecutionException {
        reads(database, table, "get_week_logs", () -> Map.of("week_starting", monday().toString()));
        reads(
                database,
                table,
                "get_day_logs",
                () -> Map.of("date", monday().plusDays(random.nextInt(5)).toString()));
        reads(database, table, "get_month_logs", () -> {
            LocalDate day = monday();
            return Map.of("year", day.getYear(), "month", day.getMonthValue());
        });
        writes(database, table);
    }

    private LocalDate monday() {
        return GeneratedLogs.FIRST.plusWeeks(random.nextInt(GeneratedLogs.WEEKS));
    }

    /** Makes the arguments of the next call. */
    @FunctionalInterface
    private interface Arguments {
        Map<String, Object> next();
    }

    private void reads(String database, MarkdownTable table, String tool, Arguments arguments) {
        var latencies = new Latencies();
        for (int call = 0; call < WARM_UP + CALLS; call++) {
            Principal caller = logs.principal(random.nextInt(logs.people()));
            Map<String, Object> asked = arguments.next();
            long startedAt = System.nanoTime();
            call(tool, asked, caller);
            if (call >= WARM_UP) {
                latencies.add(System.nanoTime() - startedAt);
            }
        }
        row(table, database, tool, latencies);
    }

    private void writes(String database, MarkdownTable table) throws InterruptedException, ExecutionException {
        var all = new Latencies();
        long startedAt = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int seed = writer;
                writers.add(executor.submit(() -> write(new SplittableRandom(seed))));
            }
            for (Future<Latencies> writer : writers) {
                all.addAll(writer.get());
            }
        }
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        row(
                table,
                database,
                "create_or_update_log, %d writers (%.0f a second)".formatted(WRITERS, all.size() / seconds),
                all);
    }

    private Latencies write(SplittableRandom own) {
        var latencies = new Latencies();
        for (int call = 0; call < WRITES_EACH; call++) {
            Principal caller = logs.principal(own.nextInt(logs.people()));
            List<LogProject> projects = features.get(TimeLogService.class).activeProjects(caller);
            LocalDate day = GeneratedLogs.FIRST
                    .plusWeeks(own.nextInt(GeneratedLogs.WEEKS))
                    .plusDays(own.nextInt(5));
            Map<String, Object> arguments = Map.of(
                    "date",
                    day.toString(),
                    "project_id",
                    projects.get(own.nextInt(projects.size())).id(),
                    "description",
                    "Review " + own.nextInt(50),
                    "hours",
                    0.5 + own.nextInt(3) * 0.25);
            long startedAt = System.nanoTime();
            call("create_or_update_log", arguments, caller);
            latencies.add(System.nanoTime() - startedAt);
        }
        return latencies;
    }

    private void call(String name, Map<String, Object> arguments, Principal caller) {
        CallResult result = features.get(Calls.class).callTool(tool(name), arguments, new CallContext(caller));
        if (!(result instanceof CallResult.Done done) || done.failed()) {
            throw new IllegalStateException(name + " " + arguments + ": " + result);
        }
        if (!(done.content().getFirst() instanceof Content.Text text)
                || text.text().isEmpty()) {
            throw new IllegalStateException(name + " says nothing.");
        }
    }

    private Tool<?, ?> tool(String name) {
        return features.tool(name);
    }

    private static void row(MarkdownTable table, String database, String what, Latencies latencies) {
        table.row(database, what, latencies.size(), latencies.said(50), latencies.said(95), latencies.said(99));
    }
}
