package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowRefusal;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.formats.BacklogFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedBacklogTest {

    private final GeneratedBacklog backlog = new GeneratedBacklog(500, new Vocabulary());

    @Test
    void aBacklogIsTheSameAtEveryRun() {
        assertThat(backlog.items())
                .containsExactlyElementsOf(
                        new GeneratedBacklog(500, new Vocabulary()).items().toList());
    }

    @Test
    void everyItemHasAPlaceOfItsOwn() {
        assertThat(backlog.items().map(GeneratedItem::rank)).doesNotHaveDuplicates();
    }

    @Test
    void theCsvIsReadAsAnExportOfJiraWithoutARefusal(@TempDir Path directory) throws Exception {
        Path csv = directory.resolve("backlog.csv");
        JiraCsv.write(backlog, csv);
        var format = BacklogFormats.recognise(Files.readAllBytes(csv));
        var rows = new Rows();
        format.read(
                new BacklogFile(
                        "backlog.csv",
                        () -> Files.newInputStream(csv),
                        null,
                        ZoneOffset.UTC,
                        LocalDate.of(2026, 11, 21)),
                rows);
        assertThat(format.name()).isEqualTo("jira-csv");
        assertThat(rows.refusals).isEmpty();
        assertThat(rows.items)
                .extracting(ImportedItem::title)
                .containsExactlyElementsOf(
                        backlog.items().map(GeneratedItem::summary).toList());
        assertThat(rows.items)
                .extracting(ImportedItem::team)
                .containsExactlyElementsOf(
                        backlog.items().map(GeneratedItem::team).toList());
    }

    /** Keeps what a reader hands over. */
    private static final class Rows implements RowSink {
        private final List<ImportedItem> items = new ArrayList<>();
        private final List<RowRefusal> refusals = new ArrayList<>();

        @Override
        public void accept(long line, ImportedItem item) {
            items.add(item);
        }

        @Override
        public void refuse(RowRefusal refusal) {
            refusals.add(refusal);
        }

        @Override
        public void note(String note) {}
    }
}
