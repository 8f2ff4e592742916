package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a CSV file twice: first for what only the whole file tells, then row by row. */
final class CsvImport {

    private final Dialect dialect;
    private final BacklogFile file;
    private final CsvLayout layout;
    private final Columns columns;
    private final CsvRows rows;
    private final TextEncoding encoding;
    private final Notes notes = new Notes("line");
    private final FileFacts facts = new FileFacts();
    private final BitSet filledColumns = new BitSet();

    private CsvImport(Dialect dialect, BacklogFile file, TextEncoding encoding, CsvLayout layout, Columns columns) {
        this.dialect = dialect;
        this.file = file;
        this.encoding = encoding;
        this.layout = layout;
        this.columns = columns;
        this.rows = new CsvRows(file, encoding, layout);
    }

    static void read(Dialect dialect, BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        byte[] head = FileStart.read(file);
        TextEncoding encoding = TextEncoding.of(file);
        CsvLayout layout = CsvLayout.find(
                        encoding.decodeHead(head), headers -> CsvHeads.understood(headers, dialect, file.map()))
                .orElseThrow(() -> new UnreadableBacklogException(
                        "'" + RefusedRowException.shorten(file.name()) + "' has no row that could be a header."));
        Columns columns = Columns.of(layout.headers(), dialect, file.map());
        if (!columns.has(Field.TITLE)) {
            throw new UnreadableBacklogException("'" + RefusedRowException.shorten(file.name())
                    + "' has no column for the title, such as Title, Summary or Name. Its columns are: "
                    + NearNames.list(layout.headers()) + ". Rename the right one, or name it in a column map.");
        }
        new CsvImport(dialect, file, encoding, layout, columns).read(sink);
    }

    private void read(RowSink sink) throws IOException {
        RowConverter converter = new RowConverter(dialect, file, facts, notes);
        look(converter);
        convert(converter, sink);
        tell(sink);
    }

    /** First reading: nothing reaches the sink, and what is wrong is found again in the second one. */
    private void look(RowConverter converter) throws IOException {
        Cells cells = new Cells();
        Columns telling = columns.only(FileFacts.TELLING);
        dialect.begin();
        rows.forEach(new CsvRows.Visitor() {
            @Override
            public void row(long line, List<String> fields) {
                for (int column = 0; column < fields.size() && column < columns.size(); column++) {
                    if (!filledColumns.get(column) && !fields.get(column).isBlank()) {
                        filledColumns.set(column);
                    }
                }
                try {
                    gather(telling, fields, cells);
                    facts.see(cells, converter);
                } catch (RefusedRowException e) {
                    cells.clear();
                }
            }

            @Override
            public void broken(long line, RefusedRowException why) {
                cells.clear();
            }
        });
        if (facts.wantsKeys()) {
            Columns keys = columns.only(FileFacts.KEYS);
            rows.forEach(new CsvRows.Visitor() {
                @Override
                public void row(long line, List<String> fields) {
                    try {
                        gather(keys, fields, cells);
                        facts.seeKey(cells);
                    } catch (RefusedRowException e) {
                        cells.clear();
                    }
                }

                @Override
                public void broken(long line, RefusedRowException why) {
                    cells.clear();
                }
            });
        }
    }

    private void gather(Columns from, List<String> fields, Cells cells) throws RefusedRowException {
        from.gather(fields, cells);
        dialect.complete(cells);
    }

    private void convert(RowConverter converter, RowSink sink) throws IOException {
        ItemGate gate = new ItemGate(sink, "line");
        String titleColumn = columns.nameOf(Field.TITLE);
        String idColumn = columns.nameOf(columns.has(Field.SOURCE_ID) ? Field.SOURCE_ID : Field.KEY);
        Cells cells = new Cells();
        dialect.begin();
        rows.forEach(new CsvRows.Visitor() {
            @Override
            public void row(long line, List<String> fields) {
                try {
                    checkWidth(line, fields);
                    gather(columns, fields, cells);
                    gate.accept(
                            line,
                            idColumn,
                            converter.convert(line, cells, titleColumn).build());
                } catch (RefusedRowException e) {
                    gate.refuse(line, e);
                }
            }

            @Override
            public void broken(long line, RefusedRowException why) {
                gate.refuse(line, why);
            }
        });
    }

    /**
     * Too many fields come from a separator within a value that bears no quotes: all that follows would be in the wrong
     * column. Blank ones at the end do no harm, unless a value that starts with a blank tells of a torn sentence.
     */
    private void checkWidth(long line, List<String> fields) throws RefusedRowException {
        if (fields.size() < layout.width()) {
            notes.add("The row ends before the header does; its last columns were taken as empty.", line);
        }
        if (fields.size() <= layout.width()) {
            return;
        }
        String torn = fields.stream()
                .filter(field -> field.startsWith(" ") && !field.isBlank())
                .findFirst()
                .orElse(null);
        if (torn != null || !CsvLayout.isBlankFrom(fields, layout.width())) {
            throw new RefusedRowException(
                    null,
                    torn == null ? fields.getLast() : torn,
                    "The row has " + fields.size() + " fields, but the header names " + layout.width()
                            + ": a value holds a separator without quotes.",
                    "Put quotes around the value that holds the separator '" + layout.separator() + "'.");
        }
    }

    private void tell(RowSink sink) {
        if (encoding.note() != null) {
            sink.note(encoding.note());
        }
        facts.dayOrder().note().ifPresent(sink::note);
        List<String> unused = columns.unusedColumns().stream()
                .filter(filledColumns::get)
                .map(layout.headers()::get)
                .filter(header -> !dialect.ignores(header))
                .distinct()
                .collect(Collectors.toList());
        if (!unused.isEmpty()) {
            sink.note("Columns not used: " + NearNames.list(unused) + ".");
        }
        notes.tell(sink);
    }
}
