package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.ReadArguments.Range;
import io.throughline.timelog.tools.ReadResults.WeeksResult;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The tool {@code get_logs_for_date_range}. */
final class GetLogsForDateRangeTool extends LogTool<Range, WeeksResult> {

    static final int MAX_DAYS = 366;

    private final LogDesk desk;

    GetLogsForDateRangeTool(LogDesk desk) {
        super(new Face<>(
                "get_logs_for_date_range",
                "Get the logs of a range of days",
                """
                Your logs from one day to another: data has the whole weeks that overlap, days and total only what is in \
                the range; partial is true if something could not be read. Use it for "last two weeks"; for sums by \
                project or for missing days report_logs is shorter. \
                Example: {"start_date":"2026-01-05","end_date":"2026-01-16"}.""",
                Scope.LOGS_READ,
                READS,
                Range.class,
                WeeksResult.class,
                WeeksResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<WeeksResult> answer(Range arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate from = Weeks.date(arguments.startDate());
        LocalDate to = Weeks.date(arguments.endDate());
        requireRange(from, to, MAX_DAYS);
        desk.requireOwn(principal, arguments.email());
        return new WeeksAnswer(desk.logs().backendName(), from, to)
                .of(desk.logs().weeks(principal, from, to), "");
    }

    /** @throws CallerMistakeException if the range ends before it starts, or is longer than so many days */
    static void requireRange(LocalDate from, LocalDate to, int maxDays) {
        if (to.isBefore(from)) {
            throw new CallerMistakeException(
                    "end_date " + to + " is before start_date " + from + ". Give the earlier day first.");
        }
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days > maxDays) {
            throw new CallerMistakeException("From " + from + " to " + to + " are " + days + " days, but at most "
                    + maxDays + " go in one call. Ask for a shorter range.");
        }
    }
}
