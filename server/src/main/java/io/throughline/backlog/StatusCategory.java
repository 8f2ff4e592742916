package io.throughline.backlog;

import java.util.Locale;
import java.util.Optional;

/** Where a status stands in the flow, whatever its tracker calls it. An item is active while it is not {@link #closed}. */
public enum StatusCategory {
    TODO,
    IN_PROGRESS,
    DONE,
    CANCELLED;

    /** The name on the wire and in the database: lower case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean closed() {
        return this == DONE || this == CANCELLED;
    }

    public static Optional<StatusCategory> findByWireName(String name) {
        for (StatusCategory category : values()) {
            if (category.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
