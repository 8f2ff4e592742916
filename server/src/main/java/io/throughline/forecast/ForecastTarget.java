package io.throughline.forecast;

import io.throughline.velocity.WorkItems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param key the same for the same question, asked at another time
 * @param words for people
 * @param open places of the open items that count; empty if an amount is meant
 * @param closed how many of it are done or cancelled
 * @param lastFinishedMicros when the last of it was finished, {@link WorkItems#NONE} if nothing was
 * @param amount instead of items; null if items are meant
 * @param epicId of the epic whose items are meant, those to come included; null for others
 */
record ForecastTarget(
        String key,
        String words,
        List<Integer> open,
        int closed,
        long lastFinishedMicros,
        @Nullable Double amount,
        @Nullable Long epicId) {

    ForecastTarget {
        open = List.copyOf(open);
    }

    boolean isDone() {
        return amount == null ? open.isEmpty() : amount == 0;
    }

    int[] openPlaces() {
        return open.stream().mapToInt(Integer::intValue).toArray();
    }
}
