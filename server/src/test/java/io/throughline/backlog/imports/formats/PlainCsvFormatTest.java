package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.Urgency;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCsvFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFound(String separator) {
        Imported imported = Imported.text("id,title,points,state\nA-1,Pay,3,Done\n".replace(",", separator));
        assertThat(imported.format()).isEqualTo("csv");
        assertThat(imported.only().title()).isEqualTo("Pay");
        assertThat(imported.only().sizePoints()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyEndOfLineIsOne(String end) {
        Imported imported =
                Imported.text(String.join(end, "", "  ", "sep=;", "id;title", ";", "A-1;Pay", "A-2;Ship", ""));
        assertThat(imported.items()).extracting("key").containsExactly("A-1", "A-2");
        assertThat(imported.refusals()).isEmpty();
    }

    @Test
    void excelSaysItsSeparatorInTheFirstLine() {
        assertThat(Imported.text("sep=;\nid;title\nA-1;Pay, then ship\n").only().title())
                .isEqualTo("Pay, then ship");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void umlautsSurviveEveryEncoding(String charset) {
        String text = "id,title,assignee\nA-1,Größe ändern,Zoë\nA-2,Straße bauen und noch mehr,\n";
        Imported imported = Imported.bytes(text.getBytes(Charset.forName(charset)), null);
        assertThat(imported.item("A-1").title()).isEqualTo("Größe ändern");
        assertThat(imported.items()).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstHeader() {
        assertThat(Imported.text("\uFEFFid,title\nA-1,Pay\n").only().sourceId()).isEqualTo("A-1");
    }

    @Test
    void oneForeignByteLateInAFileIsFound() {
        byte[] text = ("id,title\n" + "A,Pay\n".repeat(20_000) + "Z,Größe\n").getBytes(Charset.forName("windows-1252"));
        Imported imported = Imported.bytes(text, null);
        assertThat(imported.item("Z").title()).isEqualTo("Größe");
        assertThat(imported.notes())
                .contains(
                        "The file is not UTF-8; it was read as windows-1252. If letters look wrong, save it as UTF-8.");
    }

    @Test
    void valuesAndUrgencyAreRead() {
        var item = Imported.text("""
                        Key,Name,Business Value,Time Criticality,RR/OE,Cost of delay per week,Class of service,Skills,Theme,Depends on,Est. hours,Estimated hours
                        A-1,Pay,8,13,5,12000.50,Fixed date,java; sql,Growth,A-0+2d;A-9,,6
                        """).only();
        assertThat(item.value().businessValue()).isEqualTo(8);
        assertThat(item.value().timeCriticality()).isEqualTo(13);
        assertThat(item.value().riskReduction()).isEqualTo(5);
        assertThat(item.value().costOfDelayPerWeek()).isEqualTo(12000.5);
        assertThat(item.value().urgency()).isEqualTo(Urgency.FIXED_DATE);
        assertThat(item.skills()).containsExactly("java", "sql");
        assertThat(item.themes()).containsExactly("Growth");
        assertThat(item.dependencies())
                .containsExactly(new ImportedDependency("A-0", 2), new ImportedDependency("A-9", 0));
        assertThat(item.estimateMinutes()).isEqualTo(360);
    }

    @Test
    void withoutAStatusTheDatesTell() {
        Imported imported = Imported.text("""
                id,title,StartedDate,ClosedDate
                A-1,Not begun,,
                A-2,Begun,2025-09-01,
                A-3,Over,2025-09-01,2025-09-05
                """);
        assertThat(imported.items()).extracting("status").containsExactly("To Do", "In Progress", "Done");
        assertThat(imported.items())
                .extracting("statusCategory")
                .containsExactly(StatusCategory.TODO, StatusCategory.IN_PROGRESS, StatusCategory.DONE);
    }

    @Test
    void anItemWithoutIdGetsOneThatStays() {
        Imported first = Imported.text("title,points\nPay by card,3\n");
        Imported second = Imported.text("points,title\n5,Pay by card\n");
        assertThat(first.only().sourceId()).isEqualTo(second.only().sourceId()).startsWith("title-");
        assertThat(first.notes())
                .containsExactly("There is no id, so one was made from the title: a changed title makes a new item."
                        + " (1 row, line 2)");
    }

    @Test
    void aColumnMapNamesWhatNobodyCouldGuess() {
        var map = new ColumnMap(
                Map.of("title", "Anliegen", "sizePoints", "Gewicht"),
                Map.of("Geparkt", "cancelled"),
                Map.of("Wunsch", "feature"));
        var item = Imported.text("id;Anliegen;Gewicht;Status;Typ;Titel\n1;Pay;3,5;Geparkt;Wunsch;Frau Dr.\n", map)
                .only();
        assertThat(item.title()).isEqualTo("Pay");
        assertThat(item.sizePoints()).isEqualTo(3.5);
        assertThat(item.statusCategory()).isEqualTo(StatusCategory.CANCELLED);
        assertThat(item.type()).isEqualTo(ItemType.FEATURE);
    }

    @Test
    void aMapThatNamesAMissingColumnIsRefusedWithTheColumnsThereAre() {
        var map = new ColumnMap(Map.of("title", "Nmae"), Map.of(), Map.of());
        Assertions.assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> Imported.read("csv", "id,Name\n1,Pay\n".getBytes(StandardCharsets.UTF_8), map))
                .withMessage(
                        "The column map takes title from column 'Nmae', but the file has no such column. It has: 'id',"
                                + " 'Name'.");
    }

    @Test
    void trailingSeparatorsOfAllRowsAreNoColumns() {
        Imported imported = Imported.text("id,title\nA-1,Pay,,\nA-2,Ship,,\nA-3,Bill,,\n");
        assertThat(imported.refusals()).isEmpty();
        assertThat(imported.items()).hasSize(3);
    }

    @Test
    void shirtSizesAreNoPointsAndNoError() {
        Imported imported = Imported.text("id,title,size\nA-1,Pay,XL\n");
        assertThat(imported.only().sizePoints()).isNull();
        assertThat(imported.notes())
                .containsExactly("Column 'size' holds words such as 'XL', which are no points and were left out."
                        + " (1 row, line 2)");
    }

    @Test
    void numbersAsRankSortAsNumbers() {
        Imported imported = Imported.text("id,title,rank\nA-1,Pay,9\nA-2,Ship,10\n");
        assertThat(imported.item("A-1").rank()).isLessThan(imported.item("A-2").rank());
    }

    @Test
    void monthFirstIsProvenByOneDateForTheWholeFile() {
        Imported imported = Imported.text("id,title,created,due\nA-1,Pay,09/04/2025,\nA-2,Ship,09/22/2025,1/2/2026\n");
        assertThat(imported.item("A-1").createdAt()).isEqualTo(Instant.parse("2025-09-03T22:00:00Z"));
        assertThat(imported.item("A-2").dueOn()).hasToString("2026-01-02");
    }

    @Test
    void exportsPutTogetherRepeatTheirHeader() {
        Imported imported = Imported.text("id,title,points\nA-1,Pay,3\nid,title,points\nA-2,Ship,5\n");
        assertThat(imported.items()).extracting("key").containsExactly("A-1", "A-2");
        assertThat(imported.refusals()).isEmpty();
    }

    @Test
    void aRowThatEndsEarlyIsTakenAndSaid() {
        Imported imported = Imported.text("id,title,points,tags\nA-1,Pay\nA-2,Ship,5,web\n");
        assertThat(imported.items()).hasSize(2);
        assertThat(imported.notes())
                .containsExactly("The row ends before the header does; its last columns were taken as empty."
                        + " (1 row, line 2)");
    }

    @Test
    void tablesOfOtherTrackersAreUnderstoodByTheirWords() {
        var shortcut = Imported.text("""
                        id,name,type,owners,started_at,completed_at,estimate,is_blocked,labels,state,epic_id,epic,iteration,team
                        12,Pay,feature,bob@x.io,2025/09/02 10:00:00,2025/09/05 10:00:00,3,false,web,Completed,5,Checkout,Week 7,Payments
                        """).only();
        assertThat(shortcut.type()).isEqualTo(ItemType.FEATURE);
        assertThat(shortcut.parent()).isEqualTo("5");
        assertThat(shortcut.team()).isEqualTo("Payments");
        assertThat(shortcut.doneAt()).isEqualTo(Instant.parse("2025-09-05T08:00:00Z"));
        var clickup = Imported.text("""
                        Task ID,Task Name,Status,Date Created,Due Date,Tags,Sprint Points
                        abc,Pay,in progress,1757000000000,1757100000000,"[web, api]",5
                        """).only();
        assertThat(clickup.labels()).containsExactly("web", "api");
        assertThat(clickup.sizePoints()).isEqualTo(5);
        assertThat(clickup.createdAt()).isEqualTo(Instant.parse("2025-09-04T15:33:20Z"));
    }
}
