package io.throughline.timelog.tools;

import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeeksRead;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.DayDocument.Total;
import io.throughline.timelog.tools.ReadResults.DaySum;
import io.throughline.timelog.tools.ReadResults.ProjectSum;
import io.throughline.timelog.tools.ReadResults.WeeksResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Weeks that overlap a range, with what is within it. */
record WeeksAnswer(String backend, LocalDate from, LocalDate to) {

    /** @param title before the first line */
    ToolAnswer<WeeksResult> of(WeeksRead read, String title) {
        List<LogEntry> entries = LogEntry.of(read.weeks(), from, to);
        boolean nothingRead = read.weeks().isEmpty() && !read.problems().isEmpty();
        var result = new WeeksResult(
                nothingRead ? LogFailure.STATUS : ReadResults.SUCCESS,
                nothingRead ? "The logs could not be read: " + String.join(" ", read.problems()) : null,
                nothingRead ? "unreadable" : null,
                backend,
                from,
                to,
                read.weeks().size(),
                Total.of(LogEntry.minutes(entries)),
                !read.problems().isEmpty(),
                read.problems(),
                days(entries),
                read.weeks().stream().map(WeekDocument::of).toList());
        String text = text(read, entries, title);
        return nothingRead ? LogTool.failed(result, text) : ToolAnswer.of(result, text);
    }

    private static List<DaySum> days(List<LogEntry> entries) {
        Map<LocalDate, List<LogEntry>> byDay = entries.stream()
                .collect(Collectors.groupingBy(LogEntry::date, LinkedHashMap::new, Collectors.toList()));
        return byDay.entrySet().stream()
                .map(day -> {
                    int minutes = LogEntry.minutes(day.getValue());
                    return new DaySum(
                            day.getKey(),
                            minutes / 60,
                            minutes % 60,
                            WorkedTime.decimalHours(minutes),
                            projects(day.getValue()));
                })
                .toList();
    }

    private static List<ProjectSum> projects(List<LogEntry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(LogEntry::project, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> {
                    int minutes = LogEntry.minutes(each.getValue());
                    return new ProjectSum(
                            WeekDocument.known(each.getKey().id()),
                            each.getKey().name(),
                            minutes / 60,
                            minutes % 60,
                            WorkedTime.decimalHours(minutes));
                })
                .toList();
    }

    private String text(WeeksRead read, List<LogEntry> entries, String title) {
        List<String> head = new ArrayList<>();
        String who = read.weeks().stream()
                .findFirst()
                .map(week -> " of " + LogText.plain(week.person().name()))
                .orElse("");
        head.add(title + LogText.day(from) + " to " + LogText.day(to) + who + " in " + backend + ": "
                + LogText.hours(LogEntry.minutes(entries)) + " in " + entries.size() + " entries.");
        read.problems().forEach(problem -> head.add("Not complete: " + problem));
        List<String> foot = new ArrayList<>();
        if (!entries.isEmpty()) {
            foot.add("Projects: " + WeeksText.projects(entries));
        }
        foot.add("Week logs: " + (read.weeks().isEmpty() ? "none" : weekStates(read.weeks())) + ".");
        return WeeksText.of(head, entries, foot, "get_week_logs with the Monday lists a week");
    }

    private static String weekStates(List<WeekLog> weeks) {
        List<WeekLog> open = weeks.stream().filter(week -> !week.completed()).toList();
        String names = open.stream()
                .limit(10)
                .map(week -> week.weekStarting().toString())
                .collect(Collectors.joining(", "));
        return weeks.size() + ", of which " + (weeks.size() - open.size()) + " are completed"
                + (open.isEmpty()
                        ? ""
                        : "; open: " + names + (open.size() > 10 ? " and " + (open.size() - 10) + " more" : ""));
    }
}
