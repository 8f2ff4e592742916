package io.throughline.timelog.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number of a row as it stands in an address or a text. */
final class RowId {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private RowId() {}

    /** Empty for what no row can have. */
    static Optional<Long> find(String text) {
        return DIGITS.matcher(text).matches()
                ? Optional.of(Long.parseLong(text)).filter(id -> id >= 1)
                : Optional.empty();
    }
}
