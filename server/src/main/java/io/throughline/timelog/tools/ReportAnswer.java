package io.throughline.timelog.tools;

import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.ExpectedTime;
import io.throughline.timelog.WeeksRead;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.DayDocument.Total;
import io.throughline.timelog.tools.ReportResult.File;
import io.throughline.timelog.tools.ReportResult.Gaps;
import io.throughline.timelog.tools.ReportResult.Sum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report on the entries of a range. */
record ReportAnswer(
        String backend, ReportKind kind, LocalDate from, LocalDate to, WeeksRead read, List<LogEntry> entries) {

    ReportAnswer(String backend, ReportKind kind, LocalDate from, LocalDate to, WeeksRead read) {
        this(backend, kind, from, to, read, LogEntry.of(read.weeks(), from, to));
    }

    ToolAnswer<ReportResult> sums() {
        int total = LogEntry.minutes(entries);
        Map<String, List<LogEntry>> groups =
                entries.stream().collect(Collectors.groupingBy(this::group, LinkedHashMap::new, Collectors.toList()));
        List<Sum> sums = groups.entrySet().stream()
                .map(group -> sum(group.getKey(), group.getValue(), total))
                .sorted(
                        kind == ReportKind.DAY
                                ? Comparator.comparing(Sum::name)
                                : Comparator.comparing((Sum sum) -> -(sum.hours() * 60 + sum.minutes()))
                                        .thenComparing(Sum::name))
                .toList();
        List<String> lines = sums.stream()
                .map(sum -> LogText.plain(sum.name()) + " | " + WorkedTime.clock(sum.hours() * 60 + sum.minutes())
                        + " | " + sum.percent() + " %")
                .toList();
        String text = LogText.fitted(
                head(kind.wireName() + " | h:mm | share"),
                lines,
                List.of("Total | " + WorkedTime.clock(total)),
                left -> left + " more lines are left out here; the structured result has all of them.");
        return answer(text, sums, null, null);
    }

    private String group(LogEntry entry) {
        String itemKey = entry.task().itemKey();
        return switch (kind) {
            case LABEL -> entry.label().isEmpty() ? "(no label)" : entry.label();
            case ITEM -> itemKey == null ? "(no item)" : itemKey;
            case DAY -> entry.date().toString();
            case PROJECT, MISSING, CSV, ICALENDAR -> entry.project().name();
        };
    }

    private Sum sum(String name, List<LogEntry> group, int total) {
        int minutes = LogEntry.minutes(group);
        Long projectId = kind == ReportKind.PROJECT
                ? WeekDocument.known(group.getFirst().project().id())
                : null;
        int percent = (int) Math.round(minutes * 100.0 / total);
        return new Sum(name, projectId, minutes / 60, minutes % 60, WorkedTime.decimalHours(minutes), percent);
    }

    /** @param today where the person is */
    ToolAnswer<ReportResult> gaps(ExpectedTime expected, LocalDate today) {
        Gaps gaps = GapReport.of(entries, expected, from, to, today);
        List<String> head = head(
                gaps.days().isEmpty()
                        ? "No day until " + LogText.day(gaps.until()) + " is missing or short."
                        : gaps.days().size() + " days until " + LogText.day(gaps.until()) + " are missing or short:");
        List<String> foot = new ArrayList<>();
        foot.add("Expected " + GapReport.clock(gaps.expected()) + " h, logged " + GapReport.clock(gaps.logged())
                + " h, missing " + GapReport.clock(gaps.missing()) + " h; a full week has "
                + LogText.hours(expected.weeklyMinutes())
                + (gaps.assumed() ? ", which is assumed: no workspace says how much you work." : "."));
        if (!gaps.daysOff().isEmpty()) {
            foot.add("Days off: "
                    + gaps.daysOff().stream()
                            .limit(20)
                            .map(off -> LogText.day(off.date()) + " " + LogText.plain(off.reason()))
                            .collect(Collectors.joining(", "))
                    + (gaps.daysOff().size() > 20 ? " and " + (gaps.daysOff().size() - 20) + " more" : "") + ".");
        }
        String text = LogText.fitted(
                head,
                gaps.days().stream().map(GapReport::line).toList(),
                foot,
                left -> left + " more days are left out here; ask for a shorter range.");
        return answer(text, null, gaps, null);
    }

    ToolAnswer<ReportResult> file(String ending, String mimeType, String content) {
        String name = "time-logs-" + from + "-to-" + to + "." + ending;
        var file = new File(name, mimeType, entries.size(), content);
        String text = LogText.fitted(
                head("The file " + name + " (" + mimeType + ") with " + entries.size() + " entries:"),
                List.of(content.split("\r\n", -1)),
                List.of(),
                left -> left
                        + " more lines of the file are left out here; the structured result has it whole, and a shorter"
                        + " range fits here.");
        return answer(text, null, null, file);
    }

    private List<String> head(String last) {
        List<String> head = new ArrayList<>();
        String who = read.weeks().stream()
                .findFirst()
                .map(week -> " of " + LogText.plain(week.person().name()))
                .orElse("");
        head.add("Logs" + who + " in " + backend + ", " + LogText.day(from) + " to " + LogText.day(to) + ": "
                + LogText.hours(LogEntry.minutes(entries)) + ".");
        read.problems().forEach(problem -> head.add("Not complete: " + problem));
        head.add(last);
        return head;
    }

    private ToolAnswer<ReportResult> answer(
            String text, @Nullable List<Sum> sums, @Nullable Gaps gaps, @Nullable File file) {
        boolean nothingRead = read.weeks().isEmpty() && !read.problems().isEmpty();
        var result = new ReportResult(
                nothingRead ? LogFailure.STATUS : ReadResults.SUCCESS,
                nothingRead ? "The logs could not be read: " + String.join(" ", read.problems()) : null,
                nothingRead ? "unreadable" : null,
                backend,
                kind.wireName(),
                from,
                to,
                Total.of(LogEntry.minutes(entries)),
                !read.problems().isEmpty(),
                read.problems(),
                sums,
                gaps,
                file);
        return nothingRead ? LogTool.failed(result, text) : ToolAnswer.of(result, text);
    }
}
