package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowRefusal;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a file gave, as of 21 November 2026 in Berlin. */
record Imported(String format, List<ImportedItem> items, List<RowRefusal> refusals, List<String> notes) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static Imported text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), null);
    }

    static Imported text(String text, @Nullable ColumnMap map) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), map);
    }

    static Imported resource(String name) {
        try (InputStream in = Objects.requireNonNull(Imported.class.getResourceAsStream("/imports/" + name), name)) {
            return bytes(in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recognises the format and reads the file with it. */
    static Imported bytes(byte[] content, @Nullable ColumnMap map) {
        try {
            var format = BacklogFormats.recognise(Arrays.copyOf(content, Math.min(content.length, 64 * 1024)));
            return read(format.name(), content, map);
        } catch (UnreadableBacklogException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static Imported read(String format, byte[] content, @Nullable ColumnMap map) throws UnreadableBacklogException {
        List<ImportedItem> items = new ArrayList<>();
        List<RowRefusal> refusals = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        RowSink sink = new RowSink() {
            @Override
            public void accept(long line, ImportedItem item) {
                items.add(item);
            }

            @Override
            public void refuse(RowRefusal refusal) {
                refusals.add(refusal);
            }

            @Override
            public void note(String note) {
                notes.add(note);
            }
        };
        BacklogFile file = new BacklogFile("backlog", () -> new ByteArrayInputStream(content), map, BERLIN, TODAY);
        try {
            BacklogFormats.byName(format).orElseThrow().read(file, sink);
        } catch (UnreadableBacklogException e) {
            if (!items.isEmpty() || !refusals.isEmpty() || !notes.isEmpty()) {
                throw new AssertionError("The sink was told before the file was refused.", e);
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Imported(format, items, refusals, notes);
    }

    ImportedItem only() {
        if (items.size() != 1) {
            throw new AssertionError("One item expected, but there are " + items + " and refusals " + refusals);
        }
        return items.getFirst();
    }

    ImportedItem item(String key) {
        return items.stream()
                .filter(item -> item.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + key + " in " + items + ", refused: " + refusals));
    }
}
