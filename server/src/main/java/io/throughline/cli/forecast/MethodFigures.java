package io.throughline.cli.forecast;

import io.throughline.engine.backtest.RollingOrigin;
import io.throughline.engine.backtest.Score;
import io.throughline.engine.backtest.TeamSeries;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one method came to.
 *
 * @param series that were asked
 * @param results one for each of them
 */
record MethodFigures(String method, List<TeamSeries> series, List<RollingOrigin.Result> results) {

    /** Which of the two questions. */
    enum Question {
        WHEN("when"),
        HOW_MUCH("howmany");

        private final String label;

        Question(String label) {
            this.label = label;
        }

        private List<RollingOrigin.Case> cases(RollingOrigin.Result result) {
            return this == WHEN ? result.when() : result.howMuch();
        }

        @Override
        public String toString() {
            return label;
        }
    }

    MethodFigures {
        series = List.copyOf(series);
        results = List.copyOf(results);
    }

    /** The kinds there are, in a fixed order. */
    List<TeamSeries.Kind> kinds() {
        return Stream.of(TeamSeries.Kind.values())
                .filter(kind -> series.stream().anyMatch(each -> each.kind() == kind))
                .toList();
    }

    Score ofSeries(int at, Question question) {
        return Score.pooled(question.cases(results.get(at)));
    }

    /** The mean over the series of a kind. */
    Score macro(TeamSeries.Kind kind, Question question) {
        return Score.macro(places(kind)
                .mapToObj(at -> ofSeries(at, question))
                .filter(score -> score.cases() > 0)
                .toList());
    }

    /** All cases of a kind alike. */
    Score pooled(TeamSeries.Kind kind, Question question) {
        return Score.pooled(cases(kind, question).toList());
    }

    Score pooled(TeamSeries.Kind kind, Question question, int horizon) {
        return Score.pooled(
                cases(kind, question).filter(each -> each.horizon() == horizon).toList());
    }

    private Stream<RollingOrigin.Case> cases(TeamSeries.Kind kind, Question question) {
        return places(kind).boxed().flatMap(at -> question.cases(results.get(at)).stream());
    }

    private IntStream places(TeamSeries.Kind kind) {
        return IntStream.range(0, series.size()).filter(at -> series.get(at).kind() == kind);
    }
}
