package io.throughline.engine.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * How often forecasts of this kind have held, and which share of the trials to take for a probability that holds as often as it
 * says: for what was learnt from other teams, moved towards what the team's own history tells, as far as that has cases (split
 * conformal prediction; Vovk, Gammerman and Shafer, <i>Algorithmic Learning in a Random World</i>, 2005).
 */
public final class Calibration {

    private final List<Coverage> coverage;
    private final int cases;
    private final Levels levels;

    /**
     * How often a percentile held.
     *
     * @param probability nominal, such as 0.85
     * @param raw as simulated
     * @param corrected with what was known of earlier cases at the time
     */
    public record Coverage(double probability, double raw, double corrected) {}

    Calibration(List<Coverage> coverage, int cases, Levels levels) {
        this.coverage = List.copyOf(coverage);
        this.cases = cases;
        this.levels = levels;
    }

    /** For P50, P75, P85, P90 and P95, over the team's own history; empty if it is too short, or there are several teams. */
    public List<Coverage> coverage() {
        return coverage;
    }

    /** Of the teams' own histories; they overlap, and weigh less for it. */
    public int cases() {
        return cases;
    }

    Levels levels() {
        return levels;
    }

    /** Shares of the trials by nominal probability, in straight lines between the points; both ascending from 0 to 1. */
    static final class Levels {

        private static final double[] NOMINAL = array(LearntPrior.NOMINAL);

        private final double[] shares;

        private Levels(double[] shares) {
            this.shares = shares;
        }

        /** @param held for each of {@link LearntPrior#NOMINAL} */
        Levels(List<Double> held) {
            this(array(held));
        }

        private static double[] array(List<Double> numbers) {
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double shareOf(double probability) {
            return between(NOMINAL, shares, probability);
        }

        double probabilityOf(double share) {
            return between(shares, NOMINAL, share);
        }

        /**
         * Moved towards where the outcomes of cases lay.
         *
         * @param places of the outcomes among the trials, 0 to 1
         * @param own how far, 0 to 1
         */
        Levels movedTo(double[] places, double own) {
            if (places.length == 0) {
                return this;
            }
            double[] sorted = places.clone();
            Arrays.sort(sorted);
            double[] moved = shares.clone();
            for (int at = 1; at < moved.length - 1; at++) {
                moved[at] += own * (quantile(sorted, NOMINAL[at]) - moved[at]);
            }
            return new Levels(moved);
        }

        /** Several teams finish together: each moves the levels in equal parts. At least one. */
        static Levels mean(List<Levels> all) {
            double[] shares = new double[NOMINAL.length];
            for (Levels each : all) {
                for (int at = 0; at < shares.length; at++) {
                    shares[at] += each.shares[at] / all.size();
                }
            }
            return new Levels(shares);
        }

        private static double quantile(double[] sorted, double probability) {
            double at = probability * (sorted.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, sorted.length - 1);
            return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
        }

        private static double between(double[] from, double[] to, double value) {
            int at = 1;
            while (at < from.length - 1 && from[at] < value) {
                at++;
            }
            double width = from[at] - from[at - 1];
            double share = width == 0 ? 0 : (value - from[at - 1]) / width;
            return to[at - 1] + Math.min(1, Math.max(0, share)) * (to[at] - to[at - 1]);
        }
    }
}
