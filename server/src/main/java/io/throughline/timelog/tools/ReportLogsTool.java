package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.ExpectedTime;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WeeksRead;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import java.time.LocalDate;

/** The tool {@code report_logs}. */
final class ReportLogsTool extends LogTool<ReportArguments, ReportResult> {

    private final LogDesk desk;
    private final WorkspaceService workspaces;
    private final Clock clock;

    ReportLogsTool(LogDesk desk, WorkspaceService workspaces, Clock clock) {
        super(new Face<>(
                "report_logs",
                "Report on logs",
                """
                Sums your logs by project, label, item or day; or finds missing and short days, knowing holidays, days off and \
                part-time; or exports csv or icalendar. Without dates this week up to today. \
                Example: {"report":"missing","start_date":"2026-01-05","end_date":"2026-01-31"}. Next: fill_logs_for_days.""",
                Scope.LOGS_READ,
                READS,
                ReportArguments.class,
                ReportResult.class,
                ReportResult::failed));
        this.desk = desk;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    ToolAnswer<ReportResult> answer(ReportArguments arguments, CallContext context) {
        Principal principal = context.principal();
        ReportKind kind = ReportKind.of(arguments.report());
        LocalDate today = desk.today(principal);
        String start = Given.text(arguments.startDate());
        String end = Given.text(arguments.endDate());
        LocalDate from = start == null ? Weeks.mondayOf(end == null ? today : Weeks.date(end)) : Weeks.date(start);
        LocalDate to = end == null ? (from.isAfter(today) ? from : today) : Weeks.date(end);
        GetLogsForDateRangeTool.requireRange(from, to, GetLogsForDateRangeTool.MAX_DAYS);
        desk.requireOwn(principal, arguments.email());
        WeeksRead read = desk.logs().weeks(principal, from, to);
        var answer = new ReportAnswer(desk.logs().backendName(), kind, from, to, read);
        return switch (kind) {
            case MISSING -> answer.gaps(expected(principal, from, to), today);
            case CSV -> answer.file("csv", LogCsv.MIME_TYPE, LogCsv.of(answer.entries()));
            case ICALENDAR ->
                answer.file("ics", LogCalendar.MIME_TYPE, LogCalendar.of(answer.entries(), clock.instant()));
            case PROJECT, LABEL, ITEM, DAY -> answer.sums();
        };
    }

    private ExpectedTime expected(Principal principal, LocalDate from, LocalDate to) {
        return ExpectedTime.ofWorkingTimes(workspaces.workingTimes(principal, from, to));
    }
}
