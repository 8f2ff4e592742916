package io.throughline.console;

import io.throughline.backlog.BacklogSummary;
import io.throughline.backlog.StatusCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a backlog divides into what is to do, under way, done and cancelled, as parts of a bar. */
record StatusBar(List<Part> parts) {

    /**
     * @param category wire name
     * @param start where the part begins, in thousandths of the bar
     * @param width in thousandths of the bar
     */
    record Part(String category, String name, long count, long start, long width) {}

    private static final int WHOLE = 1_000;

    static StatusBar of(BacklogSummary summary) {
        List<Part> parts = new ArrayList<>();
        long before = 0;
        for (StatusCategory category : StatusCategory.values()) {
            long count = summary.byStatus().stream()
                    .filter(status -> status.category().equals(category.wireName()))
                    .mapToLong(BacklogSummary.StatusFigures::count)
                    .sum();
            if (count > 0) {
                long start = WHOLE * before / summary.total();
                before += count;
                parts.add(new Part(
                        category.wireName(), name(category), count, start, WHOLE * before / summary.total() - start));
            }
        }
        return new StatusBar(List.copyOf(parts));
    }

    private static String name(StatusCategory category) {
        return switch (category) {
            case TODO -> "to do";
            case IN_PROGRESS -> "in progress";
            case DONE, CANCELLED -> category.name().toLowerCase(Locale.ROOT);
        };
    }
}
