package io.throughline.engine.backtest;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good the answers to one of the questions were, over cases or, in the mean, over series.
 *
 * @param count of the cases, or of the series
 * @param cases that were asked, refused ones included
 * @param refused those in which the method said that it cannot tell
 * @param coverage how often each of {@link RollingOrigin#PERCENTILES} held, of the cases that were answered, 0 to 1
 * @param coverageWithRefusals the same with a refusal counted as a miss of every percentile
 * @param standardError of the coverage over series; null over cases, which overlap too much for one
 * @param loss mean pinball loss, in multiples of the horizon
 * @param medianError mean absolute error of the median, in multiples of the horizon
 * @param p85 mean P85 in multiples of the horizon; NaN for amounts
 */
public record Score(
        int count,
        int cases,
        int refused,
        List<Double> coverage,
        List<Double> coverageWithRefusals,
        @Nullable List<Double> standardError,
        double loss,
        double medianError,
        double p85) {

    public Score {
        coverage = List.copyOf(coverage);
        coverageWithRefusals = List.copyOf(coverageWithRefusals);
        standardError = standardError == null ? null : List.copyOf(standardError);
    }

    /** All cases alike. NaN where none was answered. */
    public static Score pooled(List<RollingOrigin.Case> cases) {
        List<RollingOrigin.Case> answered =
                cases.stream().filter(each -> !each.refused()).toList();
        return new Score(
                cases.size(),
                cases.size(),
                cases.size() - answered.size(),
                perPercentile(at -> mean(answered, each -> each.held().get(at) ? 1 : 0)),
                perPercentile(at -> mean(cases, each -> each.held().get(at) ? 1 : 0)),
                null,
                mean(answered, RollingOrigin.Case::loss),
                mean(answered, RollingOrigin.Case::medianError),
                mean(answered, RollingOrigin.Case::p85));
    }

    /** All series alike, however many cases each has; those without an answer are left out. */
    public static Score macro(List<Score> series) {
        List<Score> answered =
                series.stream().filter(each -> each.cases() > each.refused()).toList();
        List<Double> coverage =
                perPercentile(at -> mean(answered, each -> each.coverage().get(at)));
        return new Score(
                answered.size(),
                series.stream().mapToInt(Score::cases).sum(),
                series.stream().mapToInt(Score::refused).sum(),
                coverage,
                perPercentile(
                        at -> mean(answered, each -> each.coverageWithRefusals().get(at))),
                perPercentile(at -> standardError(answered, at, coverage.get(at))),
                mean(answered, Score::loss),
                mean(answered, Score::medianError),
                mean(answered, Score::p85));
    }

    private static List<Double> perPercentile(IntToDoubleFunction figure) {
        return IntStream.range(0, RollingOrigin.PERCENTILES.size())
                .mapToObj(at -> figure.applyAsDouble(at))
                .toList();
    }

    private static double standardError(List<Score> series, int percentile, double mean) {
        double squares = series.stream()
                .mapToDouble(each -> each.coverage().get(percentile) - mean)
                .map(difference -> difference * difference)
                .sum();
        return Math.sqrt(squares / (series.size() - 1) / series.size());
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
