package io.throughline.timelog.tools;

import static io.throughline.timelog.EntryOutcome.Kind.CREATED;
import static io.throughline.timelog.EntryOutcome.Kind.REFUSED;
import static io.throughline.timelog.EntryOutcome.Kind.REMOVED;
import static io.throughline.timelog.EntryOutcome.Kind.UNCHANGED;
import static io.throughline.timelog.EntryOutcome.Kind.UPDATED;

import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.WeekLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of a week that was put. */
record PutWeekAnswer(String backend, LocalDate monday, boolean dryRun) {

    /** @param week as it is now, or would be; null if there is none */
    ToolAnswer<PutWeekResult> of(
            List<WeekRow> rows, @Nullable WeekLog week, boolean created, @Nullable String warning) {
        List<EntryOutcome> outcomes =
                rows.stream().flatMap(row -> row.outcomes().stream()).toList();
        int refusedRows = (int) rows.stream().filter(row -> row.error() != null).count();
        int refused = count(outcomes, REFUSED) + refusedRows;
        String status = FillAnswer.status(outcomes.size() + refusedRows, refused);
        String message = message(outcomes, refused, rows);
        var result = new PutWeekResult(
                status,
                message,
                status.equals(LogFailure.STATUS) ? "refused" : null,
                backend,
                week == null ? null : week.person().shown(),
                monday,
                monday.plusDays(6),
                count(outcomes, CREATED),
                count(outcomes, UPDATED),
                count(outcomes, REMOVED),
                count(outcomes, UNCHANGED),
                refused,
                rows.stream().map(WeekRow::report).toList(),
                created,
                dryRun,
                null,
                warning,
                week == null ? null : WeekDocument.of(week));
        String text = text(message, rows, week, created, warning);
        return status.equals(LogFailure.STATUS) ? LogTool.failed(result, text) : ToolAnswer.of(result, text);
    }

    private static int count(List<EntryOutcome> outcomes, EntryOutcome.Kind kind) {
        return (int) outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    private String message(List<EntryOutcome> outcomes, int refused, List<WeekRow> rows) {
        String where = "Week " + LogText.week(monday) + " in " + backend + ": ";
        if (outcomes.isEmpty() && refused == 0) {
            return where + rows.size()
                    + " lines to fill in, nothing was logged: a line is kept only with time. Call again"
                    + " with rows and hours.";
        }
        return (dryRun ? "Only looked, nothing was changed. " : "") + where + count(outcomes, CREATED) + " created, "
                + count(outcomes, UPDATED) + " updated, " + count(outcomes, REMOVED) + " removed, "
                + count(outcomes, UNCHANGED) + " unchanged, " + refused + " refused.";
    }

    private String text(
            String message, List<WeekRow> rows, @Nullable WeekLog week, boolean created, @Nullable String warning) {
        List<String> lines = new ArrayList<>();
        for (WeekRow row : rows) {
            lines.add(row.name() + (row.error() == null ? "" : ": refused. " + row.error()));
            row.outcomes().stream()
                    .sorted(Comparator.comparing(outcome -> outcome.change().date()))
                    .forEach(outcome ->
                            lines.add("  " + LogText.day(outcome.change().date()) + " | "
                                    + outcome.kind().name().toLowerCase(Locale.ROOT) + " | "
                                    + (outcome.kind() == REFUSED ? outcome.note() : EntryReport.words(outcome))));
        }
        List<String> foot = new ArrayList<>();
        if (week != null) {
            foot.add("For " + LogText.plain(week.person().shown()) + ", the week has " + LogText.hours(week.minutes())
                    + ": " + WeeksText.daysOf(week) + ".");
        }
        if (created) {
            foot.add(
                    dryRun
                            ? "The week log does not exist yet and would be made."
                            : "The week log did not exist and was made.");
        }
        if (warning != null) {
            foot.add("Note: " + warning);
        }
        return LogText.fitted(
                List.of(message),
                lines,
                foot,
                left -> left + " more lines are left out here; the structured result has all of them.");
    }
}
