package io.throughline.backlog.imports.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the header of a CSV file stands and what separates its fields.
 *
 * @param headerLine line of the header, from 1
 * @param headers stripped, in the order of the file, with empty ones
 * @param width fields of a row; more than headers where every row ends in separators
 */
record CsvLayout(char separator, long headerLine, List<String> headers, int width) {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int HEADER_WITHIN = 20;
    private static final int SAMPLE = 200;
    private static final int LONGEST_RECORD = 1 << 23;

    /**
     * @param head decoded, perhaps cut off
     * @param understood how many of some headers are understood; the separator and the line that give the most are the
     *     right ones
     */
    static Optional<CsvLayout> find(String head, ToIntFunction<List<String>> understood) {
        Character declared = declaredSeparator(head);
        CsvLayout best = null;
        int bestScore = 0;
        for (char separator : declared == null ? SEPARATORS : new char[] {declared}) {
            List<CsvRecord> records = sample(head, separator);
            for (int i = 0; i < Math.min(records.size(), HEADER_WITHIN); i++) {
                List<String> headers = strip(records.get(i).getFields());
                int score = understood.applyAsInt(headers) * 1_000 + Math.min(headers.size(), 999);
                if (score > bestScore && mayBeHeader(headers)) {
                    bestScore = score;
                    best = new CsvLayout(
                            separator,
                            records.get(i).getStartingLineNumber(),
                            headers,
                            width(headers.size(), records.subList(i + 1, records.size())));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Excel's first line {@code sep=;}. */
    private static @Nullable Character declaredSeparator(String head) {
        String start = head.substring(0, Math.min(head.length(), 8))
                .toLowerCase(Locale.ROOT)
                .replace("\"", "");
        return start.startsWith("sep=") && start.length() > 4 && start.charAt(4) >= '\t' && start.charAt(4) != '\n'
                ? start.charAt(4)
                : null;
    }

    static boolean declaresSeparator(List<String> record) {
        return record.getFirst().toLowerCase(Locale.ROOT).startsWith("sep=") && record.size() <= 2;
    }

    /** Whether a row is the header again. */
    boolean isHeader(List<String> row) {
        if (row.size() < headers.size()
                || headers.size() < 2
                || !row.getFirst().strip().equals(headers.getFirst())) {
            return false;
        }
        for (int i = 1; i < headers.size(); i++) {
            if (!row.get(i).strip().equals(headers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayBeHeader(List<String> fields) {
        return !declaresSeparator(fields) && fields.stream().anyMatch(field -> !field.isEmpty());
    }

    private static List<CsvRecord> sample(String head, char separator) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = reader(new StringReader(head), separator, true)) {
            Iterator<CsvRecord> iterator = reader.iterator();
            while (records.size() < SAMPLE && iterator.hasNext()) {
                records.add(iterator.next());
            }
        } catch (CsvParseException e) {
            return records; // what stands before the broken record is sample enough
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** Every row ends in as many separators too many: then they say nothing. */
    private static int width(int headers, List<CsvRecord> rows) {
        int common = -1;
        for (CsvRecord row : rows.subList(0, Math.max(0, rows.size() - 1))) { // the head may end within the last one
            int fields = row.getFieldCount();
            if (fields <= headers || (common >= 0 && fields != common) || !isBlankFrom(row.getFields(), headers)) {
                return headers;
            }
            common = fields;
        }
        return Math.max(common, headers);
    }

    static boolean isBlankFrom(List<String> fields, int from) {
        for (int i = from; i < fields.size(); i++) {
            if (!fields.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** @param lenient take an open quote at the end of the text, as a head that was cut off has one */
    static CsvReader<CsvRecord> reader(Reader text, char separator, boolean lenient) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(lenient)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(text);
    }

    private static List<String> strip(List<String> fields) {
        return fields.stream().map(String::strip).toList();
    }
}
