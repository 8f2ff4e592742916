package io.throughline.engine.backtest;

import io.throughline.engine.forecast.DeliveryHistory;
import java.util.Optional;

/** A way to forecast that can be measured. Equal arguments give equal answers. */
public interface ForecastMethod {

    /** As tables show it. */
    String name();

    /**
     * From what was known at an origin. Empty where the method says that it cannot tell.
     *
     * @param mostPeriods that will be asked for
     */
    Optional<Known> at(DeliveryHistory known, int mostPeriods);

    /** Answers at one origin. */
    interface Known {

        /** Whole periods within which an amount is done with a probability; more than a thousand for never. */
        int periodsUntil(double amount, double probability);

        /** What is finished in so many periods: the amount below which it stays with a probability. */
        double totalBelow(int periods, double probability);
    }
}
