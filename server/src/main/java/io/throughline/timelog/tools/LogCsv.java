package io.throughline.timelog.tools;

import io.throughline.timelog.WorkedTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries as a table for spreadsheets, by RFC 4180. No cell is taken for a formula, whatever people wrote. */
final class LogCsv {

    static final String MIME_TYPE = "text/csv";

    private static final String END = "\r\n";
    private static final List<String> COLUMNS = List.of(
            "date",
            "weekday",
            "project_id",
            "project",
            "item_key",
            "description",
            "label",
            "time",
            "minutes",
            "decimal_hours",
            "week_starting",
            "week_completed");

    private LogCsv() {}

    static String of(List<LogEntry> entries) {
        return Stream.concat(Stream.of(COLUMNS), entries.stream().map(LogCsv::row))
                .map(row -> row.stream().map(LogCsv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining(END, "", END));
    }

    private static List<String> row(LogEntry entry) {
        String itemKey = entry.task().itemKey();
        Long projectId = WeekDocument.known(entry.project().id());
        return List.of(
                entry.date().toString(),
                LogText.day(entry.date()).substring(0, 3),
                projectId == null ? "" : projectId.toString(),
                entry.project().name(),
                itemKey == null ? "" : itemKey,
                entry.task().description(),
                entry.label(),
                WorkedTime.clock(entry.minutes()),
                String.valueOf(entry.minutes()),
                WorkedTime.decimalHours(entry.minutes()).toPlainString(),
                entry.week().weekStarting().toString(),
                String.valueOf(entry.week().completed()));
    }

    static String cell(String text) {
        String harmless = mayBeFormula(text) ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == ';');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /** Spreadsheets look behind blanks and at the wide forms of the signs, too. */
    private static boolean mayBeFormula(String text) {
        String start = text.strip();
        return (!start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20|%".indexOf(start.charAt(0)) >= 0)
                || text.startsWith("\t")
                || text.startsWith("\r")
                || text.startsWith("\n");
    }
}
