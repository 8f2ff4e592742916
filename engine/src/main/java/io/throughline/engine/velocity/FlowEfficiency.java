package io.throughline.engine.velocity;

import java.time.Duration;
import java.util.Collection;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * Which part of their time items were worked on, and not waiting (Modig and Åhlström, <i>This Is Lean</i>, 2012).
 *
 * @param items finished ones whose history tells
 * @param ratio all active time ÷ all time, 0 to 1
 * @param medianRatio of the ratios of single items, 0 to 1
 */
public record FlowEfficiency(int items, double ratio, double medianRatio) {

    public static final int LEAST_ITEMS = 5;

    /**
     * The time of one item from start to finish.
     *
     * @param active in statuses in which it is worked on
     * @param waiting in the others
     */
    public record Times(Duration active, Duration waiting) {

        public Times {
            if (active.isNegative() || waiting.isNegative()) {
                throw new IllegalArgumentException("The times of an item are " + active + " and " + waiting
                        + "; a status must not end before it begins.");
            }
        }

        private double activeSeconds() {
            return seconds(active);
        }

        private double allSeconds() {
            return seconds(active) + seconds(waiting);
        }

        private static double seconds(Duration duration) {
            return duration.getSeconds() + duration.getNano() / 1e9;
        }
    }

    /** Items that took no time at all tell nothing, and are left out. */
    public static Finding<FlowEfficiency> of(Collection<Times> items) {
        var timed = items.stream().filter(item -> item.allSeconds() > 0).toList();
        return Finding.ifEnough(
                "finished items with a history",
                timed.size(),
                LEAST_ITEMS,
                () -> new FlowEfficiency(
                        timed.size(),
                        timed.stream().mapToDouble(Times::activeSeconds).sum()
                                / timed.stream().mapToDouble(Times::allSeconds).sum(),
                        new Median()
                                .evaluate(timed.stream()
                                        .mapToDouble(item -> item.activeSeconds() / item.allSeconds())
                                        .toArray())));
    }
}
