package io.throughline.backlog;

import io.throughline.problem.CallerMistakeException;
import java.util.Optional;

/** The cursors of the backlog, as the fuzz tests see them. */
public final class FuzzedCursors {

    private FuzzedCursors() {}

    /** The cursor again, as its text; empty if it was refused as the caller's mistake. */
    public static Optional<String> read(String cursor, long fingerprint, String sort) {
        try {
            return Optional.of(QueryCursor.decode(cursor, fingerprint, ItemSort.parse(sort))
                    .encoded());
        } catch (CallerMistakeException e) {
            return Optional.empty();
        }
    }

    public static String write(long fingerprint, String sortValue, long itemId) {
        return new QueryCursor(fingerprint, sortValue, itemId).encoded();
    }
}
