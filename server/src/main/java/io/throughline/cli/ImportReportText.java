package io.throughline.cli;

import io.throughline.backlog.imports.ImportReport;
import io.throughline.backlog.imports.RowRefusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import did, for a person at a terminal. */
final class ImportReportText {

    private static final int SHOWN_REFUSALS = 20;
    private static final int SHOWN_EXAMPLES = 10;

    private ImportReportText() {}

    static void print(PrintWriter out, String file, ImportReport report, @Nullable Path refusalFile) {
        String verb = report.dryRun() ? "would be " : "";
        out.printf(
                "%s (%s) → %s: %,d %snew, %,d %schanged, %,d unchanged, %,d %srefused.%n",
                file,
                report.format(),
                report.workspace(),
                report.created(),
                verb,
                report.changed(),
                verb,
                report.unchanged(),
                report.refused(),
                verb);
        if (report.dryRun()) {
            examples(out, report);
        }
        refusals(out, report, refusalFile);
        report.notes().forEach(note -> out.println("Note: " + note));
        if (report.dryRun()) {
            out.println("Nothing was changed (--dry-run).");
        }
        out.flush();
    }

    private static void examples(PrintWriter out, ImportReport report) {
        List<ImportReport.Example> shown =
                report.examples().stream().limit(SHOWN_EXAMPLES).toList();
        for (ImportReport.Example example : shown) {
            out.printf(
                    "  %s %-12s %s%s%n",
                    example.isNew() ? "+" : "~",
                    example.key(),
                    printable(example.title()),
                    example.difference().isEmpty() ? "" : "  (" + printable(example.difference()) + ")");
        }
        long more = report.created() + report.changed() - shown.size();
        if (more > 0) {
            out.printf("  … and %,d more%n", more);
        }
    }

    private static void refusals(PrintWriter out, ImportReport report, @Nullable Path refusalFile) {
        List<RowRefusal> shown =
                report.refusals().stream().limit(SHOWN_REFUSALS).toList();
        for (RowRefusal refusal : shown) {
            String where = refusal.column() == null ? "" : ", " + refusal.column();
            String what = refusal.value() == null ? "" : " '" + printable(refusal.value()) + "'";
            out.printf(
                    "  line %d%s%s: %s %s%n",
                    refusal.line(), printable(where), what, printable(refusal.reason()), refusal.advice());
        }
        long more = report.refused() - shown.size();
        if (more > 0) {
            String all = refusalFile == null ? "--refusals FILE writes them all" : "all of them are in " + refusalFile;
            out.printf("  … and %,d more refused rows; %s%n", more, all);
        }
    }

    /** What a file holds must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "·");
    }
}
