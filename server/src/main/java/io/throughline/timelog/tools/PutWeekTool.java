package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.WriteArguments.PutWeek;
import io.throughline.timelog.tools.WriteArguments.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tool {@code put_week}. */
final class PutWeekTool extends LogTool<PutWeek, PutWeekResult> {

    /** As the trail names it. */
    private static final String ACTION = "log.week";

    private static final int MAX_ROWS = 50;

    private final LogDesk desk;
    private final KeyedWrites writes;

    PutWeekTool(LogDesk desk, KeyedWrites writes) {
        super(new Face<>(
                "put_week",
                "Log a whole week",
                """
                Logs the rows of a week in one call, or copies another week's; returns what became of each row and day, with \
                the old time. What no row names stays. Use it for timesheets and "same as last week". \
                Example: {"week_starting":"2026-01-12","rows":[{"project":"Mobile","description":"Login screen",\
                "hours":[8,7.5,null,8,4]}]}. Next: complete_week_log.""",
                Scope.LOGS_WRITE,
                OVERWRITES,
                PutWeek.class,
                PutWeekResult.class,
                PutWeekResult::failed));
        this.desk = desk;
        this.writes = writes;
    }

    @Override
    ToolAnswer<PutWeekResult> answer(PutWeek arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate monday = Weeks.monday(arguments.weekStarting());
        String copied = Given.text(arguments.copyFrom());
        LocalDate copyFrom = copied == null ? null : Weeks.monday(copied);
        List<Row> rows = arguments.rows() == null ? List.of() : arguments.rows();
        requireSomething(monday, copyFrom, rows);
        boolean dryRun = Given.yes(arguments.dryRun());
        desk.requireMayWrite(principal, ACTION, arguments.email());
        var call = new KeyedWrites.Call(principal, name(), ACTION, arguments, arguments.idempotencyKey(), dryRun);
        boolean withHours = !Boolean.FALSE.equals(arguments.copyHours());
        return writes.once(call, PutWeekResult.class, () -> put(principal, monday, rows, copyFrom, withHours, dryRun));
    }

    private static void requireSomething(LocalDate monday, @Nullable LocalDate copyFrom, List<Row> rows) {
        if (rows.isEmpty() && copyFrom == null) {
            throw new CallerMistakeException("There is nothing to log. Give rows, or copy_from with another Monday.");
        }
        if (rows.size() > MAX_ROWS) {
            throw new CallerMistakeException(
                    "There are " + rows.size() + " rows, but at most " + MAX_ROWS + " go in one call.");
        }
        if (monday.equals(copyFrom)) {
            throw new CallerMistakeException("copy_from is the week itself, " + monday + ". Give another Monday.");
        }
    }

    private ToolAnswer<PutWeekResult> put(
            Principal principal,
            LocalDate monday,
            List<Row> wanted,
            @Nullable LocalDate copyFrom,
            boolean withHours,
            boolean dryRun) {
        TimeLogService logs = desk.logs();
        boolean labelled = wanted.stream().anyMatch(row -> Given.text(row.label()) != null);
        List<LogLabel> labels = labelled ? logs.labels(principal) : List.of();
        Optional<WeekLog> before = logs.findWeek(principal, monday);
        var planned = new WeekRows(monday, logs.activeProjects(principal), labels, before);
        List<WeekRow> rows = new ArrayList<>();
        if (copyFrom != null) {
            rows.addAll(copied(principal, copyFrom, planned, withHours));
        }
        for (int at = 0; at < wanted.size(); at++) {
            rows.add(planned.of(at + 1, wanted.get(at)));
        }
        var answer = new PutWeekAnswer(logs.backendName(), monday, dryRun);
        List<EntryChange> changes =
                rows.stream().flatMap(row -> row.changes().stream()).toList();
        if (changes.isEmpty()) {
            return answer.of(rows, before.orElse(null), false, null);
        }
        var change = new WeekChange(monday, changes);
        WeekOutcome outcome = dryRun ? logs.preview(principal, change) : logs.change(principal, ACTION, change);
        if (!(outcome instanceof WeekOutcome.Done done)) {
            LogFailure failure = WeekRefusal.of(outcome, monday, logs.backendName());
            return failed(failure == null ? new LogFailure("refused", "The week was refused.") : failure);
        }
        int next = 0;
        for (WeekRow row : rows) {
            for (int each = 0; each < row.changes().size(); each++) {
                row.settle(done.entries().get(next++));
            }
        }
        return answer.of(rows, done.week(), done.weekCreated(), done.warning());
    }

    private List<WeekRow> copied(Principal principal, LocalDate copyFrom, WeekRows planned, boolean withHours) {
        WeekLog source = desk.logs()
                .findWeek(principal, copyFrom)
                .orElseThrow(() -> new CallerMistakeException("There is no week log for " + LogText.week(copyFrom)
                        + " to copy from. Give a Monday of a week with logs."));
        return source.projects().stream()
                .flatMap(project ->
                        project.tasks().stream().map(task -> planned.copied(source, project, task, withHours)))
                .toList();
    }
}
