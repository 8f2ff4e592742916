package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.RowRefusal;
import org.jspecify.annotations.Nullable;

/** One value makes its row unfit; caught where rows are read, and told to the sink as a {@link RowRefusal}. */
final class RefusedRowException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 80;

    private final @Nullable String column;
    private final @Nullable String value;
    private final String reason;
    private final String advice;

    RefusedRowException(@Nullable String column, @Nullable String value, String reason, String advice) {
        super(reason, null, false, false); // thrown for each bad row of a file: no stack trace
        this.column = column;
        this.value = value;
        this.reason = reason;
        this.advice = advice;
    }

    RowRefusal at(long line) {
        return new RowRefusal(line, column, value == null ? null : shorten(value), reason, advice);
    }

    /** As much of a foreign value as a message can bear: on one line, without characters that a terminal would obey. */
    static String shorten(String value) {
        StringBuilder shown = new StringBuilder();
        int characters = 0;
        for (int i = 0; i < value.length() && characters < SHOWN_CHARACTERS - 1; characters++) {
            int codePoint = value.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean hidden = Character.isISOControl(codePoint)
                    || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
            shown.appendCodePoint(hidden ? (Character.isWhitespace(codePoint) ? ' ' : 0xFFFD) : codePoint);
        }
        if (value.codePointCount(0, value.length()) > SHOWN_CHARACTERS - 1) {
            shown.append('…');
        }
        return shown.toString();
    }
}
