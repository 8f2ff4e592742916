package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A list of objects whose names are common words, or are explained by a column map: a list, {@code {"items": […]}}, or lines. */
final class PlainJsonFormat implements BacklogFormat {

    static final String NAME = "json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        Optional<JsonHead> shape = JsonHead.find(head);
        if (shape.isEmpty()) {
            return 0;
        }
        boolean titled = isTitled(shape.get().bareNames())
                || shape.get().elementNames().entrySet().stream()
                        .anyMatch(list -> PlainJsonItems.isListOfItems(list.getKey()) && isTitled(list.getValue()));
        return titled ? 50 : 0;
    }

    private static boolean isTitled(Set<String> names) {
        return names.stream().anyMatch(name -> Headers.findField(name).orElse(null) == Field.TITLE);
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        PlainJsonItems items = new PlainJsonItems(file);
        JsonImport.read(
                file,
                sink,
                items,
                "id",
                "a list of objects with a title, such as [{\"id\": \"A-1\", \"title\": \"Pay by card\"}], or an object with"
                        + " such a list under 'items'");
    }
}
