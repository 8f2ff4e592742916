package io.throughline.bench;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.ImportReport;
import io.throughline.backlog.imports.ImportService;
import io.throughline.backlog.imports.UnreadableBacklogException;
import io.throughline.backlog.imports.formats.BacklogFormats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every benchmark works with.
 *
 * @param checkout the folder of the project, where {@code throughline} and {@code bench/peer} are
 * @param directory for data, emptied afterwards
 * @param items size of the generated backlog
 * @param rounds how often what takes long is measured
 * @param databases to measure on
 * @param series folder of series to learn from; null if none is given
 * @param priors how many priors learning tries
 * @param out takes the tables; what goes on is told on stderr
 */
record Workbench(
        Path checkout,
        Path directory,
        int items,
        int rounds,
        List<BenchDatabase.Kind> databases,
        @Nullable Path series,
        int priors,
        PrintStream out) {

    Workbench {
        databases = List.copyOf(databases);
    }

    Path launcher() {
        return checkout.resolve("throughline");
    }

    GeneratedBacklog backlog() {
        return new GeneratedBacklog(items, new Vocabulary());
    }

    /** The backlog as a CSV file; written once. */
    Path csv() throws IOException {
        Path file = directory.resolve("backlog-" + items + ".csv");
        if (!Files.exists(file)) {
            JiraCsv.write(backlog(), file);
        }
        return file;
    }

    /** Brings the backlog into the workspace of the features. */
    ImportReport importInto(Features features) throws IOException, UnreadableBacklogException {
        Path csv = csv();
        BacklogFormat format = BacklogFormats.byName("jira-csv").orElseThrow();
        var file = new BacklogFile(
                csv.toString(), () -> Files.newInputStream(csv), null, ZoneOffset.UTC, LocalDate.of(2026, 11, 21));
        return features.get(ImportService.class)
                .importFile(features.principal(), features::workspace, format, file, false, ImportProgress.NONE);
    }

    void heading(String text) {
        out.println("\n## " + text + "\n");
    }

    void table(MarkdownTable table) {
        out.println(table);
    }

    static void tell(String progress) {
        System.err.println("bench: " + progress);
    }
}
