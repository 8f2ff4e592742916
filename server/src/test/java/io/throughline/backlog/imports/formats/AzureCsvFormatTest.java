package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AzureCsvFormatTest {

    @Test
    void titlesOfLevelsGiveTheTree() {
        Imported imported = Imported.resource("azure_tree.csv");
        assertThat(imported.format()).isEqualTo("azure-csv");
        assertThat(imported.refusals()).isEmpty();
        assertThat(imported.item("11").parent()).isEqualTo("10");
        assertThat(imported.item("12").parent()).isEqualTo("11");
        assertThat(imported.item("13").parent()).isEqualTo("11");
        assertThat(imported.item("10").parent()).isNull();
    }

    @Test
    void pathsBecomeTeamAndSprintAndPeopleHaveAddresses() {
        var story = Imported.resource("azure_tree.csv").item("12");
        assertThat(story.team()).isEqualTo("Payments");
        assertThat(story.sprints()).extracting("name").containsExactly("R1\\Sprint 2");
        assertThat(story.assignee()).isEqualTo("Bob");
        assertThat(story.assigneeEmail()).isEqualTo("bob@contoso.com");
        assertThat(story.type()).isEqualTo(ItemType.STORY);
        assertThat(story.doneAt()).isEqualTo(Instant.parse("2025-03-20T16:00:00Z"));
        assertThat(story.description()).isEqualTo("As a user I want\n- one\n- two");
        assertThat(Imported.resource("azure_tree.csv").item("10").labels()).containsExactly("web", "mobile");
        assertThat(Imported.resource("azure_tree.csv").item("10").value().businessValue())
                .isEqualTo(50);
        assertThat(Imported.resource("azure_tree.csv").item("13").statusCategory())
                .isEqualTo(StatusCategory.CANCELLED);
    }

    @Test
    void theFileTellsWhichOrderItsDatesWereReadIn() {
        assertThat(Imported.resource("azure_tree.csv").notes())
                .containsExactly(
                        "Dates were read as month/day/year, as 3/20/2025 5:00:00 PM in column 'Closed Date' shows.");
    }

    @Test
    void germanExportsAreUnderstood() {
        Imported imported = Imported.text("""
                \uFEFFID;Arbeitselementtyp;Titel;Zugewiesen an;Zustand;Markierungen;Iterationspfad;Bereichspfad;Aufwand;Erstellungsdatum
                7;User Story;Größe ändern;Jürgen Groß <j@x.de>;Aktiv;"a; b";P\\Sprint 1;P\\T;2,5;22.09.2025 09:26
                """.replace("\n", "\r\n"));
        assertThat(imported.format()).isEqualTo("azure-csv");
        var story = imported.only();
        assertThat(story.title()).isEqualTo("Größe ändern");
        assertThat(story.sizePoints()).isEqualTo(2.5);
        assertThat(story.statusCategory()).isEqualTo(StatusCategory.IN_PROGRESS);
        assertThat(story.createdAt()).isEqualTo(Instant.parse("2025-09-22T07:26:00Z"));
    }

    @Test
    void withoutAProofDaysComeFirst() {
        Imported imported =
                Imported.text("ID\tWork Item Type\tTitle\tState\tCreated Date\n1\tBug\tCrash\tNew\t03/04/2025 10:00\n");
        assertThat(imported.only().createdAt()).isEqualTo(Instant.parse("2025-04-03T08:00:00Z"));
        assertThat(imported.notes())
                .containsExactly(
                        "Dates such as 03/04/2025 10:00 were assumed to be day/month/year: no date in the file decides. If"
                                + " that is wrong, export with year-month-day.");
    }
}
