package io.throughline.console;

import io.throughline.console.WorkDays.WorkDay;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeeksRead;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The page of a month: its days as a calendar, and what they went into.
 *
 * @param weeks those that overlap the month, whole
 * @param entries of the month alone, by day
 */
record MonthView(YearMonth month, List<Week> weeks, List<Entry> entries, List<String> problems) {

    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    /**
     * A row of the calendar.
     *
     * @param total of the whole week, also where it reaches into other months
     */
    record Week(LocalDate monday, boolean completed, List<GridDay> days, String total) {

        Week {
            days = List.copyOf(days);
        }
    }

    /** A line on a day. */
    record Entry(LogProject project, LoggedTask task, LoggedDay day, boolean completed) {}

    /** What a project or label took. */
    record Share(String name, int minutes, long percent) {

        public String total() {
            return WorkedTime.clock(minutes);
        }
    }

    MonthView {
        weeks = List.copyOf(weeks);
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /** @param calendar of all days of the weeks, from the first Monday on */
    static MonthView of(YearMonth month, WeeksRead read, List<WorkDay> calendar, LocalDate today) {
        List<Week> weeks = new ArrayList<>();
        for (int at = 0; at < calendar.size(); at += TypedWeek.DAYS) {
            LocalDate monday = calendar.get(at).date();
            WeekLog log = read.weeks().stream()
                    .filter(week -> week.weekStarting().equals(monday))
                    .findFirst()
                    .orElse(null);
            List<GridDay> days = calendar.subList(at, at + TypedWeek.DAYS).stream()
                    .map(day -> GridDay.of(day, log == null ? 0 : log.minutesOn(day.date()), today))
                    .toList();
            int minutes = log == null ? 0 : log.minutes();
            weeks.add(new Week(
                    monday, log != null && log.completed(), days, minutes == 0 ? "" : WorkedTime.clock(minutes)));
        }
        return new MonthView(month, weeks, entries(month, read.weeks()), read.problems());
    }

    private static List<Entry> entries(YearMonth month, List<WeekLog> weeks) {
        return weeks.stream()
                .flatMap(week -> week.projects().stream()
                        .flatMap(project -> project.tasks().stream()
                                .flatMap(task -> task.days().stream()
                                        .map(day -> new Entry(project.project(), task, day, week.completed())))))
                .filter(entry -> YearMonth.from(entry.day().date()).equals(month))
                .sorted(Comparator.comparing((Entry entry) -> entry.day().date())
                        .thenComparing(entry -> entry.project().name()))
                .toList();
    }

    public boolean has(GridDay day) {
        return YearMonth.from(day.date()).equals(month);
    }

    public String title() {
        return TITLE.format(month);
    }

    public YearMonth previous() {
        return month.minusMonths(1);
    }

    public YearMonth next() {
        return month.plusMonths(1);
    }

    public String total() {
        return WorkedTime.clock(minutes());
    }

    private int minutes() {
        return entries.stream().mapToInt(entry -> entry.day().minutes()).sum();
    }

    /** Expected in the whole month; empty if not known. */
    public String expected() {
        int minutes = weeks.stream()
                .flatMap(week -> week.days().stream())
                .filter(this::has)
                .map(GridDay::expectedMinutes)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return minutes == 0 ? "" : WorkedTime.clock(minutes);
    }

    /** The largest first. */
    public List<Share> byProject() {
        return shares(entry -> entry.project().name());
    }

    public List<Share> byLabel() {
        return shares(entry -> {
            LogLabel label = entry.day().label();
            return label == null ? "no label" : label.name();
        });
    }

    private List<Share> shares(Function<Entry, String> nameOf) {
        Map<String, Integer> minutes = new LinkedHashMap<>();
        entries.forEach(entry -> minutes.merge(nameOf.apply(entry), entry.day().minutes(), Integer::sum));
        int all = minutes();
        return minutes.entrySet().stream()
                .map(each -> new Share(each.getKey(), each.getValue(), Math.round(100.0 * each.getValue() / all)))
                .sorted(Comparator.comparing(Share::minutes).reversed().thenComparing(Share::name))
                .toList();
    }
}
