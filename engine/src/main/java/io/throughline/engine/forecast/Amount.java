package io.throughline.engine.forecast;

import java.util.SplittableRandom;

/**
 * Work that remains, in the unit of the history.
 *
 * @param known {@code >= 0}
 * @param unsized how many items have no size yet, {@code >= 0}
 * @param meanSize of the sizes that such items of the team turned out to have
 * @param sizeDeviation standard deviation of those
 */
public record Amount(double known, int unsized, double meanSize, double sizeDeviation) {

    public Amount {
        require(known, "The work that is known");
        require(unsized, "The number of items without a size");
        require(meanSize, "The mean size");
        require(sizeDeviation, "The deviation of sizes");
    }

    private static void require(double value, String what) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be a number of 0 or more.");
        }
    }

    public static Amount of(double known) {
        return new Amount(known, 0, 0, 0);
    }

    boolean isNothing() {
        return known == 0 && unsized == 0;
    }

    /** What is to be expected. */
    public double expected() {
        return known + unsized * meanSize;
    }

    /** One of the amounts that it may turn out to be. */
    double draw(SplittableRandom random) {
        if (unsized == 0) {
            return known;
        }
        double sum = unsized * meanSize + Math.sqrt(unsized) * sizeDeviation * random.nextGaussian();
        return known + Math.max(0, sum);
    }
}
