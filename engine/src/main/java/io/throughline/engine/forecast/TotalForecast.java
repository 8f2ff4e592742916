package io.throughline.engine.forecast;

/** How much will be finished in some periods. */
public final class TotalForecast {

    private final Totals totals;
    private final Calibration calibration;
    private final boolean wholeNumbers;

    TotalForecast(Totals totals, Calibration calibration, boolean wholeNumbers) {
        this.totals = totals;
        this.calibration = calibration;
        this.wholeNumbers = wholeNumbers;
    }

    /**
     * The amount that is reached with a probability.
     *
     * @param probability above 0 and below 1
     * @return whole if the histories are
     */
    public double reached(double probability) {
        double reached = totals.below(1 - calibration.levels().shareOf(probability));
        return wholeNumbers ? Math.floor(reached + 0.5) : reached;
    }

    public Calibration calibration() {
        return calibration;
    }
}
