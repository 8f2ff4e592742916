package io.throughline.engine.forecast;

import java.util.SplittableRandom;

/**
 * How much work grows until it is done: the logarithm of the factor is normally distributed.
 *
 * @param medianFactor {@code > 0}; 1.2 for a fifth more
 * @param logDeviation {@code >= 0}
 */
public record ScopeGrowth(double medianFactor, double logDeviation) {

    public static final ScopeGrowth NONE = new ScopeGrowth(1, 0);

    public ScopeGrowth {
        if (!(medianFactor > 0) || Double.isInfinite(medianFactor)) {
            throw new IllegalArgumentException(
                    "The growth factor is " + medianFactor + "; it must be above 0, such as 1.2 for a fifth more.");
        }
        if (!(logDeviation >= 0) || Double.isInfinite(logDeviation)) {
            throw new IllegalArgumentException(
                    "The deviation of growth is " + logDeviation + "; it must be 0 or more.");
        }
    }

    boolean isNone() {
        return medianFactor == 1 && logDeviation == 0;
    }

    double draw(SplittableRandom random) {
        return logDeviation == 0 ? medianFactor : medianFactor * Math.exp(logDeviation * random.nextGaussian());
    }
}
