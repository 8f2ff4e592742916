package io.throughline.engine.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Histories of teams that are told by how they were made. */
final class Histories {

    private Histories() {}

    static DeliveryHistory steady(double perPeriod, int periods) {
        double[] finished = new double[periods];
        Arrays.fill(finished, perPeriod);
        return DeliveryHistory.of(finished);
    }

    /** Each amount from 0 to {@code most} equally likely. */
    static DeliveryHistory varied(int most, int periods, long seed) {
        return DeliveryHistory.of(new SplittableRandom(seed)
                .ints(periods, 0, most + 1)
                .asDoubleStream()
                .toArray());
    }
}
