package io.throughline.engine.velocity;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How long items took from start to finish. A percentile is the shortest time that so large a share of the items needed at most
 * ({@link DurationPercentiles}): "85 % of the items took 9 days or less".
 *
 * @param items finished ones
 * @param p85 null if there are fewer than 7 items, of which it would be the slowest
 * @param p95 null if there are fewer than 20 items, of which it would be the slowest
 */
public record CycleTimes(
        int items,
        Duration p50,
        @Nullable Duration p85,
        @Nullable Duration p95) {

    public static final int LEAST_ITEMS = 5;

    /**
     * @param times of finished items, in any order
     * @throws IllegalArgumentException if one is negative
     */
    public static Finding<CycleTimes> of(Collection<Duration> times) {
        var percentiles = new DurationPercentiles(times);
        int items = times.size();
        return Finding.ifEnough(
                "finished items",
                items,
                LEAST_ITEMS,
                () -> new CycleTimes(
                        items, percentiles.at(0.50), percentiles.belowTheMost(0.85), percentiles.belowTheMost(0.95)));
    }
}
