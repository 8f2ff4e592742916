package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;

/** Lets each id of a file in once. */
final class ItemGate {

    private final RowSink sink;
    private final FirstLines firstLines = new FirstLines();
    private final String place;
    private long accepted;

    /** @param place what a line is called in this kind of file: "line" or "element" */
    ItemGate(RowSink sink, String place) {
        this.sink = sink;
        this.place = place;
    }

    void accept(long line, String idColumn, ImportedItem item) {
        long first = firstLines.putIfAbsent(item.sourceId(), line);
        if (first == 0) {
            accepted++;
            sink.accept(line, item);
        } else {
            sink.refuse(new RefusedRowException(
                            idColumn,
                            item.sourceId(),
                            "The id stands in " + place + " " + first + " already.",
                            "Keep one of the two rows; the one in " + place + " " + first + " was taken.")
                    .at(line));
        }
    }

    void refuse(long line, RefusedRowException refusal) {
        sink.refuse(refusal.at(line));
    }

    long accepted() {
        return accepted;
    }
}
