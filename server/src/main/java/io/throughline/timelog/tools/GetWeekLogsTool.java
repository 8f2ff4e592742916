package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.ReadArguments.Week;
import io.throughline.timelog.tools.ReadResults.WeekResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The tool {@code get_week_logs}. */
final class GetWeekLogsTool extends LogTool<Week, WeekResult> {

    private final LogDesk desk;

    GetWeekLogsTool(LogDesk desk) {
        super(new Face<>(
                "get_week_logs",
                "Get the logs of a week",
                """
                Your time log of a week, Monday to Sunday: each entry with project, label and time, sums, whether it is \
                completed. Use it before changing a week and for "what did I log this week". \
                Example: {"week_starting":"2026-01-05"}. Next: create_or_update_log, complete_week_log.""",
                Scope.LOGS_READ,
                READS,
                Week.class,
                WeekResult.class,
                WeekResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<WeekResult> answer(Week arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate monday = Weeks.monday(arguments.weekStarting());
        desk.requireOwn(principal, arguments.email());
        return desk.logs()
                .findWeek(principal, monday)
                .map(this::found)
                .orElseGet(() -> failed(new LogFailure(
                        "no_week_log",
                        "There is no week log for " + LogText.week(monday) + " in "
                                + desk.logs().backendName()
                                + ". Nothing was logged in it yet; get_active_projects says on what you may log.")));
    }

    private ToolAnswer<WeekResult> found(WeekLog week) {
        String backend = desk.logs().backendName();
        return ToolAnswer.of(
                new WeekResult(ReadResults.SUCCESS, null, null, backend, WeekDocument.of(week)), text(week, backend));
    }

    static String text(WeekLog week, String backend) {
        List<LogEntry> entries = LogEntry.of(List.of(week), week.weekStarting(), week.weekEnding());
        List<String> foot = new ArrayList<>();
        foot.add("Days: " + WeeksText.daysOf(week));
        if (!entries.isEmpty()) {
            foot.add("Projects: " + WeeksText.projects(entries));
        }
        List<String> unused = week.projects().stream()
                .filter(project -> project.minutes() == 0)
                .map(project -> LogText.plain(project.project().name()))
                .toList();
        if (!unused.isEmpty()) {
            foot.add("Projects without time: " + String.join(", ", unused));
        }
        return WeeksText.of(
                List.of("Week " + LogText.week(week.weekStarting()) + " of "
                        + LogText.plain(week.person().name()) + " in " + backend + ": " + LogText.hours(week.minutes())
                        + ", " + WeeksText.state(week) + "."),
                entries,
                foot,
                "get_day_logs lists those of a day");
    }
}
