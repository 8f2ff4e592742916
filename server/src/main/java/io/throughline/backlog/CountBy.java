package io.throughline.backlog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What items can be counted by. An item with several themes counts once for each. */
enum CountBy {
    STATUS,
    TYPE,
    TEAM,
    THEME,
    ASSIGNEE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CountBy> find(String name) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(CountBy::wireName).collect(Collectors.joining(", "));
    }
}
