package io.throughline.engine.velocity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * A period that is unlike the others.
 *
 * @param period index, 0 is the oldest
 * @param amount that was finished then
 * @param score modified z-score: how many deviations it lies above the median, negative if below
 */
public record Outlier(int period, double amount, double score) {

    public static final int LEAST_PERIODS = 5;

    /** Beyond it a period is an outlier. */
    public static final double MOST_USUAL_SCORE = 3.5;

    /** Make the deviations comparable with the standard deviation of a normal distribution. */
    private static final double BY_MEDIAN = 0.6745;

    private static final double BY_MEAN = 0.7979; // the square root of 2 ÷ pi

    /**
     * By the modified z-score of Iglewicz and Hoaglin (<i>How to Detect and Handle Outliers</i>, 1993): the distance from the
     * median by the median of such distances, which the outliers themselves do not widen. Where more than half of the periods are
     * equal that median is 0; the mean of the distances takes its place.
     *
     * @param finished per period, oldest first
     * @return the oldest first; empty if there are none
     * @throws IllegalArgumentException unless each is finite and {@code >= 0}
     */
    public static Finding<List<Outlier>> in(double... finished) {
        double[] amounts = Amounts.checked(finished);
        return Finding.ifEnough("periods", amounts.length, LEAST_PERIODS, () -> outliers(amounts));
    }

    private static List<Outlier> outliers(double[] amounts) {
        double median = new Median().evaluate(amounts);
        double[] distances =
                Arrays.stream(amounts).map(amount -> Math.abs(amount - median)).toArray();
        double middle = new Median().evaluate(distances);
        double perUnit = middle > 0 ? BY_MEDIAN / middle : BY_MEAN / StatUtils.mean(distances);
        List<Outlier> outliers = new ArrayList<>();
        for (int period = 0; period < amounts.length; period++) {
            double score = distances[period] == 0 ? 0 : perUnit * (amounts[period] - median);
            if (Math.abs(score) > MOST_USUAL_SCORE) {
                outliers.add(new Outlier(period, amounts[period], score));
            }
        }
        return List.copyOf(outliers);
    }
}
