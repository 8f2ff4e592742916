package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A table that bears no tracker's mark; its headers are common words, or a column map explains them. */
final class PlainCsvFormat implements BacklogFormat, Dialect {

    static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        Optional<List<String>> headers = CsvHeads.findHeaders(head, this);
        if (headers.isEmpty()) {
            return 0;
        }
        boolean titled = headers.get().stream()
                .anyMatch(header -> Headers.findField(header).orElse(null) == Field.TITLE);
        if (titled) {
            return 50;
        }
        return headers.get().size() > 1 ? 10 : 0; // a column map might explain it
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        return Meaning.general(header);
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        CsvImport.read(this, file, sink);
    }
}
