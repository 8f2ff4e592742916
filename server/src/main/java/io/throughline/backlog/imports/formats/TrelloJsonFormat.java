package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** "Export as JSON" of a Trello board. */
final class TrelloJsonFormat implements BacklogFormat {

    static final String NAME = "trello-json";

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
        Set<String> names = shape.get().rootNames();
        boolean board = names.contains("cards") && names.contains("lists");
        boolean boardStart =
                names.contains("prefs") && (names.contains("labelNames") || names.contains("idOrganization"));
        return board || boardStart ? 95 : 0;
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        JsonImport.read(
                file,
                sink,
                new TrelloCards(file),
                "id",
                "the export of a Trello board: an object with 'lists' and 'cards'");
    }
}
