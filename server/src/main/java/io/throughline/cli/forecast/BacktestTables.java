package io.throughline.cli.forecast;

import io.throughline.cli.forecast.MethodFigures.Question;
import io.throughline.engine.backtest.RollingOrigin;
import io.throughline.engine.backtest.Score;
import io.throughline.engine.backtest.TeamSeries;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the figures of a backtest as text, for people. */
final class BacktestTables {

    private static final String ROW = "%-18s %6s %5s  %s %7s %7s %6s%n";

    private final PrintWriter out;
    private final List<MethodFigures> methods;

    private BacktestTables(PrintWriter out, List<MethodFigures> methods) {
        this.out = out;
        this.methods = methods;
    }

    static void print(PrintWriter out, List<MethodFigures> methods) {
        var tables = new BacktestTables(out, methods);
        for (TeamSeries.Kind kind : methods.getFirst().kinds()) {
            for (Question question : Question.values()) {
                tables.printOverall(kind, question);
            }
            tables.printSeries(kind);
        }
        out.flush();
    }

    private void printOverall(TeamSeries.Kind kind, Question question) {
        head(
                "%s, %s: mean over %d series"
                        .formatted(
                                kind,
                                question == Question.WHEN ? "WHEN" : "HOW MUCH",
                                methods.getFirst().macro(kind, question).count()),
                "method");
        for (MethodFigures method : methods) {
            row(method.method(), method.macro(kind, question));
        }
        Score own = methods.getFirst().macro(kind, question);
        out.println("  of " + methods.getFirst().method());
        if (own.standardError() != null) {
            out.printf(ROW, "  standard error", "", "", shares(own.standardError()), "", "", "");
        }
        out.printf(ROW, "  refused = missed", "", "", shares(own.coverageWithRefusals()), "", "", "");
        for (int horizon : RollingOrigin.HORIZONS) {
            out.printf("  all cases of horizon %d%n", horizon);
            for (MethodFigures method : methods) {
                row(method.method(), method.pooled(kind, question, horizon));
            }
        }
        out.println();
    }

    private void printSeries(TeamSeries.Kind kind) {
        MethodFigures own = methods.getFirst();
        for (Question question : Question.values()) {
            head(
                    "%s, %s: %s, each series"
                            .formatted(kind, question == Question.WHEN ? "WHEN" : "HOW MUCH", own.method()),
                    "series");
            IntStream.range(0, own.series().size())
                    .filter(at -> own.series().get(at).kind() == kind)
                    .forEach(at -> row(own.series().get(at).name(), own.ofSeries(at, question)));
            out.println();
        }
    }

    private void head(String title, String first) {
        out.println(title);
        out.printf(
                ROW,
                first,
                "cases",
                "refus",
                RollingOrigin.PERCENTILES.stream()
                        .map(percentile -> "%6s".formatted("P" + Math.round(100 * percentile)))
                        .collect(Collectors.joining(" ")),
                "loss",
                "MAE50",
                "P85/k");
    }

    private void row(String name, Score score) {
        out.printf(
                ROW,
                name,
                score.cases(),
                score.refused(),
                shares(score.coverage()),
                figure(score.loss(), 4),
                figure(score.medianError(), 3),
                figure(score.p85(), 3));
    }

    private static String shares(List<Double> shares) {
        return shares.stream().map(share -> "%6s".formatted(figure(share, 3))).collect(Collectors.joining(" "));
    }

    private static String figure(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
