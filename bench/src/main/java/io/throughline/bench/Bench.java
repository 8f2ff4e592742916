package io.throughline.bench;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.ImportService;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where the benchmarks start. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("throughline-bench-");
        var vocabulary = new Vocabulary();
        var backlog = new GeneratedBacklog(100_000, vocabulary);
        if (arguments.length > 0 && arguments[0].equals("csv")) {
            JiraCsv.write(backlog, Path.of(arguments[1]));
            return;
        }
        for (BenchDatabase.Kind kind : BenchDatabase.Kind.values()) {
            if (arguments.length > 0 && !kind.name().equalsIgnoreCase(arguments[0])) {
                continue;
            }
            try (BenchDatabase database = BenchDatabase.open(kind, work);
                    var features = new Features(database)) {
                System.err.println(database.environment());
                for (int run = 0; run < 2; run++) {
                    long startedAt = System.nanoTime();
                    var report = features.get(ImportService.class)
                            .importFile(
                                    features.principal(),
                                    features::workspace,
                                    new GeneratedFormat(backlog),
                                    new BacklogFile(
                                            "generated",
                                            InputStream::nullInputStream,
                                            null,
                                            ZoneOffset.UTC,
                                            LocalDate.EPOCH),
                                    false,
                                    ImportProgress.NONE);
                    System.err.println(kind + " " + (System.nanoTime() - startedAt) / 1e9 + " s " + report.created()
                            + " " + report.unchanged() + " " + report.notes());
                }
                var table = new MarkdownTable("Database", "Call", "Matches", "Calls", "p50 ms", "p95 ms", "p99 ms");
                new QueryBenchmark(features, vocabulary).run(kind.toString(), table);
                System.out.println(table);
                if (arguments.length > 1) {
                    System.err.println("waiting");
                    Thread.sleep(3_600_000);
                }
            }
        }
    }
}
