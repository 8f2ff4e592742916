package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the command {@code import} takes as shipped, from exec to exit, and how much memory. */
final class ImportBenchmark {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern COUNTS =
            Pattern.compile("([\\d,]+) new, ([\\d,]+) changed, ([\\d,]+) unchanged, ([\\d,]+) refused");

    private final Workbench workbench;

    ImportBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    /** One run of the command. {@code cpuSeconds} leaves out what a PostgreSQL server works. */
    private record Run(double seconds, double cpuSeconds, String counts, long heapMib, ProcessMemory memory) {}

    void run() throws IOException, InterruptedException {
        Path csv = workbench.csv();
        workbench.heading("Import of %,d items from one CSV (%,d MiB)"
                .formatted(workbench.items(), Files.size(csv) / 1024 / 1024));
        var table = new MarkdownTable(
                "Database",
                "Run",
                "new / changed / unchanged / refused",
                "Median s",
                "Best s",
                "Median CPU s",
                "Peak heap MiB",
                "Peak resident MiB");
        for (BenchDatabase.Kind kind : workbench.databases()) {
            List<Run> first = new ArrayList<>();
            List<Run> second = new ArrayList<>();
            for (int round = 0; round < workbench.rounds(); round++) {
                try (BenchDatabase database = BenchDatabase.open(kind, workbench.directory())) {
                    first.add(importOnce(database, csv));
                    second.add(importOnce(database, csv));
                }
                Workbench.tell(kind + ": " + first.getLast() + ", again " + second.getLast());
            }
            row(table, kind, "into an empty workspace", first);
            row(table, kind, "the same file again", second);
        }
        workbench.table(table);
    }

    private static void row(MarkdownTable table, BenchDatabase.Kind kind, String what, List<Run> runs) {
        double[] seconds = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
        double[] cpu = runs.stream().mapToDouble(Run::cpuSeconds).sorted().toArray();
        table.row(
                kind,
                what,
                runs.getFirst().counts(),
                said(seconds[seconds.length / 2]),
                said(seconds[0]),
                said(cpu[cpu.length / 2]),
                runs.stream().mapToLong(Run::heapMib).max().orElse(0),
                runs.stream().mapToLong(run -> run.memory().peakMib()).max().orElse(0));
    }

    private static String said(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private Run importOnce(BenchDatabase database, Path csv) throws IOException, InterruptedException {
        Path heapLog = Files.createTempFile(workbench.directory(), "heap-", ".log");
        Path output = Files.createTempFile(workbench.directory(), "import-", ".log");
        var builder = new ProcessBuilder(
                        workbench.launcher().toString(),
                        "import",
                        csv.toString(),
                        "--workspace",
                        Features.WORKSPACE,
                        "--create",
                        "Platform")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(database.environment());
        builder.environment().put("THROUGHLINE_JAVA_OPTS", HeapLog.option(heapLog));
        long startedAt = System.nanoTime();
        Process process = builder.start();
        ProcessMemory memory = ProcessMemory.UNKNOWN;
        Duration cpu = Duration.ZERO;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            memory = memory.max(ProcessMemory.of(process.pid()));
            cpu = process.info().totalCpuDuration().orElse(cpu);
            if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("The import took longer than " + LIMIT.toSeconds() + " s.");
            }
        }
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        return new Run(seconds, cpu.toMillis() / 1e3, counts(process, output), HeapLog.peak(heapLog), memory);
    }

    private static String counts(Process process, Path output) throws IOException {
        String text = Files.readString(output);
        Matcher matcher = COUNTS.matcher(text);
        if (process.exitValue() != 0 || !matcher.find()) {
            throw new IllegalStateException("The import failed with exit code " + process.exitValue() + ":\n" + text);
        }
        return String.join(" / ", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
    }
}
