package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.tools.ReadArguments.Month;
import io.throughline.timelog.tools.ReadResults.WeeksResult;
import java.time.LocalDate;

/** The tool {@code get_month_logs}. */
final class GetMonthLogsTool extends LogTool<Month, WeeksResult> {

    private final LogDesk desk;

    GetMonthLogsTool(LogDesk desk) {
        super(new Face<>(
                "get_month_logs",
                "Get the logs of a month",
                """
                Your logs of a calendar month: data has each week that overlaps it, whole; days and total only the month. \
                Use it for "what did I log in December"; for sums by project or label report_logs is shorter. \
                Example: {"year":2025,"month":12}.""",
                Scope.LOGS_READ,
                READS,
                Month.class,
                WeeksResult.class,
                WeeksResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<WeeksResult> answer(Month arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate from = firstDay(arguments.year(), arguments.month());
        LocalDate to = from.plusMonths(1).minusDays(1);
        desk.requireOwn(principal, arguments.email());
        return new WeeksAnswer(desk.logs().backendName(), from, to)
                .of(
                        desk.logs().weeks(principal, from, to),
                        "Month " + from.toString().substring(0, 7) + ": ");
    }

    private static LocalDate firstDay(int year, int month) {
        if (year < 1 || year > 9_999) {
            throw new CallerMistakeException("year is " + year + ", but must be from 1 to 9999.");
        }
        if (month < 1 || month > 12) {
            throw new CallerMistakeException("month is " + month + ", but must be from 1 (January) to 12 (December).");
        }
        return LocalDate.of(year, month, 1);
    }
}
