package io.throughline.backlog.imports.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.throughline.backlog.imports.BacklogFile;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of a CSV file below its header. A row whose quotes are broken would swallow all that follow; so reading starts
 * again at the line after it, and takes up rows where they have the right number of fields again. A header that comes again,
 * as in exports that were put together, is no row.
 */
final class CsvRows {

    /** Takes rows one by one. */
    interface Visitor {

        void row(long line, List<String> fields);

        void broken(long line, RefusedRowException why);
    }

    private static final int MOST_RESTARTS = 1_000;
    private static final String LINE_IN_MESSAGE = "starting at line ";

    private final BacklogFile file;
    private final TextEncoding encoding;
    private final CsvLayout layout;

    CsvRows(BacklogFile file, TextEncoding encoding, CsvLayout layout) {
        this.file = file;
        this.encoding = encoding;
        this.layout = layout;
    }

    void forEach(Visitor visitor) throws IOException {
        long skipped = layout.headerLine() - 1;
        boolean mending = false;
        for (int restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
            long broken = readFrom(skipped, mending, visitor);
            if (broken == 0) {
                return;
            }
            visitor.broken(broken, brokenQuotes(restarts == MOST_RESTARTS));
            skipped = broken;
            mending = true;
        }
    }

    private static RefusedRowException brokenQuotes(boolean last) {
        return new RefusedRowException(
                null,
                null,
                last
                        ? "The quotes of this row are broken, as those of " + MOST_RESTARTS
                                + " rows before it; the rest of the file was not read."
                        : "The quotes of this row are broken: a quote is not closed, or text follows a closing quote.",
                "Put the value in quotes and double each quote within it, as in \"say \"\"yes\"\"\".");
    }

    /**
     * @param skipped lines to pass over first
     * @param mending whether rows count only from the first one on that has the right number of fields
     * @return the line of a broken row, or 0 at the end of the file
     */
    private long readFrom(long skipped, boolean mending, Visitor visitor) throws IOException {
        boolean headerPassed = skipped >= layout.headerLine();
        boolean takes = !mending;
        long line = skipped;
        try (Reader text = encoding.open(file)) {
            skipLines(text, skipped);
            try (CsvReader<CsvRecord> reader = CsvLayout.reader(text, layout.separator(), false)) {
                Iterator<CsvRecord> records = reader.iterator();
                while (records.hasNext()) {
                    CsvRecord row = records.next();
                    line = skipped + row.getStartingLineNumber();
                    List<String> fields = row.getFields();
                    takes |= fields.size() == layout.width();
                    if (headerPassed && takes && !CsvLayout.isBlankFrom(fields, 0) && !layout.isHeader(fields)) {
                        visitor.row(line, fields);
                    }
                    headerPassed = true;
                }
            } catch (CsvParseException e) {
                return skipped + lineOf(e, line - skipped + 1);
            }
        }
        return 0;
    }

    /** The exception tells where the record starts in its message only. */
    private static long lineOf(CsvParseException e, long otherwise) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            int at = message == null ? -1 : message.indexOf(LINE_IN_MESSAGE);
            if (message != null && at >= 0) {
                int start = at + LINE_IN_MESSAGE.length();
                int end = start;
                while (end < message.length() && Character.isDigit(message.charAt(end))) {
                    end++;
                }
                if (end > start) {
                    return Long.parseLong(message, start, end, 10);
                }
            }
        }
        return otherwise;
    }

    /** Lines end as the reader of records ends them: with CR, LF or both. */
    private static void skipLines(Reader text, long lines) throws IOException {
        long left = lines;
        while (left > 0) {
            int character = text.read();
            if (character < 0) {
                return;
            }
            if (character == '\r') {
                text.mark(1);
                if (text.read() != '\n') {
                    text.reset();
                }
                left--;
            } else if (character == '\n') {
                left--;
            }
        }
    }
}
