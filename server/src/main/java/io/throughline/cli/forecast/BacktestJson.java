package io.throughline.cli.forecast;

import io.throughline.cli.forecast.MethodFigures.Question;
import io.throughline.engine.backtest.RollingOrigin;
import io.throughline.engine.backtest.Score;
import io.throughline.engine.backtest.TeamSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The figures of a backtest by method: over all series ({@code overall}), then of each ({@code per_team}). */
final class BacktestJson {

    private static final double FOUR_DIGITS = 1e4;

    private BacktestJson() {}

    static String of(List<MethodFigures> methods) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (MethodFigures method : methods) {
            ObjectNode all = root.putObject(method.method());
            ObjectNode overall = all.putObject("overall");
            for (TeamSeries.Kind kind : method.kinds()) {
                putKind(overall.putObject(kind.toString()), method, kind);
            }
            ObjectNode perTeam = all.putObject("per_team");
            for (int at = 0; at < method.series().size(); at++) {
                ObjectNode team = perTeam.putObject(method.series().get(at).name());
                team.put("kind", method.series().get(at).kind().toString());
                for (Question question : Question.values()) {
                    put(team, question.toString(), "n", method.ofSeries(at, question));
                }
            }
        }
        return root.toPrettyString() + "\n";
    }

    private static void putKind(ObjectNode node, MethodFigures method, TeamSeries.Kind kind) {
        ObjectNode macro = node.putObject("macro_over_teams");
        ObjectNode micro = node.putObject("micro");
        ObjectNode horizons = node.putObject("by_horizon");
        for (Question question : Question.values()) {
            put(macro, question.toString(), "teams", method.macro(kind, question));
            put(micro, question.toString(), "n", method.pooled(kind, question));
        }
        for (int horizon : RollingOrigin.HORIZONS) {
            ObjectNode one = horizons.putObject(Integer.toString(horizon));
            for (Question question : Question.values()) {
                put(one, question.toString(), "n", method.pooled(kind, question, horizon));
            }
        }
    }

    private static void put(ObjectNode node, String name, String counted, Score score) {
        if (score.count() == 0) {
            return;
        }
        ObjectNode figures = node.putObject(name);
        figures.put(counted, score.count());
        figures.put("refused", score.refused());
        putCoverage(figures, "cover", score.coverage());
        putCoverage(figures, "cover_with_refusals_as_misses", score.coverageWithRefusals());
        putCoverage(figures, "cover_standard_error", score.standardError());
        put(figures, "pinball", score.loss());
        put(figures, "mae_median", score.medianError());
        put(figures, "p85_by_k", score.p85());
    }

    private static void putCoverage(ObjectNode figures, String name, @Nullable List<Double> coverage) {
        if (coverage != null) {
            ObjectNode shares = figures.putObject(name);
            for (int at = 0; at < coverage.size(); at++) {
                put(shares, "P" + Math.round(100 * RollingOrigin.PERCENTILES.get(at)), coverage.get(at));
            }
        }
    }

    /** JSON has no NaN: a figure that does not exist is left out. */
    private static void put(ObjectNode figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, Math.round(value * FOUR_DIGITS) / FOUR_DIGITS);
        }
    }
}
