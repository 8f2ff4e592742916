package io.throughline.timelog.tools;

import io.throughline.access.Sha256;
import io.throughline.timelog.WorkedTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Entries as a calendar, by RFC 5545: each a whole-day event that blocks nothing, since a log has no time of day. */
final class LogCalendar {

    static final String MIME_TYPE = "text/calendar";

    private static final int LINE_OCTETS = 75;

    private final StringBuilder text = new StringBuilder();
    private final String stamp;

    private LogCalendar(Instant now) {
        stamp = now.truncatedTo(ChronoUnit.SECONDS).toString().replace("-", "").replace(":", "");
    }

    /** @param now when the calendar is written */
    static String of(List<LogEntry> entries, Instant now) {
        var calendar = new LogCalendar(now);
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Throughline//Time logs//EN");
        entries.forEach(calendar::event);
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    private void event(LogEntry entry) {
        String item = entry.task().itemKey() == null ? "" : entry.task().itemKey() + " ";
        String title = WorkedTime.clock(entry.minutes()) + " " + entry.project().name() + ": " + item
                + entry.task().description();
        line("BEGIN:VEVENT");
        line("UID:" + uid(entry));
        line("DTSTAMP:" + stamp);
        line("DTSTART;VALUE=DATE:" + compact(entry.date()));
        line("DTEND;VALUE=DATE:" + compact(entry.date().plusDays(1)));
        line("SUMMARY:" + escaped(title));
        if (!entry.label().isEmpty()) {
            line("CATEGORIES:" + escaped(entry.label()));
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    /** The same for the same line and day at each export, so that a second import replaces the first. */
    private static String uid(LogEntry entry) {
        return Sha256.hex(entry.week().person().shown() + "\n" + entry.project().name() + "\n"
                                + entry.task().itemKey() + "\n" + entry.task().description() + "\n" + entry.date())
                        .substring(0, 32)
                + "@throughline";
    }

    private static String compact(LocalDate date) {
        return date.toString().replace("-", "");
    }

    static String escaped(String value) {
        var escaped = new StringBuilder();
        value.replace("\r\n", "\n").codePoints().forEach(character -> {
            if (character == '\n') {
                escaped.append("\\n");
            } else if (character == '\\' || character == ';' || character == ',') {
                escaped.append('\\').appendCodePoint(character);
            } else if (!Character.isISOControl(character) || character == '\t') {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Folded before an octet too many, never within a character. */
    private void line(String content) {
        int octets = 0;
        for (int at = 0; at < content.length(); ) {
            int character = content.codePointAt(at);
            String one = Character.toString(character);
            int length = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LINE_OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(one);
            octets += length;
            at += one.length();
        }
        text.append("\r\n");
    }
}
