package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.WriteArguments.Create;
import java.time.LocalDate;

/** The tool {@code create_or_update_log}. */
final class CreateOrUpdateLogTool extends LogTool<Create, WriteResult> {

    /** As the trail names it. */
    private static final String ACTION = "log.put";

    private final LogDesk desk;
    private final EntryWrite entries;
    private final KeyedWrites writes;

    CreateOrUpdateLogTool(LogDesk desk, KeyedWrites writes) {
        super(new Face<>(
                "create_or_update_log",
                "Log time",
                """
                Logs time on a day and returns the entry before and after and the week. The same project, description and \
                day again replaces its time, it never adds up; without a label an old entry keeps its own. \
                Example: {"date":"2026-01-06","description":"Login screen","hours":2.5,"project_name":"Mobile"}. For several \
                days use fill_logs_for_days or put_week.""",
                Scope.LOGS_WRITE,
                OVERWRITES,
                Create.class,
                WriteResult.class,
                WriteResult::failed));
        this.desk = desk;
        this.writes = writes;
        this.entries = new EntryWrite(desk.logs());
    }

    @Override
    ToolAnswer<WriteResult> answer(Create arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate date = Weeks.date(arguments.date());
        String description = WorkedTime.description(arguments.description());
        int minutes = WorkedTime.ofHours(arguments.hours());
        String itemKey = Given.itemKey(arguments.itemKey());
        boolean dryRun = Given.yes(arguments.dryRun());
        desk.requireMayWrite(principal, ACTION, arguments.email());
        var call = new KeyedWrites.Call(principal, name(), ACTION, arguments, arguments.idempotencyKey(), dryRun);
        return writes.once(call, WriteResult.class, () -> {
            var change = new EntryChange.Put(
                    desk.project(principal, arguments.projectId(), arguments.projectName()),
                    description,
                    itemKey,
                    null,
                    date,
                    minutes,
                    desk.label(principal, arguments.labelId(), arguments.labelName()));
            return entries.write(principal, ACTION, change, dryRun);
        });
    }
}
