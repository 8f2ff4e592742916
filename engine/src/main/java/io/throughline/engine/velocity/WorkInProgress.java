package io.throughline.engine.velocity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is started and not finished, and for how long.
 *
 * @param ages the longest first
 * @param startedInFuture items that were left out, since their start is later than now
 */
public record WorkInProgress(List<Duration> ages, int startedInFuture) {

    public WorkInProgress {
        ages = List.copyOf(ages);
    }

    public static WorkInProgress of(Collection<Instant> starts, Instant now) {
        List<Duration> ages = starts.stream()
                .filter(start -> !start.isAfter(now))
                .sorted()
                .map(start -> Duration.between(start, now))
                .toList();
        return new WorkInProgress(ages, starts.size() - ages.size());
    }

    public int items() {
        return ages.size();
    }

    /** Null if nothing is in progress. */
    public @Nullable Duration medianAge() {
        return ages.isEmpty() ? null : new DurationPercentiles(ages).at(0.5);
    }

    /** Null if nothing is in progress. */
    public @Nullable Duration oldestAge() {
        return ages.isEmpty() ? null : ages.getFirst();
    }

    /** How many have been open for longer, such as than the time in which 85 % of the items were finished. */
    public int olderThan(Duration age) {
        return (int) ages.stream().filter(each -> each.compareTo(age) > 0).count();
    }
}
