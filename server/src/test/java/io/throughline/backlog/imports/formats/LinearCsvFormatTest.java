package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LinearCsvFormatTest {

    private final Imported imported = Imported.resource("linear.csv");

    @Test
    void anIssueIsReadWithItsCycleAndDates() {
        assertThat(imported.format()).isEqualTo("linear-csv");
        assertThat(imported.refusals()).isEmpty();
        var login = imported.item("ENG-1");
        assertThat(login.sizePoints()).isEqualTo(3);
        assertThat(login.type()).isEqualTo(ItemType.BUG);
        assertThat(login.labels()).containsExactly("Bug", "Frontend");
        assertThat(login.themes()).containsExactly("Auth");
        assertThat(login.sprints())
                .containsExactly(new ImportedSprint(
                        "ENG Cycle 5", SprintState.CLOSED, LocalDate.of(2025, 9, 1), LocalDate.of(2025, 9, 14)));
        assertThat(login.createdAt()).isEqualTo(Instant.parse("2025-09-01T09:26:00Z"));
        assertThat(login.dueOn()).isEqualTo(LocalDate.of(2025, 9, 20));
        assertThat(login.assigneeEmail()).isEqualTo("bob@x.io");
    }

    @Test
    void aCompletedIssueIsDoneWhateverItsStatusIsCalled() {
        var login = imported.item("ENG-1");
        assertThat(login.status()).isEqualTo("Shipped it");
        assertThat(login.statusCategory()).isEqualTo(StatusCategory.DONE);
        assertThat(login.doneAt()).isEqualTo(Instant.parse("2025-09-09T10:00:00Z"));
    }

    @Test
    void aCanceledIssueKeepsParentAndBlockers() {
        var logout = imported.item("ENG-2");
        assertThat(logout.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
        assertThat(logout.doneAt()).isEqualTo(Instant.parse("2025-09-05T09:26:00Z"));
        assertThat(logout.parent()).isEqualTo("ENG-1");
        assertThat(logout.dependencies()).extracting("predecessor").containsExactly("ENG-1", "ENG-3");
        assertThat(logout.priority()).isNull();
    }
}
