package io.throughline.backlog.imports.formats;

/** How a file writes dates whose year stands last and whose month is a number, such as 03/04/2025. */
enum DayOrder {
    DAY_FIRST("day/month/year"),
    MONTH_FIRST("month/day/year");

    private final String pattern;

    DayOrder(String pattern) {
        this.pattern = pattern;
    }

    String pattern() {
        return pattern;
    }
}
