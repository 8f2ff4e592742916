package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.ImportedItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What text must be so that every database takes it, and what a title must be. */
final class Text {

    private static final HexFormat HEX = HexFormat.of();

    private Text() {}

    /** Refuses what PostgreSQL cannot store: the character NUL and halves of surrogate pairs. */
    static String storable(String column, String value) throws RefusedRowException {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == 0) {
                throw new RefusedRowException(
                        column,
                        value,
                        "The text holds the character NUL (U+0000) at position " + (i + 1)
                                + ", which no database takes.",
                        "Remove the character in the source and export again.");
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new RefusedRowException(
                            column,
                            value,
                            "The text holds half a character (a lone surrogate) at position " + (i + 1) + ".",
                            "Replace the broken character, often a cut emoji, in the source and export again.");
                }
                i++;
            }
        }
        return value;
    }

    /** The title on one line, without blanks around it. */
    static String title(String column, @Nullable String value, @Nullable String id) throws RefusedRowException {
        String title = value == null ? "" : onOneLine(storable(column, value));
        if (title.isEmpty()) {
            throw new RefusedRowException(
                    column,
                    id,
                    id == null ? "The row has neither an id nor a title." : "The item has no title.",
                    id == null
                            ? "Write a title, or delete the row."
                            : "Write a title for item " + RefusedRowException.shorten(id) + ".");
        }
        int characters = title.codePointCount(0, title.length());
        if (characters > ImportedItem.MAX_TITLE_CHARACTERS) {
            throw new RefusedRowException(
                    column,
                    value,
                    String.format(
                            Locale.ROOT,
                            "The title has %,d characters; the most is %,d.",
                            characters,
                            ImportedItem.MAX_TITLE_CHARACTERS),
                    "Shorten the title and move the rest to the description.");
        }
        return title;
    }

    private static String onOneLine(String value) {
        if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0 && value.indexOf('\t') < 0) {
            return value.strip();
        }
        StringBuilder line = new StringBuilder(value.length());
        for (String part : value.split("[\\r\\n\\t]+")) {
            String stripped = part.strip();
            if (!stripped.isEmpty()) {
                line.append(line.isEmpty() ? "" : " ").append(stripped);
            }
        }
        return line.toString();
    }

    /** An id for an item that has none: the same title gives the same id at every import. */
    static String idFromTitle(String title) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(title.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "title-" + HEX.formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
