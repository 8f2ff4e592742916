package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GithubJsonFormatTest {

    private final Imported imported = Imported.resource("github_issues.json");

    @Test
    void pullRequestsAreToldApart() {
        assertThat(imported.format()).isEqualTo("github-json");
        assertThat(imported.refusals()).isEmpty();
        assertThat(imported.items())
                .extracting("sourceId")
                .containsExactly("octo/shop#7", "octo/shop#9", "octo/shop#10");
        assertThat(imported.notes())
                .containsExactly("1 pull request was left out, since pull requests are no backlog items.");
    }

    @Test
    void anIssueThatWasNotPlannedIsCancelled() {
        var crash = imported.item("shop#7");
        assertThat(crash.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
        assertThat(crash.status()).isEqualTo("Closed as not planned");
        assertThat(crash.type()).isEqualTo(ItemType.BUG);
        assertThat(crash.priority()).isEqualTo("high");
        assertThat(crash.assignee()).isEqualTo("ann");
        assertThat(crash.sprints())
                .containsExactly(new ImportedSprint("v1", SprintState.ACTIVE, null, LocalDate.of(2026, 12, 1)));
    }

    @Test
    void parentsAreFoundFromBothSides() {
        assertThat(imported.item("shop#9").parent()).isEqualTo("octo/shop#7");
        assertThat(imported.item("shop#10").parent()).isEqualTo("octo/shop#9");
    }

    @Test
    void labelsByConventionTellStatusAndPoints() {
        var feature = imported.item("shop#9");
        assertThat(feature.statusCategory()).isEqualTo(StatusCategory.IN_PROGRESS);
        assertThat(feature.sizePoints()).isEqualTo(3);
        assertThat(feature.type()).isEqualTo(ItemType.FEATURE);
    }

    @Test
    void theCommandLineOfGithubWritesOtherNames() {
        Imported fromCommand = Imported.text("""
                [{"number":3,"title":"Pay","state":"CLOSED","stateReason":"COMPLETED","url":"https://github.com/octo/shop/issues/3",
                  "createdAt":"2025-09-01T10:00:00Z","closedAt":"2025-09-02T10:00:00Z","labels":[{"name":"enhancement"}],
                  "assignees":[{"login":"ann"}],"milestone":{"title":"v1","dueOn":null}}]
                """);
        assertThat(fromCommand.format()).isEqualTo("github-json");
        assertThat(fromCommand.only().statusCategory()).isEqualTo(StatusCategory.DONE);
        assertThat(fromCommand.only().doneAt()).hasToString("2025-09-02T10:00:00Z");
        assertThat(fromCommand.only().sourceId()).isEqualTo("octo/shop#3");
    }
}
