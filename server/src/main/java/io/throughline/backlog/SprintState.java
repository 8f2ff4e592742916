package io.throughline.backlog;

import java.util.Locale;

/** A sprint is planned, running, or over. */
public enum SprintState {
    FUTURE,
    ACTIVE,
    CLOSED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
