package io.throughline.backlog;

import java.util.Locale;
import java.util.Optional;

/** What kind of work an item is. Every tracker has its own words; these are the ones that planning tells apart. */
public enum ItemType {
    INITIATIVE,
    EPIC,
    FEATURE,
    STORY,
    TASK,
    SUBTASK,
    BUG,
    SPIKE,
    OTHER;

    /** The name on the wire, in the database and in column maps: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ItemType> findByWireName(String name) {
        for (ItemType type : values()) {
            if (type.wireName().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
