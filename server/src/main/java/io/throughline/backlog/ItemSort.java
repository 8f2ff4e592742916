package io.throughline.backlog;

import io.throughline.problem.CallerMistakeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An order of items; ties go by id, so that every order is total and a page always continues where the last one ended.
 *
 * @param descending whether it runs against the direction of the expression
 */
record ItemSort(By by, boolean descending) {

    static final ItemSort DEFAULT = new ItemSort(By.RANK, false);

    /** What items can be ordered by, with expressions that are never null: what is unknown comes last, both ways. */
    enum By {
        RANK("item.rank", "item.rank", true, false),
        UPDATED(
                "coalesce(item.updated_at_micros, 9223372036854775807)",
                "coalesce(item.updated_at_micros, 0)",
                false,
                true),
        CREATED(
                "coalesce(item.created_at_micros, 9223372036854775807)",
                "coalesce(item.created_at_micros, 0)",
                false,
                true),
        DUE("coalesce(item.due_epoch_day, 2147483647)", "coalesce(item.due_epoch_day, -2147483648)", false, false),
        SIZE("coalesce(item.size_points, 1e300)", "coalesce(item.size_points, -1)", false, true);

        private final String ascending;
        private final String descending;
        private final boolean text;
        private final boolean startsDescending;

        By(String ascending, String descending, boolean text, boolean startsDescending) {
            this.ascending = ascending;
            this.descending = descending;
            this.text = text;
            this.startsDescending = startsDescending;
        }

        /** Whether the values are text, else numbers. */
        boolean text() {
            return text;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code rank}, {@code updated}, …; a leading minus turns the usual direction round. */
    static ItemSort parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        boolean reversed = name.startsWith("-");
        String wanted = reversed ? name.substring(1) : name;
        for (By by : By.values()) {
            if (by.wireName().equals(wanted)) {
                return new ItemSort(by, by.startsDescending != reversed);
            }
        }
        String known = Arrays.stream(By.values()).map(By::wireName).collect(Collectors.joining(", "));
        throw new CallerMistakeException(
                "sort is '" + text + "', but must be one of " + known + "; a leading '-' reverses the order.");
    }

    String expression() {
        return descending ? by.descending : by.ascending;
    }

    String wireName() {
        return (descending != by.startsDescending ? "-" : "") + by.wireName();
    }
}
