package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How well the start of a file fits a dialect of CSV. */
final class CsvHeads {

    private static final int TITLE_COUNTS = 100;

    private CsvHeads() {}

    /** More columns that are understood are better, and a title is worth more than all others. */
    static int understood(List<String> headers, Dialect dialect, @Nullable ColumnMap map) {
        Columns columns;
        try {
            columns = Columns.of(headers, dialect, map);
        } catch (UnreadableBacklogException e) {
            return 0; // the map names a column that is not here
        }
        return columns.understood() + (columns.has(Field.TITLE) ? TITLE_COUNTS : 0);
    }

    /** @return the headers, if the file may be CSV at all */
    static Optional<List<String>> findHeaders(byte[] head, Dialect dialect) {
        if (FileStart.findDefect(head).isPresent()) {
            return Optional.empty();
        }
        String text = TextEncoding.ofHead(head).decodeHead(head);
        char first = text.strip().charAt(0);
        if (first == '{' || first == '[') {
            return Optional.empty();
        }
        return CsvLayout.find(text, headers -> understood(headers, dialect, null))
                .map(CsvLayout::headers);
    }

    /** The headers as they are compared. */
    static Set<String> normalised(List<String> headers) {
        return headers.stream().map(Headers::normalise).collect(Collectors.toCollection(TreeSet::new));
    }
}
