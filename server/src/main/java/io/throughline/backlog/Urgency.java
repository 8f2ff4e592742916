package io.throughline.backlog;

import java.util.Locale;
import java.util.Optional;

/** How the cost of delay of an item grows with time (Anderson, <i>Kanban</i>, 2010: classes of service). */
public enum Urgency {
    STANDARD,
    FIXED_DATE,
    EXPEDITE,
    INTANGIBLE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Urgency> findByWireName(String name) {
        for (Urgency urgency : values()) {
            if (urgency.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(urgency);
            }
        }
        return Optional.empty();
    }
}
