package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments as callers mean them: blank text is no argument. */
final class Given {

    private static final Pattern ITEM_KEY = Pattern.compile("[^\\s\\p{Z}\\p{C}\\[\\]]{1,64}");
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    private Given() {}

    static @Nullable String text(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String stripped = BLANKS_AROUND.matcher(text).replaceAll("");
        return stripped.isEmpty() ? null : stripped;
    }

    /** @throws CallerMistakeException if there is none */
    static String required(@Nullable String text, String name, String such) {
        String given = text(text);
        if (given == null) {
            throw new CallerMistakeException(name + " is empty. Give " + such + ".");
        }
        return given;
    }

    /** @throws CallerMistakeException if it cannot be the key of an item */
    static @Nullable String itemKey(@Nullable String text) {
        String given = text(text);
        if (given != null && !ITEM_KEY.matcher(given).matches()) {
            throw new CallerMistakeException(
                    "item_key is '" + given
                            + "', but the key of a backlog item has at most 64 characters, no blanks and no brackets, such as APP-12.");
        }
        return given;
    }

    static boolean yes(@Nullable Boolean given) {
        return Boolean.TRUE.equals(given);
    }
}
