package io.throughline.engine.velocity;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles as the inverse of the empirical distribution (nearest rank; definition 1 of Hyndman and Fan, <i>Sample Quantiles in
 * Statistical Packages</i>, 1996): always a time that was seen, and at least the share of all times is not longer.
 */
final class DurationPercentiles {

    private static final double EPSILON = 1e-9;

    private final List<Duration> sorted;

    DurationPercentiles(Collection<Duration> durations) {
        sorted = durations.stream().sorted().toList();
        if (!sorted.isEmpty() && sorted.getFirst().isNegative()) {
            throw new IllegalArgumentException(
                    "A time is " + sorted.getFirst() + "; an end must not be before its start.");
        }
    }

    /** @param share above 0, at most 1; there must be at least one time */
    Duration at(double share) {
        return sorted.get(rank(share) - 1);
    }

    /** Null where the percentile would be the longest time, which tells nothing of what is rare. */
    @Nullable Duration belowTheMost(double share) {
        return rank(share) < sorted.size() ? at(share) : null;
    }

    private int rank(double share) {
        return (int) Math.max(1, Math.ceil(share * sorted.size() - EPSILON));
    }
}
