package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainJsonFormatTest {

    @Test
    void objectsAndListsInItemsAreUnderstood() {
        var item = Imported.text("""
                        {"items": [{"id": 1, "title": "Pay", "points": 3, "status": "done", "tags": ["x", "y"],
                          "dependsOn": [{"id": 2, "lagDays": 3}], "assignee": {"name": "Ann", "email": "a@x.io"},
                          "sprint": {"name": "S1", "startDate": "2025-01-01", "endDate": "2025-01-14"}}]}
                        """).only();
        assertThat(item.sourceId()).isEqualTo("1");
        assertThat(item.statusCategory()).isEqualTo(StatusCategory.DONE);
        assertThat(item.labels()).containsExactly("x", "y");
        assertThat(item.dependencies()).containsExactly(new ImportedDependency("2", 3));
        assertThat(item.assigneeEmail()).isEqualTo("a@x.io");
        assertThat(item.sprints())
                .containsExactly(new ImportedSprint(
                        "S1", SprintState.CLOSED, LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 14)));
    }

    @Test
    void eachLineCanBeAnObjectAndABrokenOneIsRefusedAlone() {
        Imported imported = Imported.text("""
                {"id": 1, "title": "Pay"}
                {"id": 2, "title": "Ship"

                {"id": 3, "title": "Bill"}
                """);
        assertThat(imported.format()).isEqualTo("json");
        assertThat(imported.items()).extracting("title").containsExactly("Pay", "Bill");
        assertThat(imported.refusals()).hasSize(1);
        assertThat(imported.refusals().getFirst().line()).isEqualTo(2);
        assertThat(imported.refusals().getFirst().reason()).startsWith("The line is not valid JSON, at column ");
    }

    @Test
    void aMapReachesIntoObjects() {
        var map = new ColumnMap(Map.of("title", "text.short", "sizePoints", "weight"), Map.of(), Map.of());
        Imported imported = Imported.text("""
                [{"id": "A", "title": "Mrs", "text": {"short": "Pay"}, "weight": "2,5"}]
                """, map);
        assertThat(imported.only().title()).isEqualTo("Pay");
        assertThat(imported.only().sizePoints()).isEqualTo(2.5);
    }

    @Test
    void fieldsInAWrapperCount() {
        assertThat(Imported.text("""
                                [{"id": "A", "title": "", "fields": {"title": "Pay", "estimate": 3}}]
                                """).only().sizePoints()).isEqualTo(3);
    }
}
