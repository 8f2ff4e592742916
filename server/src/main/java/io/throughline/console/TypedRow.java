package io.throughline.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the form.
 *
 * @param line the line as they saw it; null for a new one
 * @param project null if none is chosen yet
 * @param item key of a backlog item; empty for none
 * @param label null to keep the labels there are, or take the default
 * @param hours as typed, Monday first
 */
record TypedRow(
        @Nullable SeenLine line,
        @Nullable Choice project,
        String text,
        String item,
        @Nullable Choice label,
        List<String> hours) {

    TypedRow {
        hours = List.copyOf(hours);
    }

    boolean isBlank() {
        return line == null
                && text.isBlank()
                && item.isBlank()
                && hours.stream().allMatch(String::isBlank);
    }

    /** As they saw it; 0 for no time. */
    int seenMinutes(int day) {
        return line == null ? 0 : line.minutes().get(day);
    }

    /** Whether another label was chosen for a line that is there. */
    boolean relabels() {
        return line != null
                && label != null
                && (line.labelId() == null || line.labelId() != label.id() || line.mixedLabels());
    }
}
