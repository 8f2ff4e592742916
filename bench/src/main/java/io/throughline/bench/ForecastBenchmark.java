package io.throughline.bench;

import io.throughline.engine.forecast.SimulationBenchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Forecasts, their parts, and how far they are from what the random numbers alone take; beside NumPy. */
final class ForecastBenchmark {

    private static final Map<String, Integer> TRIALS = Map.of(
            "forecastOf10ThousandTrials", 10_000,
            "simulate10ThousandTrials", 10_000,
            "simulate1MillionTrials", 1_000_000,
            "draw4MillionNumbers", 1_000_000);
    private static final Map<String, String> GOALS =
            Map.of("simulate10ThousandTrials", "< 3 ms", "simulate1MillionTrials", "< 150 ms on two cores");

    private final Workbench workbench;

    ForecastBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws RunnerException, IOException, InterruptedException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(SimulationBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        workbench.heading("Forecasts: 100 items, a team of 10 a week");
        var table = new MarkdownTable("Work", "Mean ms", "± (99.9 %)", "Trials/s", "Allocated KiB", "Goal");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark().replaceAll(".*\\.", "");
            var score = result.getPrimaryResult();
            var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            table.row(
                    name,
                    said(score.getScore()),
                    said(score.getScoreError()),
                    trialsPerSecond(name, score.getScore()),
                    allocated == null ? "" : Long.toString(Math.round(allocated.getScore() / 1024)),
                    GOALS.getOrDefault(name, ""));
        }
        addNumPy(table);
        workbench.table(table);
    }

    private static String trialsPerSecond(String name, double milliseconds) {
        Integer trials = TRIALS.get(name);
        return trials == null ? "" : "%,d".formatted(Math.round(1_000 * trials / milliseconds));
    }

    /** The script says what it measured as "name milliseconds trials"; without NumPy, why it did not. */
    private void addNumPy(MarkdownTable table) throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            workbench
                                    .checkout()
                                    .resolve("bench/numpy_bootstrap.py")
                                    .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            Workbench.tell("no comparison with NumPy: there is no python3");
            return;
        }
        String[] lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        if (python.waitFor() == 0) {
            for (String line : lines) {
                String[] words = line.split(" ");
                double milliseconds = Double.parseDouble(words[1]);
                long perSecond = Math.round(1_000 * Double.parseDouble(words[2]) / milliseconds);
                table.row(words[0], said(milliseconds), "", "%,d".formatted(perSecond), "", "");
            }
        }
    }

    private static String said(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
