package io.throughline.timelog.api;

import io.throughline.timelog.embedded.WeekHead;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The weeks of a year whose Monday lies in one month. */
record MonthOfWeeks(String month, List<WeekItem> monthsLog) {

    MonthOfWeeks {
        monthsLog = List.copyOf(monthsLog);
    }

    /** All months of a year, those without a week, too. */
    record Year(List<MonthOfWeeks> personWeekLogs) {

        Year {
            personWeekLogs = List.copyOf(personWeekLogs);
        }

        static Year of(List<WeekHead> weeks) {
            return new Year(Arrays.stream(Month.values())
                    .map(month -> new MonthOfWeeks(
                            name(month),
                            weeks.stream()
                                    .filter(week -> week.weekStarting().getMonth() == month)
                                    .map(WeekItem::abbreviated)
                                    .toList()))
                    .toList());
        }
    }

    static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
