package io.throughline.bench;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.ValueInputs;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.ImportedSprint;
import io.throughline.backlog.imports.RowSink;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hands a generated backlog to an import without a file, so that the import alone is measured. */
record GeneratedFormat(GeneratedBacklog backlog) implements BacklogFormat {

    @Override
    public String name() {
        return "generated";
    }

    @Override
    public int recognise(byte[] head) {
        return 0;
    }

    @Override
    public void read(BacklogFile file, RowSink sink) {
        long line = 1;
        for (Iterator<GeneratedItem> items = backlog.items().iterator(); items.hasNext(); ) {
            sink.accept(line++, imported(items.next()));
        }
    }

    private static ImportedItem imported(GeneratedItem item) {
        return new ImportedItem(
                item.key(),
                item.key(),
                item.summary(),
                item.description(),
                ItemType.findByWireName(item.issueType()).orElse(ItemType.OTHER),
                item.issueType(),
                item.status(),
                StatusCategory.findByWireName(item.statusCategory()
                                .toLowerCase(Locale.ROOT)
                                .replace("to do", "todo")
                                .replace(' ', '_'))
                        .orElse(StatusCategory.TODO),
                item.priority(),
                item.rank(),
                item.storyPoints() == null ? null : item.storyPoints().doubleValue(),
                null,
                item.assignee(),
                null,
                item.team(),
                item.parentKey(),
                item.labels(),
                List.of(),
                List.of(),
                item.sprints().stream()
                        .map(name -> new ImportedSprint(name, SprintState.CLOSED, null, null))
                        .toList(),
                List.of(),
                ValueInputs.UNKNOWN,
                instant(item.created()),
                instant(item.updated()),
                null,
                instant(item.resolved()),
                null,
                null,
                false,
                null,
                List.of(),
                null);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
