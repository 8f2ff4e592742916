package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.WriteArguments.Delete;
import java.time.LocalDate;

/** The tool {@code delete_log}. */
final class DeleteLogTool extends LogTool<Delete, WriteResult> {

    /** As the trail names it. */
    private static final String ACTION = "log.remove";

    private final LogDesk desk;
    private final EntryWrite entries;
    private final KeyedWrites writes;

    DeleteLogTool(LogDesk desk, KeyedWrites writes) {
        super(new Face<>(
                "delete_log",
                "Delete a log entry",
                """
                Takes the time of one entry on one day away and returns what was there and the week. Get the description \
                from get_day_logs; case and blanks do not count. \
                Example: {"date":"2026-01-06","description":"Login screen","project_id":501}.""",
                Scope.LOGS_WRITE,
                OVERWRITES,
                Delete.class,
                WriteResult.class,
                WriteResult::failed));
        this.desk = desk;
        this.writes = writes;
        this.entries = new EntryWrite(desk.logs());
    }

    @Override
    ToolAnswer<WriteResult> answer(Delete arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate date = Weeks.date(arguments.date());
        String description = WorkedTime.description(arguments.description());
        String itemKey = Given.itemKey(arguments.itemKey());
        boolean dryRun = Given.yes(arguments.dryRun());
        desk.requireMayWrite(principal, ACTION, arguments.email());
        var call = new KeyedWrites.Call(principal, name(), ACTION, arguments, arguments.idempotencyKey(), dryRun);
        return writes.once(call, WriteResult.class, () -> {
            var change = new EntryChange.Remove(
                    desk.project(principal, arguments.projectId(), arguments.projectName()),
                    description,
                    itemKey,
                    null,
                    date);
            return entries.write(principal, ACTION, change, dryRun);
        });
    }
}
