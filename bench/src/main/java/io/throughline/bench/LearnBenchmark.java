package io.throughline.bench;

import io.throughline.cli.forecast.SeriesFolder;
import io.throughline.engine.backtest.OwnMethod;
import io.throughline.engine.backtest.RollingOrigin;
import io.throughline.engine.backtest.Score;
import io.throughline.engine.backtest.TeamSeries;
import io.throughline.engine.forecast.PriorLearning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Learns from weekly series what forecasts know of other teams, and forecasts each team with what was learnt without it. */
final class LearnBenchmark {

    private static final int TRIALS = 2_000;

    private LearnBenchmark() {}

    static void run(Workbench workbench) throws IOException {
        Path folder = workbench.series();
        if (folder == null) {
            Workbench.tell("nothing is learnt: --series DIR names no folder of series");
            return;
        }
        List<TeamSeries> weekly = SeriesFolder.read(folder).stream()
                .filter(each -> each.kind() == TeamSeries.Kind.WEEKLY)
                .toList();
        var learning = new PriorLearning(weekly, workbench.priors());
        workbench.heading("Forecasts of teams that were left out of the learning");
        workbench.out().println("From all teams: `" + learning.learnt() + "`\n");
        List<TeamSeries> series = learning.series();
        List<Score> leftOut = IntStream.range(0, series.size())
                .parallel()
                .mapToObj(team -> Score.pooled(series.get(team)
                        .backtest(learning.without(team, TRIALS, 1))
                        .when()))
                .toList();
        List<Score> shipped = series.parallelStream()
                .map(each ->
                        Score.pooled(each.backtest(new OwnMethod(TRIALS, 1)).when()))
                .toList();
        var table = new MarkdownTable(
                "Team", "Cases", "P50", "P75", "P85", "P90", "P95", "Loss", "P85/k", "Loss as shipped");
        for (int team = 0; team < series.size(); team++) {
            row(table, series.get(team).name(), leftOut.get(team), shipped.get(team));
        }
        row(table, "Mean", Score.macro(leftOut), Score.macro(shipped));
        workbench.table(table);
    }

    private static void row(MarkdownTable table, String name, Score leftOut, Score shipped) {
        List<Object> cells = new ArrayList<>(List.of(name, leftOut.cases()));
        for (int at = 0; at < RollingOrigin.PERCENTILES.size(); at++) {
            cells.add(said(3, leftOut.coverage().get(at)));
        }
        cells.addAll(List.of(said(4, leftOut.loss()), said(3, leftOut.p85()), said(4, shipped.loss())));
        table.row(cells.toArray());
    }

    private static String said(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
