package io.throughline.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Time that somebody of the sample company logged.
 *
 * @param project complete name of one of {@link SampleLogs#projects}
 * @param itemKey of the item it was done for; null for none
 * @param label name of a label that every company starts with
 */
record SampleLogLine(
        String personEmail,
        LocalDate date,
        String project,
        String description,
        @Nullable String itemKey,
        int minutes,
        String label) {}
