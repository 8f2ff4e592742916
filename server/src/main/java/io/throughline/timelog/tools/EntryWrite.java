package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.Weeks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Changes one entry and says what became of it. */
final class EntryWrite {

    private final TimeLogService logs;

    EntryWrite(TimeLogService logs) {
        this.logs = logs;
    }

    /** @param action for the trail */
    ToolAnswer<WriteResult> write(Principal principal, String action, EntryChange entry, boolean dryRun) {
        LocalDate monday = Weeks.mondayOf(entry.date());
        var change = new WeekChange(monday, List.of(entry));
        WeekOutcome outcome = dryRun ? logs.preview(principal, change) : logs.change(principal, action, change);
        if (outcome instanceof WeekOutcome.Done done) {
            EntryOutcome result = done.entries().getFirst();
            return result.kind() == EntryOutcome.Kind.REFUSED ? refused(result, done) : done(result, done, dryRun);
        }
        LogFailure failure = WeekRefusal.of(outcome, monday, logs.backendName());
        return failed(failure == null ? new LogFailure("refused", "The change was refused.") : failure, null, monday);
    }

    private ToolAnswer<WriteResult> refused(EntryOutcome result, WeekOutcome.Done done) {
        String why = result.note() == null ? "The entry was refused." : result.note();
        return failed(
                new LogFailure(
                        "refused",
                        why + " Nothing was changed on "
                                + LogText.day(result.change().date()) + "."),
                EntryReport.of(result),
                done.week().weekStarting());
    }

    private ToolAnswer<WriteResult> failed(LogFailure failure, @Nullable EntryReport change, LocalDate monday) {
        var result = new WriteResult(
                LogFailure.STATUS,
                failure.message(),
                failure.code(),
                logs.backendName(),
                null,
                monday,
                monday.plusDays(6),
                change,
                null,
                null,
                null,
                null,
                null,
                null);
        return LogTool.failed(result, failure.message());
    }

    private ToolAnswer<WriteResult> done(EntryOutcome entry, WeekOutcome.Done done, boolean dryRun) {
        WeekLog week = done.week();
        String message = message(entry, dryRun);
        var result = new WriteResult(
                ReadResults.SUCCESS,
                message,
                null,
                logs.backendName(),
                week.person().shown(),
                week.weekStarting(),
                week.weekEnding(),
                EntryReport.of(entry),
                null,
                done.weekCreated(),
                dryRun,
                null,
                done.warning(),
                WeekDocument.of(week));
        return ToolAnswer.of(result, text(message, entry, done, dryRun));
    }

    private static String message(EntryOutcome entry, boolean dryRun) {
        String kind = entry.kind().name().toLowerCase(Locale.ROOT);
        EntryChange change = entry.change();
        return (dryRun ? "Only looked, nothing was changed; the entry would be " + kind : capital(kind)) + ": "
                + LogText.day(change.date()) + ", "
                + LogText.plain(change.project().name()) + ", "
                + LogText.quoted(change.description())
                + (change.itemKey() == null ? "" : " for " + LogText.plain(String.valueOf(change.itemKey()))) + ": "
                + EntryReport.words(entry) + ".";
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String text(String message, EntryOutcome entry, WeekOutcome.Done done, boolean dryRun) {
        WeekLog week = done.week();
        List<String> lines = new ArrayList<>();
        lines.add(message);
        lines.add("For " + LogText.plain(week.person().shown()) + " in " + logs.backendName() + ". "
                + LogText.day(entry.change().date()) + " has "
                + LogText.hours(week.minutesOn(entry.change().date())) + ", the week "
                + LogText.week(week.weekStarting()) + " " + LogText.hours(week.minutes()) + ".");
        if (entry.note() != null) {
            lines.add(entry.note());
        }
        if (done.weekCreated()) {
            lines.add(
                    dryRun
                            ? "The week log does not exist yet and would be made."
                            : "The week log did not exist and was made.");
        }
        if (done.warning() != null) {
            lines.add("Note: " + done.warning());
        }
        return String.join("\n", lines);
    }
}
