package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.tools.ReadArguments.Day;
import io.throughline.timelog.tools.ReadResults.DayResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tool {@code get_day_logs}. */
final class GetDayLogsTool extends LogTool<Day, DayResult> {

    private final LogDesk desk;

    GetDayLogsTool(LogDesk desk) {
        super(new Face<>(
                "get_day_logs",
                "Get the logs of a day",
                """
                Your entries of one day by project, with sums; empty when there are none. Note: its project_id is of the \
                week, nsubteam_id is what other tools take as project_id. Use it to check a day before or after logging. \
                Example: {"date":"2026-01-06"}. Next: create_or_update_log, delete_log.""",
                Scope.LOGS_READ,
                READS,
                Day.class,
                DayResult.class,
                DayResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<DayResult> answer(Day arguments, CallContext context) {
        Principal principal = context.principal();
        LocalDate date = Weeks.date(arguments.date());
        LocalDate monday = Weeks.mondayOf(date);
        desk.requireOwn(principal, arguments.email());
        Optional<WeekLog> week = desk.logs().findWeek(principal, monday);
        List<LogEntry> entries = LogEntry.of(week.stream().toList(), date, date);
        String backend = desk.logs().backendName();
        String note = note(week, entries, date);
        var result = new DayResult(
                ReadResults.SUCCESS, null, null, backend, note, DayDocument.of(date, monday, week, entries));
        return ToolAnswer.of(result, text(date, week, entries, backend, note));
    }

    private static @Nullable String note(Optional<WeekLog> week, List<LogEntry> entries, LocalDate date) {
        if (week.isEmpty()) {
            return "There is no week log for " + LogText.week(Weeks.mondayOf(date)) + " yet, so nothing is logged on "
                    + LogText.day(date) + ".";
        }
        return entries.isEmpty() ? "Nothing is logged on " + LogText.day(date) + "." : null;
    }

    private static String text(
            LocalDate date, Optional<WeekLog> week, List<LogEntry> entries, String backend, @Nullable String note) {
        String who =
                week.map(log -> " of " + LogText.plain(log.person().name())).orElse("");
        List<String> head = new ArrayList<>();
        head.add(LogText.day(date) + who + " in " + backend + ": " + LogText.hours(LogEntry.minutes(entries)) + " in "
                + entries.size() + (entries.size() == 1 ? " entry" : " entries")
                + week.map(log -> ", week " + WeeksText.state(log)).orElse("") + ".");
        if (note != null) {
            head.add(note);
        } else {
            head.add(LogEntry.HEADER);
        }
        return LogText.fitted(
                head,
                entries.stream().map(LogEntry::line).toList(),
                entries.isEmpty() ? List.of() : List.of("Projects: " + WeeksText.projects(entries)),
                left -> left + " more entries of "
                        + LogText.hours(LogEntry.minutes(entries.subList(entries.size() - left, entries.size())))
                        + " are left out here; the structured result has all of them.");
    }
}
