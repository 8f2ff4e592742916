package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Looks at the first bytes for what can be no export of a backlog at all, so that the message can say what it is. */
final class FileStart {

    private static final int LOOKED_AT = 1 << 20;
    private static final String EXPORT_AGAIN = " Export the backlog as CSV or JSON and import that file.";

    private FileStart() {}

    /** The first megabyte, or all of the file. */
    static byte[] read(BacklogFile file) throws IOException, UnreadableBacklogException {
        byte[] head;
        try (InputStream in = file.content().open()) {
            head = in.readNBytes(LOOKED_AT);
        }
        Optional<String> defect = findDefect(head);
        if (defect.isPresent()) {
            throw new UnreadableBacklogException("'" + RefusedRowException.shorten(file.name()) + "' " + defect.get());
        }
        return head;
    }

    /** @return what to say after the name of the file, if it can be no backlog */
    static Optional<String> findDefect(byte[] head) {
        if (head.length == 0) {
            return Optional.of("is empty." + EXPORT_AGAIN);
        }
        Optional<String> kind = findBinaryKind(head);
        if (kind.isPresent()) {
            return Optional.of("is " + kind.get() + ", not a text file." + EXPORT_AGAIN);
        }
        String text = TextEncoding.ofHead(head).decodeHead(head).strip();
        if (text.isEmpty()) {
            return Optional.of("holds blanks only." + EXPORT_AGAIN);
        }
        if (text.startsWith("<") && startsLikeMarkup(text.substring(0, Math.min(text.length(), 200)))) {
            return Optional.of("is HTML or XML, often a sign-in page or a table for Excel." + EXPORT_AGAIN);
        }
        if (controlCharacters(text) * 10 > text.length()) {
            return Optional.of("is not a text file." + EXPORT_AGAIN);
        }
        return Optional.empty();
    }

    private static Optional<String> findBinaryKind(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\003\004")) {
            return Optional.of("an Excel workbook or a ZIP archive");
        }
        if (start.startsWith("\320\317\021\340")) {
            return Optional.of("an old Excel workbook");
        }
        if (start.startsWith("%PDF")) {
            return Optional.of("a PDF");
        }
        if (start.startsWith("\211PNG") || start.startsWith("\377\330\377") || start.startsWith("GIF8")) {
            return Optional.of("an image");
        }
        if (start.startsWith("\037\213")) {
            return Optional.of("a gzip archive");
        }
        if (start.startsWith("SQLite format 3") || start.startsWith("\177ELF")) {
            return Optional.of("a binary file");
        }
        return Optional.empty();
    }

    private static boolean startsLikeMarkup(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("<!") || lower.startsWith("<?xml") || lower.contains("</") || lower.contains("<html");
    }

    private static long controlCharacters(String text) {
        return text.chars()
                .filter(character -> (character < ' ' && character != '\t' && character != '\n' && character != '\r')
                        || character == 0xFFFD)
                .count();
    }
}
