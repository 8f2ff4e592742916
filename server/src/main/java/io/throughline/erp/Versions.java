package io.throughline.erp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Versions of week logs. They are instants, which the same ERP may write in several ways. */
final class Versions {

    private Versions() {}

    static boolean same(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left.equals(right)) {
            return true;
        }
        Instant first = instant(left);
        return first != null && first.equals(instant(right));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
