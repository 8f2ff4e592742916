package io.throughline.engine.forecast;

import io.throughline.engine.backtest.TeamSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.NullMarked;

/** Questions to the past of teams, of the protocol of {@code RollingOrigin}, and how well a prior answers them. */
@NullMarked
final class PriorCases {

    /** What one prior came to for one team: the mean pinball loss, and where the outcomes lay among the trials. */
    record Fit(double loss, List<Double> places) {}

    private static final int TRIALS = 400;
    private static final long SEED = 1;
    private static final List<Double> LOSS_PROBABILITIES =
            LearntPrior.NOMINAL.subList(1, LearntPrior.NOMINAL.size() - 1);

    /**
     * @param finished within so many periods; more than were watched if it was not
     * @param charged the most periods that count in the loss
     */
    private record Question(
            DeliveryHistory known, double amount, int horizon, int finished, int watched, int charged) {}

    private final List<Question> questions = new ArrayList<>();

    PriorCases(TeamSeries series) {
        DeliveryHistory history = DeliveryHistory.of(
                series.finished().stream().mapToDouble(Double::doubleValue).toArray());
        int step = series.kind().step();
        for (int origin = LearntPrior.BASE_PERIODS; origin < history.periods(); origin += step) {
            DeliveryHistory known = history.first(origin);
            int left = history.periods() - origin;
            for (int horizon : Backtest.HORIZONS) {
                if (Backtest.KNOWN_AFTER * horizon <= left
                        && Forecaster.reasonAgainst(known).isEmpty()) {
                    double amount = Math.max(1, Math.rint(horizon * known.meanOfLast(LearntPrior.BASE_PERIODS)));
                    int finished = 1;
                    while (finished <= left && history.sum(origin, finished) < amount) {
                        finished++;
                    }
                    questions.add(new Question(known, amount, horizon, finished, left, 6 * horizon + 26));
                }
            }
        }
    }

    boolean isEmpty() {
        return questions.isEmpty();
    }

    Fit fit(LevelModel level) {
        double loss = 0;
        double[] places = new double[questions.size()];
        for (int at = 0; at < places.length; at++) {
            Question question = questions.get(at);
            FinishTimes times = new Simulation(WorkPlan.of(question.known(), question.amount()), level)
                    .finishTimes(TRIALS, SEED + at, question.charged());
            boolean late = question.finished() > question.watched();
            places[at] = times.shareBefore(late ? question.charged() : question.finished() - 0.5);
            loss += loss(question, times, late) / question.horizon() / questions.size();
        }
        return new Fit(loss, DoubleStream.of(places).boxed().toList());
    }

    private static double loss(Question question, FinishTimes times, boolean late) {
        double happened = late ? question.charged() : Math.min(question.charged(), question.finished());
        double sum = 0;
        for (double probability : LOSS_PROBABILITIES) {
            double beyond = happened - Math.min(question.charged(), times.periodsOf(probability));
            sum += Math.max(probability * beyond, (probability - 1) * beyond);
        }
        return sum / LOSS_PROBABILITIES.size();
    }
}
