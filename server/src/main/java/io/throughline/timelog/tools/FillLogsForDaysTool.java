package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.WriteArguments.Fill;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The tool {@code fill_logs_for_days}. */
final class FillLogsForDaysTool extends LogTool<Fill, FillResult> {

    /** As the trail names it. */
    private static final String ACTION = "log.fill";

    private static final int MAX_DAYS = 31;
    private static final BigDecimal USUAL_HOURS = BigDecimal.valueOf(8);

    private final LogDesk desk;
    private final KeyedWrites writes;

    FillLogsForDaysTool(LogDesk desk, KeyedWrites writes) {
        super(new Face<>(
                "fill_logs_for_days",
                "Log the same time on several days",
                """
                Logs the same entry on each day of a range and returns what became of each day: created, updated (with the \
                old time), unchanged, or why not; a refused day keeps no other back. Days are replaced, not added up. \
                Example: {"start_date":"2026-01-05","end_date":"2026-01-09","description":"Support","project_name":"Mobile",\
                "skip_weekends":true}. For different rows use put_week.""",
                Scope.LOGS_WRITE,
                OVERWRITES,
                Fill.class,
                FillResult.class,
                FillResult::failed));
        this.desk = desk;
        this.writes = writes;
    }

    @Override
    ToolAnswer<FillResult> answer(Fill arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate from = Weeks.date(arguments.startDate());
        LocalDate to = Weeks.date(arguments.endDate());
        GetLogsForDateRangeTool.requireRange(from, to, MAX_DAYS);
        String description = WorkedTime.description(arguments.description());
        int minutes = WorkedTime.ofHours(arguments.hoursPerDay() == null ? USUAL_HOURS : arguments.hoursPerDay());
        String itemKey = Given.itemKey(arguments.itemKey());
        boolean dryRun = Given.yes(arguments.dryRun());
        desk.requireMayWrite(principal, ACTION, arguments.email());
        var call = new KeyedWrites.Call(principal, name(), ACTION, arguments, arguments.idempotencyKey(), dryRun);
        return writes.once(call, FillResult.class, () -> {
            LogProject project = desk.project(principal, arguments.projectId(), arguments.projectName());
            LogLabel label = desk.label(principal, arguments.labelId(), arguments.labelName());
            List<EntryChange.Put> entries = from.datesUntil(to.plusDays(1))
                    .filter(date -> !Given.yes(arguments.skipWeekends())
                            || date.getDayOfWeek().getValue() < 6)
                    .map(date -> new EntryChange.Put(project, description, itemKey, null, date, minutes, label))
                    .toList();
            var run = new FillRun(desk.logs(), principal, context.channel(), dryRun);
            run.fill(entries);
            return new FillAnswer(desk.logs().backendName(), from, to, dryRun).of(run, entries);
        });
    }
}
