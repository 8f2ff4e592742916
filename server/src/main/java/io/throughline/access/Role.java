package io.throughline.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do in a workspace, from least to most. */
public enum Role {
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    public static Optional<Role> find(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
