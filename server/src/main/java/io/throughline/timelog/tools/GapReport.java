package io.throughline.timelog.tools;

import io.throughline.timelog.ExpectedTime;
import io.throughline.timelog.WorkedTime;
import io.throughline.timelog.tools.DayDocument.Total;
import io.throughline.timelog.tools.ReportResult.Gap;
import io.throughline.timelog.tools.ReportResult.Gaps;
import io.throughline.timelog.tools.ReportResult.Off;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which days have less time than the calendar lets expect. Days to come miss nothing. */
final class GapReport {

    private GapReport() {}

    /** @param today where the person is; it counts, as it may be over */
    static Gaps of(List<LogEntry> entries, ExpectedTime expected, LocalDate from, LocalDate to, LocalDate today) {
        LocalDate until = to.isAfter(today) ? today : to;
        Map<LocalDate, Integer> logged = new HashMap<>();
        entries.forEach(entry -> logged.merge(entry.date(), entry.minutes(), Integer::sum));
        List<Gap> gaps = new ArrayList<>();
        List<Off> off = new ArrayList<>();
        int expectedMinutes = 0;
        int loggedMinutes = 0;
        int missingMinutes = 0;
        for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
            LocalDate day = date;
            expected.reasonOff(day).ifPresent(reason -> off.add(new Off(day, reason)));
            int wanted = expected.minutesOn(day);
            int done = logged.getOrDefault(day, 0);
            expectedMinutes += wanted;
            loggedMinutes += done;
            if (done < wanted) {
                missingMinutes += wanted - done;
                gaps.add(new Gap(
                        day,
                        done == 0 ? "missing" : "short",
                        Total.of(wanted),
                        Total.of(done),
                        Total.of(wanted - done)));
            }
        }
        return new Gaps(
                until,
                Total.of(expectedMinutes),
                Total.of(loggedMinutes),
                Total.of(missingMinutes),
                WorkedTime.decimalHours(expected.weeklyMinutes()),
                expected.isAssumed(),
                gaps,
                off);
    }

    static String line(Gap gap) {
        return LogText.day(gap.date()) + " | " + gap.kind() + " | expected " + clock(gap.expected()) + " | logged "
                + clock(gap.logged()) + " | missing " + clock(gap.missing());
    }

    static String clock(Total total) {
        return WorkedTime.clock(total.hours() * 60 + total.minutes());
    }
}
