package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code report_logs} can tell. */
enum ReportKind {
    PROJECT,
    LABEL,
    ITEM,
    DAY,
    MISSING,
    CSV,
    ICALENDAR;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws CallerMistakeException if there is no such report */
    static ReportKind of(@Nullable String written) {
        String given = Given.text(written);
        if (given == null) {
            return PROJECT;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(given.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException("report is '" + given + "', but must be one of "
                        + Arrays.stream(values()).map(ReportKind::wireName).collect(Collectors.joining(", ")) + "."));
    }
}
