package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a JSON file twice: first for what items need of the rest of it, then item by item. */
final class JsonImport {

    private static final String PLACE = "element";

    private final JsonReading reading;
    private final String idField;
    private long seen;

    private JsonImport(JsonReading reading, String idField) {
        this.reading = reading;
        this.idField = idField;
    }

    /**
     * @param idField what the format calls the id, for messages
     * @param expected what such a file holds, for the message if it does not
     */
    static void read(BacklogFile file, RowSink sink, JsonReading reading, String idField, String expected)
            throws IOException, UnreadableBacklogException {
        byte[] start = FileStart.read(file);
        String name = "'" + RefusedRowException.shorten(file.name()) + "' ";
        Optional<JsonHead> head = JsonHead.find(start);
        if (head.isEmpty()) {
            throw new UnreadableBacklogException(name + "is no JSON, or breaks right at its start. Expected " + expected
                    + ". Export it again and import the whole file.");
        }
        TextEncoding encoding = TextEncoding.of(file);
        JsonDocument document = new JsonDocument(file, encoding, head.get(), reading::isItems, reading::teaches);
        JsonImport run = new JsonImport(reading, idField);
        String breaks = run.look(document);
        if (run.seen == 0 && (!breaks.isEmpty() || !head.get().rootHoldsItems(reading::isItems))) {
            throw new UnreadableBacklogException(name + "holds no items"
                    + (breaks.isEmpty() ? "" : ", and breaks " + breaks) + ". Expected " + expected + ".");
        }
        Optional<String> missing = reading.looked();
        if (run.seen > 0 && missing.isPresent()) {
            throw new UnreadableBacklogException(name + missing.get() + " Expected " + expected + ".");
        }
        if (encoding.note() != null) {
            sink.note(encoding.note());
        }
        run.convert(document, sink);
        reading.tell(sink);
    }

    private String look(JsonDocument document) throws IOException {
        return document.forEach(new JsonDocument.Visitor() {
            @Override
            public void item(long number, JsonNode element) {
                if (element.isObject()) {
                    seen++;
                    reading.look(element);
                }
            }

            @Override
            public void property(String name, JsonNode value) {
                reading.learn(name, value);
            }

            @Override
            public void broken(long number, String where) {}
        });
    }

    private void convert(JsonDocument document, RowSink sink) throws IOException {
        ItemGate gate = new ItemGate(sink, PLACE);
        long[] last = {0};
        String breaks = document.forEach(new JsonDocument.Visitor() {
            @Override
            public void item(long number, JsonNode element) {
                last[0] = number;
                try {
                    if (!element.isObject()) {
                        throw new RefusedRowException(
                                null,
                                element.toString(),
                                "The element is not an object.",
                                "Write each item as an object in braces, or delete the element.");
                    }
                    ImportedItem item = reading.convert(number, element);
                    if (item != null) {
                        gate.accept(number, idField, item);
                    }
                } catch (RefusedRowException e) {
                    gate.refuse(number, e);
                }
            }

            @Override
            public void property(String name, JsonNode value) {}

            @Override
            public void broken(long number, String where) {
                gate.refuse(
                        number,
                        new RefusedRowException(
                                null,
                                null,
                                "The line is not valid JSON, " + where + ".",
                                "Mend the line; each line must hold one whole object."));
            }
        });
        if (!breaks.isEmpty()) {
            gate.refuse(
                    last[0] + 1,
                    new RefusedRowException(
                            null,
                            null,
                            "The JSON breaks " + breaks + "; the rest of the file was not read.",
                            "Export the file again, or mend it there; the elements before it were taken."));
        }
    }
}
