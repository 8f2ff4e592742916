package io.throughline.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took. Not safe for concurrent use. */
final class Latencies {

    private long[] nanos = new long[1_024];
    private int size;

    void add(long tookNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = tookNanos;
    }

    void addAll(Latencies others) {
        for (int at = 0; at < others.size; at++) {
            add(others.nanos[at]);
        }
    }

    int size() {
        return size;
    }

    /**
     * The time that a share of the calls did not exceed (nearest rank).
     *
     * @param percent {@code > 0} to 100
     * @return milliseconds
     */
    double percentileMillis(double percent) {
        if (size == 0) {
            throw new IllegalStateException("There is no percentile of no calls.");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * size);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    String said(double percent) {
        return String.format(Locale.ROOT, "%.1f", percentileMillis(percent));
    }
}
