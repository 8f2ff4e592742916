package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ColumnMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCategoriesTest {

    @ParameterizedTest
    @CsvSource({
        "Done,DONE",
        "closed,DONE",
        "Erledigt,DONE",
        "Terminé(e),DONE",
        "Hecho,DONE",
        "完了,DONE",
        "Released to Production,DONE",
        "Ready for Release,IN_PROGRESS",
        "In Review,IN_PROGRESS",
        "Waiting for Verification,IN_PROGRESS",
        "QA (staging),IN_PROGRESS",
        "Committed,IN_PROGRESS",
        "In Bearbeitung,IN_PROGRESS",
        "En cours,IN_PROGRESS",
        "Analysing,IN_PROGRESS",
        "Won't Do,CANCELLED",
        "wontfix,CANCELLED",
        "Canceled,CANCELLED",
        "Removed,CANCELLED",
        "Closed - Duplicate,CANCELLED",
        "Not Started,TODO",
        "Backlog,TODO",
        "Ready for Development,TODO",
        "Incomplete,TODO",
        "Selected for Development,TODO",
        "🚀 Done,DONE",
        "Quarantäne,TODO"
    })
    void wordsOfManyTrackersHaveTheirPlaceInTheFlow(String status, StatusCategory category) {
        assertThat(new StatusCategories(null).of(status)).isEqualTo(category);
    }

    @Test
    void theMapOfThePersonWinsOverTheSourceAndTheSourceOverWords() {
        var categories = new StatusCategories(new ColumnMap(Map.of(), Map.of("Parked", "cancelled"), Map.of()));
        assertThat(categories.of("parked", "In Progress", null)).isEqualTo(StatusCategory.CANCELLED);
        assertThat(categories.of("Done", "In Progress", null)).isEqualTo(StatusCategory.IN_PROGRESS);
        assertThat(categories.of("Whatever", "indeterminate", null)).isEqualTo(StatusCategory.IN_PROGRESS);
    }

    @ParameterizedTest
    @CsvSource({"Won't Do", "Won't Fix", "Duplicate", "Cannot Reproduce", "Incomplete"})
    void aResolutionCanTurnDoneIntoCancelled(String resolution) {
        var categories = new StatusCategories(null);
        assertThat(categories.of("Closed", "Done", resolution)).isEqualTo(StatusCategory.CANCELLED);
        assertThat(categories.of("Closed", "Done", "Fixed")).isEqualTo(StatusCategory.DONE);
        assertThat(categories.of("Open", "To Do", resolution)).isEqualTo(StatusCategory.TODO);
    }

    @ParameterizedTest
    @CsvSource({
        "User Story,STORY",
        "Product Backlog Item,STORY",
        "Bug,BUG",
        "Production Defect,BUG",
        "Sub-task,SUBTASK",
        "Unteraufgabe,SUBTASK",
        "Tâche,TASK",
        "New Feature,FEATURE",
        "Epic,EPIC",
        "Spike,SPIKE",
        "Initiative,INITIATIVE",
        "Test Case,OTHER"
    })
    void wordsForTypesAreUnderstood(String word, ItemType type) {
        assertThat(new ItemTypes(null).of(word)).isEqualTo(type);
    }
}
