package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.RowRefusal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TrelloJsonFormatTest {

    private final Imported imported = Imported.resource("trello.json");

    @Test
    void aCardIsWhereItsListIs() {
        assertThat(imported.format()).isEqualTo("trello-json");
        var docs = imported.item("#4");
        assertThat(docs.status()).isEqualTo("Done");
        assertThat(docs.statusCategory()).isEqualTo(StatusCategory.DONE);
        assertThat(docs.type()).isEqualTo(ItemType.BUG);
        assertThat(docs.assignee()).isEqualTo("Ann Lee");
        assertThat(docs.dueOn()).isEqualTo(LocalDate.of(2025, 9, 12));
        assertThat(docs.sizePoints()).isEqualTo(3);
        assertThat(docs.description()).isEqualTo("d\n\nToDo:\n- [x] a\n- [ ] b");
    }

    @Test
    void movesBetweenListsAreItsHistory() {
        var docs = imported.item("#4");
        assertThat(docs.history()).extracting("to").containsExactly("Backlog", "Doing", "Done");
        assertThat(docs.startedAt()).isEqualTo(Instant.parse("2025-09-05T10:00:00Z"));
        assertThat(docs.doneAt()).isEqualTo(Instant.parse("2025-09-10T10:00:00Z"));
    }

    @Test
    void aCardArchivedBeforeItWasDoneIsCancelled() {
        var dropped = imported.item("#5");
        assertThat(dropped.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
        assertThat(dropped.sizePoints()).isEqualTo(8);
        assertThat(dropped.createdAt()).isEqualTo(Instant.parse("2025-09-01T13:30:40Z"));
    }

    @Test
    void aCardWithoutANameIsRefused() {
        assertThat(imported.refusals())
                .containsExactly(new RowRefusal(
                        3,
                        "name",
                        "68b5a0000000000000000003",
                        "The item has no title.",
                        "Write a title for item 68b5a0000000000000000003."));
    }
}
