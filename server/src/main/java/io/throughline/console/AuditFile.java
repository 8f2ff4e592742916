package io.throughline.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.throughline.access.AuditRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail as a file, written row by row. */
final class AuditFile {

    private static final JsonMapper json = JsonMapper.builder().build();

    private AuditFile() {}

    /** Hands out rows, one after the other. */
    @FunctionalInterface
    interface Rows {
        void to(Consumer<AuditRow> sink);
    }

    static void writeCsv(Writer out, Rows rows) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out);
        boolean[] headed = {false};
        rows.to(row -> {
            Map<String, @Nullable Object> fields = fields(row);
            if (!headed[0]) {
                csv.writeRecord(fields.keySet());
                headed[0] = true;
            }
            csv.writeRecord(fields.values().stream().map(AuditFile::cell).toList());
        });
        csv.flush();
    }

    static void writeJsonLines(Writer out, Rows rows) {
        rows.to(row -> {
            Map<String, @Nullable Object> fields = fields(row);
            fields.values().removeIf(java.util.Objects::isNull);
            try {
                out.write(json.writeValueAsString(fields));
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Map<String, @Nullable Object> fields(AuditRow row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        fields.put("at", row.at().toString());
        fields.put("person", row.personName());
        fields.put("email", row.personEmail());
        fields.put("client", row.client());
        fields.put("fromAddress", row.fromAddress());
        fields.put("workspace", row.workspaceKey());
        fields.put("action", row.action());
        fields.put("outcome", row.outcome());
        fields.put("detail", row.detail());
        return fields;
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
