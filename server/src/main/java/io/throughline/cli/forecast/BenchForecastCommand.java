package io.throughline.cli.forecast;

import io.throughline.engine.backtest.ForecastMethod;
import io.throughline.engine.backtest.NaiveMean;
import io.throughline.engine.backtest.OwnMethod;
import io.throughline.engine.backtest.RollingOrigin;
import io.throughline.engine.backtest.SimpleMonteCarlo;
import io.throughline.engine.backtest.TeamSeries;
import io.throughline.problem.CallerMistakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench forecast}. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = {
            "Forecasts the past of teams from what was known before it, compares with what happened, and prints how often"
                    + " each percentile held, beside the methods that other tools ship: mc12 draws from the last 12 periods,"
                    + " mc26_lvl30 from 26 with an uncertain level, naive12 divides by the mean.",
            "",
            "At every 4th period (every 2nd sprint), from period 12 on: WHEN are k times the mean of the last 12 periods"
                    + " done, k = 4, 8 and 16, and HOW MUCH is done in 4, 8 and 16 periods. What is not finished in the data"
                    + " counts as missed by every percentile. Loss is pinball loss over P5 to P95, in multiples of k."
        },
        footer = {
            "",
            "Example:",
            "  throughline bench forecast data/ --json figures.json",
            "DIR holds throughput/TEAM.weekly.csv (items_done, perhaps points_done) and sprints/TEAM.sprints.csv"
                    + " (delivered_points), one row per period, oldest first."
        })
public final class BenchForecastCommand implements Callable<Integer> {

    private static final int SIMPLE_TRIALS = 10_000;

    @Parameters(paramLabel = "DIR", description = "The folder with the series.")
    private Path folder = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures into a file as well.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (json != null && (Files.isDirectory(json) || !Files.isDirectory(folderOf(json)))) {
            throw new CallerMistakeException("--json is " + json + ", but must be a file in a folder that exists.");
        }
        List<TeamSeries> series = SeriesFolder.read(folder);
        List<ForecastMethod> methods = List.of(
                new OwnMethod(BatchForecast.TRIALS, BatchLine.USUAL_SEED),
                new SimpleMonteCarlo(12, 0, SIMPLE_TRIALS),
                new SimpleMonteCarlo(26, 0.3, SIMPLE_TRIALS),
                new NaiveMean(12));
        List<MethodFigures> figures = measure(series, methods);
        BacktestTables.print(spec.commandLine().getOut(), figures);
        if (json != null) {
            Files.writeString(json, BacktestJson.of(figures));
        }
        return 0;
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    private static List<MethodFigures> measure(List<TeamSeries> series, List<ForecastMethod> methods) {
        var results = new RollingOrigin.Result[methods.size()][series.size()];
        try (var progress = ProgressLine.of("Series", (long) methods.size() * series.size())) {
            IntStream.range(0, methods.size() * series.size()).parallel().forEach(at -> {
                int method = at / series.size();
                int place = at % series.size();
                results[method][place] = series.get(place).backtest(methods.get(method));
                progress.step();
            });
        }
        return IntStream.range(0, methods.size())
                .mapToObj(at -> new MethodFigures(methods.get(at).name(), series, List.of(results[at])))
                .toList();
    }
}
