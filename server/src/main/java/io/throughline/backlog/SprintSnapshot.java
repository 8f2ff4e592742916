package io.throughline.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sprint held at its start or its close.
 *
 * @param derived worked out later from dates and histories, because nobody recorded it then
 */
public record SprintSnapshot(Moment moment, Instant takenAt, boolean derived, List<Line> lines) {

    /** When a snapshot is taken. */
    public enum Moment {
        START,
        CLOSE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One item of the sprint as it was then.
     *
     * @param sizePoints null where it had no estimate
     */
    public record Line(long itemId, @Nullable Double sizePoints, StatusCategory statusCategory) {}

    public SprintSnapshot {
        lines = List.copyOf(lines);
    }
}
