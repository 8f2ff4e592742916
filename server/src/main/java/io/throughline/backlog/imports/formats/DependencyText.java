package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.List;

/** Reads lists of predecessors: {@code AP-004;AP-006}, {@code 12FS+2 days}. */
final class DependencyText {

    /** @param lagDays {@code >= 0} */
    record Reference(String id, int lagDays) {}

    private static final int LONGEST_LAG = 4;

    private DependencyText() {}

    static List<Reference> parse(String text) {
        List<Reference> references = new ArrayList<>();
        for (String part : text.split("[;,|\\r\\n]")) {
            String reference = part.strip();
            if (!reference.isEmpty() && !AbsentValues.contains(reference)) {
                references.add(parseOne(reference));
            }
        }
        return references;
    }

    private static Reference parseOne(String text) {
        int plus = text.lastIndexOf('+');
        if (plus > 0) {
            int end = plus + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            String unit = text.substring(end).strip();
            boolean days = unit.isEmpty() || unit.equals("d") || unit.startsWith("day") || unit.startsWith("Tag");
            if (days && end > plus + 1 && end - plus - 1 <= LONGEST_LAG) {
                return new Reference(
                        withoutKind(text.substring(0, plus).strip()), Integer.parseInt(text.substring(plus + 1, end)));
            }
        }
        return new Reference(text, 0);
    }

    /** Microsoft Project writes finish to start as 12FS. */
    private static String withoutKind(String id) {
        return id.length() > 2 && id.endsWith("FS") && Character.isDigit(id.charAt(id.length() - 3))
                ? id.substring(0, id.length() - 2)
                : id;
    }
}
