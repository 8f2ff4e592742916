package io.throughline.bench;

import io.throughline.backlog.TextQueryBenchmark;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks and prints their results as a table. */
final class MicroBenchmarks {

    private MicroBenchmarks() {}

    static void run(Workbench workbench) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MessageBenchmark.class.getSimpleName())
                        .include(CredentialBenchmark.class.getSimpleName())
                        .include(TextQueryBenchmark.class.getSimpleName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        workbench.heading("Parts of a call, one thread");
        var table = new MarkdownTable("Benchmark", "Mean", "± (99.9 %)", "P99", "Unit");
        for (RunResult result : results) {
            var score = result.getPrimaryResult();
            String name = result.getParams().getBenchmark().replaceAll("^.*\\.([^.]+\\.[^.]+)$", "$1");
            boolean calls = result.getParams().getMode() == Mode.SampleTime; // of averages, P99 says nothing
            table.row(
                    name + variant(result.getParams()),
                    said(score.getScore()),
                    said(score.getScoreError()),
                    calls ? said(score.getStatistics().getPercentile(99)) : "",
                    score.getScoreUnit());
        }
        workbench.table(table);
    }

    private static String variant(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(key -> ", " + params.getParam(key))
                .collect(Collectors.joining());
    }

    private static String said(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
