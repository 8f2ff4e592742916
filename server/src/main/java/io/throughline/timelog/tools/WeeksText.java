package io.throughline.timelog.tools;

import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entries as text, in as much detail as fits: each entry, else each day, else each week. What is summed up is said. */
final class WeeksText {

    private WeeksText() {}

    /**
     * @param head what is said before in any case
     * @param more how to get the entries where they would be too long
     */
    static String of(List<String> head, List<LogEntry> entries, List<String> foot, String more) {
        List<String> single = new ArrayList<>();
        if (!entries.isEmpty()) {
            single.add(LogEntry.HEADER);
            entries.forEach(entry -> single.add(entry.line()));
        }
        if (LogText.fits(head, single, foot)) {
            return LogText.fitted(head, single, foot, left -> "");
        }
        List<String> days = sums(
                entries,
                LogEntry::date,
                LogText::day,
                "Summed by day, since all " + entries.size() + " entries would be too long here; " + more + ".");
        if (LogText.fits(head, days, foot)) {
            return LogText.fitted(head, days, foot, left -> "");
        }
        List<String> weeks = sums(
                entries,
                entry -> Weeks.mondayOf(entry.date()),
                monday -> "week of " + LogText.day(monday),
                "Summed by week, since all " + entries.size() + " entries would be too long here; " + more + ".");
        return LogText.fitted(
                head, weeks, foot, left -> left + " more weeks are left out here; ask for a shorter range.");
    }

    private static List<String> sums(
            List<LogEntry> entries,
            Function<LogEntry, LocalDate> place,
            Function<LocalDate, String> name,
            String remark) {
        Map<LocalDate, List<LogEntry>> grouped =
                entries.stream().collect(Collectors.groupingBy(place, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        lines.add(remark);
        grouped.forEach((date, of) ->
                lines.add(name.apply(date) + " | " + WorkedTime.clock(LogEntry.minutes(of)) + " | " + projects(of)));
        return lines;
    }

    /** Such as {@code Atlas / Mobile 5:30, Internal 2:00}. */
    static String projects(List<LogEntry> entries) {
        Map<String, Integer> minutes = new LinkedHashMap<>();
        entries.forEach(entry -> minutes.merge(entry.project().name(), entry.minutes(), Integer::sum));
        return minutes.entrySet().stream()
                .map(each -> LogText.plain(each.getKey()) + " " + WorkedTime.clock(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code Mon 8:00, Tue 7:30, Wed 0:00, …}: all days of the week. */
    static String daysOf(WeekLog week) {
        return week.weekStarting()
                .datesUntil(week.weekStarting().plusDays(7))
                .map(date -> LogText.day(date).substring(0, 3) + " " + WorkedTime.clock(week.minutesOn(date)))
                .collect(Collectors.joining(", "));
    }

    static String state(WeekLog week) {
        WeekLog.Completion completion = week.completion();
        if (!week.completed()) {
            return "open";
        }
        return completion == null
                ? "completed"
                : "completed by " + LogText.plain(completion.by()) + " at " + completion.at();
    }
}
