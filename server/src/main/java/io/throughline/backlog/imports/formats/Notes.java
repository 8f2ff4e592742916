package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.RowSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says each thing about the file once, at its end, with how often it occurred and where first. */
final class Notes {

    private static final class Occurrences {
        private long count;
        private final long firstLine;

        private Occurrences(long firstLine) {
            this.firstLine = firstLine;
        }
    }

    private final Map<String, Occurrences> occurrences = new LinkedHashMap<>();
    private final String place;

    /** @param place what a line is called in this kind of file: "line" or "element" */
    Notes(String place) {
        this.place = place;
    }

    void add(String note, long line) {
        occurrences.computeIfAbsent(note, unseen -> new Occurrences(line)).count++;
    }

    void tell(RowSink sink) {
        occurrences.forEach((note, rows) -> sink.note(note + " (" + rows.count + (rows.count == 1 ? " row" : " rows")
                + (rows.count == 1 ? ", " : ", first ") + place + " " + rows.firstLine + ")"));
    }
}
