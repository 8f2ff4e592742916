package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.WriteArguments.Complete;
import java.time.LocalDate;
import java.util.Optional;

/** The tool {@code complete_week_log}. */
final class CompleteWeekLogTool extends LogTool<Complete, WriteResult> {

    private final LogDesk desk;
    private final KeyedWrites writes;

    CompleteWeekLogTool(LogDesk desk, KeyedWrites writes) {
        super(new Face<>(
                "complete_week_log",
                "Complete or reopen a week",
                """
                Completes your week log, which locks it, or opens it again with save_draft true; returns the week. Before, \
                look for gaps with report_logs. Example: {"week_starting":"2026-01-05"}.""",
                Scope.LOGS_WRITE,
                ADDS,
                Complete.class,
                WriteResult.class,
                WriteResult::failed));
        this.desk = desk;
        this.writes = writes;
    }

    @Override
    ToolAnswer<WriteResult> answer(Complete arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate monday = Weeks.monday(arguments.weekStarting());
        boolean dryRun = Given.yes(arguments.dryRun());
        boolean completed = !Given.yes(arguments.saveDraft());
        String action = completed ? "log.complete" : "log.reopen";
        desk.requireMayWrite(principal, action, arguments.email());
        var call = new KeyedWrites.Call(principal, name(), action, arguments, arguments.idempotencyKey(), dryRun);
        return writes.once(call, WriteResult.class, () -> {
            Optional<WeekLog> before = desk.logs().findWeek(principal, monday);
            Optional<WeekLog> after = dryRun
                    ? before
                    : desk.logs().complete(principal, monday, completed, Given.text(arguments.reason()));
            if (after.isEmpty()) {
                return failed(new LogFailure(
                        "no_week_log",
                        "There is no week log for " + LogText.week(monday) + " in "
                                + desk.logs().backendName() + ", so there is nothing to "
                                + (completed ? "complete." : "reopen.")));
            }
            boolean was = before.map(WeekLog::completed).orElse(false);
            return done(after.get(), was, completed, dryRun);
        });
    }

    private ToolAnswer<WriteResult> done(WeekLog week, boolean was, boolean completed, boolean dryRun) {
        String message = (dryRun ? "Only looked, nothing was changed. " : "") + "The week "
                + LogText.week(week.weekStarting()) + " of "
                + LogText.plain(week.person().shown()) + " in " + desk.logs().backendName() + " with "
                + LogText.hours(week.minutes()) + " was " + (was ? "completed" : "open") + " and "
                + (dryRun ? "would be " + (completed ? "completed" : "open") : "is " + WeeksText.state(week)) + " now.";
        var result = new WriteResult(
                ReadResults.SUCCESS,
                message,
                null,
                desk.logs().backendName(),
                week.person().shown(),
                week.weekStarting(),
                week.weekEnding(),
                null,
                was,
                false,
                dryRun,
                null,
                null,
                WeekDocument.of(week));
        return ToolAnswer.of(result, message);
    }
}
