package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JiraCsvFormatTest {

    @Test
    void repeatedColumnsGiveAllSprintsLabelsAndLinks() {
        Imported imported = Imported.text("""
                Summary,Issue key,Issue id,Issue Type,Status,Sprint,Sprint,Labels,Labels,Component/s,Inward issue link (Blocks),\
                Inward issue link (Blocks),Outward issue link (Blocks),Custom field (Story Points),Custom field (Flagged),Original Estimate
                Pay by card,APP-1,1,Story,In Progress,S 1,S 2,pay,web,Web Shop,APP-2,APP-3,APP-4,5.0,Impediment,28800
                Show receipt,APP-4,4,Story,To Do,S 2,,,,,,,,,,
                """);
        assertThat(imported.format()).isEqualTo("jira-csv");
        var paid = imported.item("APP-1");
        assertThat(paid.sprints())
                .containsExactly(
                        new ImportedSprint("S 1", SprintState.CLOSED, null, null),
                        new ImportedSprint("S 2", SprintState.ACTIVE, null, null));
        assertThat(paid.labels()).containsExactly("pay", "web", "Web Shop");
        assertThat(paid.dependencies()).extracting("predecessor").containsExactly("APP-2", "APP-3");
        assertThat(paid.sizePoints()).isEqualTo(5);
        assertThat(paid.estimateMinutes()).isEqualTo(480);
        assertThat(paid.blocked()).isTrue();
        assertThat(imported.item("APP-4").dependencies()).containsExactly(new ImportedDependency("APP-1", 0));
    }

    @Test
    void aParentNamedByItsNumberIsFoundByItsKeyWhereverItStands() {
        Imported imported = Imported.text("""
                Issue Type,Issue key,Issue id,Parent id,Summary,Custom field (Epic Link)
                Sub-task,APP-3,103,102,Draw the form,
                Story,APP-2,102,,Pay,APP-1
                Epic,APP-1,101,,Checkout,
                """);
        assertThat(imported.item("APP-3").parent()).isEqualTo("APP-2");
        assertThat(imported.item("APP-2").parent()).isEqualTo("APP-1");
        assertThat(imported.item("APP-1").parent()).isNull();
    }

    @Test
    void parentKeyIsTakenAsItStands() {
        Imported imported = Imported.text("""
                Issue Type,Issue key,Issue id,Parent,Parent key,Summary
                Task,APP-3,103,102,APP-2,Draw the form
                """);
        assertThat(imported.only().parent()).isEqualTo("APP-2");
    }

    @Test
    void germanHeadersSemicolonsAndDecimalCommasAreUnderstood() {
        Imported imported = Imported.text("""
                Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Vorgangstyp;Status;Lösung;Zugewiesene Person;Erstellt;Erledigt;\
                Benutzerdefiniertes Feld (Story Points);Stichwörter
                Zahlung per Karte;APP-1;1001;Story;In Arbeit;;Jürgen;22.Sep.25 9:26;;2,5;pay
                Alt;APP-2;1002;Fehler;Fertig;Wird nicht erledigt;;01.März.25 09:00;02.03.2025 09:00;;
                """);
        assertThat(imported.format()).isEqualTo("jira-csv");
        var paid = imported.item("APP-1");
        assertThat(paid.sizePoints()).isEqualTo(2.5);
        assertThat(paid.createdAt()).isEqualTo(Instant.parse("2025-09-22T07:26:00Z"));
        assertThat(paid.statusCategory()).isEqualTo(StatusCategory.IN_PROGRESS);
        assertThat(paid.assignee()).isEqualTo("Jürgen");
        var old = imported.item("APP-2");
        assertThat(old.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
        assertThat(old.doneAt()).isEqualTo(Instant.parse("2025-03-02T08:00:00Z"));
    }

    @Test
    void frenchHeadersAreUnderstood() {
        var paid = Imported.text("""
                        Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Priorité,Personne assignée,Création,Champs personnalisés (Story Points)
                        Payer,APP-1,1,Tâche,En cours,Haute,Zoé,14/févr./25 9:26,3
                        """).only();
        assertThat(paid.title()).isEqualTo("Payer");
        assertThat(paid.createdAt()).isEqualTo(Instant.parse("2025-02-14T08:26:00Z"));
        assertThat(paid.sizePoints()).isEqualTo(3);
    }

    @Test
    void theStatusCategoryOfJiraCountsMoreThanTheWord() {
        var item = Imported.text("""
                        Summary,Issue key,Status,Status Category,Status Category Changed
                        Pay,APP-1,Parked,In Progress,2025-09-22 09:26
                        """).only();
        assertThat(item.statusCategory()).isEqualTo(StatusCategory.IN_PROGRESS);
        assertThat(item.startedAt()).isEqualTo(Instant.parse("2025-09-22T07:26:00Z"));
    }

    @Test
    void aMultiLineDescriptionStaysWhole() {
        var item = Imported.text(
                        "Summary,Issue key,Description\r\nPay,APP-1,\"one\r\ntwo \"\"quoted\"\"\r\n\r\nthree, four\"\r\n")
                .only();
        assertThat(item.description()).isEqualTo("one\r\ntwo \"quoted\"\r\n\r\nthree, four");
    }

    @Test
    void columnsThatSayNothingOfPlanningAreNotWorthANote() {
        Imported imported = Imported.text("""
                Summary,Issue key,Watchers,Comment,Custom field (Coffee)
                Pay,APP-1,Ann,Nice,espresso
                """);
        assertThat(imported.notes()).containsExactly("Columns not used: 'Custom field (Coffee)'.");
    }
}
