package io.throughline.backlog.imports.formats;

import java.util.Locale;
import java.util.Set;

/** What people and trackers write into a cell that they want to leave empty. */
final class AbsentValues {

    private static final Set<String> WORDS = Set.of(
            "",
            "-",
            "--",
            "–",
            "—",
            "?",
            "n/a",
            "na",
            "#n/a",
            "none",
            "null",
            "nil",
            "undefined",
            "(none)",
            "<none>",
            "unestimated",
            "not estimated",
            "tbd",
            "no date",
            "never",
            "keine",
            "aucun",
            "ninguno");
    private static final int LONGEST = 16;

    private AbsentValues() {}

    static boolean contains(String value) {
        return value.length() <= LONGEST && WORDS.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
