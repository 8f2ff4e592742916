package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class JiraJsonFormatTest {

    private final Imported imported = Imported.resource("jira_search.json");

    @Test
    void namesOfCustomFieldsDecideWhereverTheyStand() {
        assertThat(imported.format()).isEqualTo("jira-json");
        assertThat(imported.refusals()).isEmpty();
        var paid = imported.item("APP-1");
        assertThat(paid.sizePoints()).isEqualTo(8);
        assertThat(paid.value().businessValue()).isEqualTo(40);
        assertThat(paid.rank()).isEqualTo("0|hzzzzz:");
        assertThat(paid.parent()).isEqualTo("APP-9");
        assertThat(paid.blocked()).isTrue();
        assertThat(imported.notes()).isEmpty();
    }

    @Test
    void sprintsComeOldestFirstWithTheirStates() {
        assertThat(imported.item("APP-1").sprints())
                .containsExactly(
                        new ImportedSprint(
                                "Sprint 1", SprintState.CLOSED, LocalDate.of(2025, 8, 1), LocalDate.of(2025, 8, 14)),
                        new ImportedSprint(
                                "Sprint 2", SprintState.ACTIVE, LocalDate.of(2025, 9, 1), LocalDate.of(2025, 9, 14)));
        assertThat(imported.item("APP-2").sprints())
                .containsExactly(new ImportedSprint(
                        "Payments, part 1", SprintState.CLOSED, LocalDate.of(2025, 8, 1), LocalDate.of(2025, 8, 14)));
    }

    @Test
    void theChangelogBecomesHistory() {
        var paid = imported.item("APP-1");
        assertThat(paid.history())
                .containsExactly(
                        new StatusChange(Instant.parse("2025-09-01T08:00:00Z"), null, "To Do", StatusCategory.TODO),
                        new StatusChange(
                                Instant.parse("2025-09-03T08:00:00Z"),
                                "To Do",
                                "In Progress",
                                StatusCategory.IN_PROGRESS),
                        new StatusChange(
                                Instant.parse("2025-09-10T08:00:00Z"),
                                "In Progress",
                                "Erledigt!",
                                StatusCategory.DONE));
        assertThat(paid.startedAt()).isEqualTo(Instant.parse("2025-09-03T08:00:00Z"));
        assertThat(paid.doneAt()).isEqualTo(Instant.parse("2025-09-10T08:00:01Z"));
    }

    @Test
    void onlyWhatBlocksAnIssueIsItsDependency() {
        assertThat(imported.item("APP-1").dependencies())
                .extracting("predecessor")
                .containsExactly("APP-2");
    }

    @Test
    void descriptionsBecomeText() {
        assertThat(imported.item("APP-1").description()).isEqualTo("Hello @Bob\n- one\n- two");
        assertThat(imported.item("APP-2").description()).isEqualTo("h2. Wiki text");
    }

    @Test
    void aSubtaskThatWillNotBeDoneIsCancelled() {
        var subtask = imported.item("APP-2");
        assertThat(subtask.type()).isEqualTo(ItemType.SUBTASK);
        assertThat(subtask.parent()).isEqualTo("APP-1");
        assertThat(subtask.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
    }

    @Test
    void withoutNamesTheUsualFieldIsTakenAndSaid() {
        Imported plain = Imported.text("""
                [{"key": "APP-1", "fields": {"summary": "Pay", "status": {"name": "To Do"}, "customfield_10016": 3}}]
                """);
        assertThat(plain.only().sizePoints()).isEqualTo(3);
        assertThat(plain.notes())
                .containsExactly(
                        "Story points were taken from customfield_10016, as usual. Add expand=names to the search"
                                + " to make it sure.");
    }
}
