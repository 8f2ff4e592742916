package io.throughline.timelog.tools;

import static io.throughline.timelog.EntryOutcome.Kind.CREATED;
import static io.throughline.timelog.EntryOutcome.Kind.REFUSED;
import static io.throughline.timelog.EntryOutcome.Kind.UNCHANGED;
import static io.throughline.timelog.EntryOutcome.Kind.UPDATED;

import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogPerson;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of a fill. */
record FillAnswer(String backend, LocalDate from, LocalDate to, boolean dryRun) {

    ToolAnswer<FillResult> of(FillRun run, List<EntryChange.Put> entries) {
        int days = (int) ChronoUnit.DAYS.between(from, to) + 1;
        String status = status(entries.size(), run.errors().size());
        String note = entries.isEmpty()
                ? "All days from " + from + " to " + to + " are on weekends, which are skipped; nothing was logged."
                : null;
        String message = note == null ? message(run, entries.size()) : note;
        LogPerson person = run.person();
        var result = new FillResult(
                status,
                message,
                status.equals(LogFailure.STATUS) ? "refused" : null,
                backend,
                person == null ? null : person.shown(),
                dryRun,
                null,
                note(note, run),
                new FillResult.Data(
                        from,
                        to,
                        run.count(CREATED),
                        run.count(UPDATED),
                        run.count(UNCHANGED),
                        days - entries.size(),
                        days,
                        run.errors().entrySet().stream()
                                .map(error -> new FillResult.DayProblem(error.getKey(), error.getValue()))
                                .toList(),
                        run.outcomes().stream().map(EntryReport::of).toList(),
                        run.weeksCreated()));
        String text = text(run, entries, message);
        return status.equals(LogFailure.STATUS) ? LogTool.failed(result, text) : ToolAnswer.of(result, text);
    }

    static String status(int asked, int refused) {
        if (refused == 0) {
            return ReadResults.SUCCESS;
        }
        return refused < asked ? "partial_error" : LogFailure.STATUS;
    }

    private static @Nullable String note(@Nullable String note, FillRun run) {
        return note != null || run.warnings().isEmpty() ? note : String.join(" ", run.warnings());
    }

    private String message(FillRun run, int asked) {
        int refused = run.errors().size();
        return (dryRun ? "Only looked, nothing was changed. " : "") + (asked - refused) + " of " + asked + " days "
                + (dryRun ? "would be logged" : "are logged") + " from " + from + " to " + to + ": "
                + run.count(CREATED)
                + " created, " + run.count(UPDATED) + " updated, " + run.count(UNCHANGED) + " unchanged"
                + (refused == 0 ? "." : "; " + refused + " refused.");
    }

    private String text(FillRun run, List<EntryChange.Put> entries, String message) {
        List<String> head = new ArrayList<>();
        head.add(message);
        LogPerson person = run.person();
        if (!entries.isEmpty()) {
            EntryChange.Put entry = entries.getFirst();
            head.add((person == null ? "" : "For " + LogText.plain(person.shown()) + " ") + "in " + backend + ": "
                    + LogText.plain(entry.project().name()) + ", " + LogText.quoted(entry.description()) + ", "
                    + LogText.hours(entry.minutes()) + " a day.");
        }
        List<String> foot = new ArrayList<>();
        if (!run.weeksCreated().isEmpty()) {
            foot.add((dryRun ? "Week logs that would be made: " : "Week logs that were made: ")
                    + run.weeksCreated().stream().map(LogText::week).collect(Collectors.joining(", ")) + ".");
        }
        run.warnings().forEach(warning -> foot.add("Note: " + warning));
        return LogText.fitted(
                head,
                run.outcomes().stream().map(FillAnswer::line).toList(),
                foot,
                left -> left + " more days are left out here; the structured result has all of them.");
    }

    private static String line(EntryOutcome outcome) {
        return LogText.day(outcome.change().date()) + " | "
                + outcome.kind().name().toLowerCase(Locale.ROOT) + " | "
                + (outcome.kind() == REFUSED ? outcome.note() : EntryReport.words(outcome));
    }
}
