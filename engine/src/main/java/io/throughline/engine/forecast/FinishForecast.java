package io.throughline.engine.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** When a plan will be done, in whole periods from now, with probabilities that were corrected by how often they held. */
public final class FinishForecast {

    /** Unfinished work is never certain to be done. */
    public static final double MOST_CERTAIN = 0.995;

    private final FinishTimes times;
    private final Calibration calibration;

    FinishForecast(FinishTimes times, Calibration calibration) {
        this.times = times;
        this.calibration = calibration;
    }

    /**
     * Within how many whole periods all is done with a probability.
     *
     * @param probability above 0 and below 1
     * @return empty if that is later than we look
     */
    public OptionalInt periods(double probability) {
        return found(times.periodsOf(calibration.levels().shareOf(probability)));
    }

    /** As simulated, before the correction. */
    public OptionalInt rawPeriods(double probability) {
        return found(times.periodsOf(probability));
    }

    private OptionalInt found(int periods) {
        return periods > times.limit() ? OptionalInt.empty() : OptionalInt.of(periods);
    }

    /**
     * How probable it is that all is done within so many periods.
     *
     * @return 0 to {@link #MOST_CERTAIN}
     */
    public double probabilityWithin(double periods) {
        return periods <= 0
                ? 0
                : Math.min(MOST_CERTAIN, calibration.levels().probabilityOf(times.shareWithin(periods)));
    }

    /**
     * One bar of a histogram.
     *
     * @param from in periods, exclusive
     * @param to in periods, inclusive
     * @param share of the trials that finished there
     */
    public record Bar(int from, int to, double share) {}

    /** Whole periods as bars of equal width, from the first to the last of nearly all trials. */
    public List<Bar> histogram(int mostBars) {
        int first = times.periodsOf(0.005) - 1;
        int last = Math.min(times.limit(), times.periodsOf(0.98));
        int width = Math.max(1, (last - first + mostBars - 1) / mostBars);
        List<Bar> bars = new ArrayList<>();
        for (int from = first; from < last; from += width) {
            int to = from + width;
            bars.add(new Bar(from, to, times.shareWithin(to) - (from == 0 ? 0 : times.shareWithin(from))));
        }
        return bars;
    }

    public Calibration calibration() {
        return calibration;
    }

    public long trials() {
        return times.trials();
    }
}
