package io.throughline.console;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a week.
 *
 * @param week as saved; null if there is no log of it
 * @param rows lines of the week and of what is typed, without the empty one at the end
 * @param projects to choose from
 * @param labels to choose from
 * @param today in the person's zone
 */
record WeekView(
        LocalDate monday,
        @Nullable WeekLog week,
        List<GridRow> rows,
        List<GridDay> days,
        List<Choice> projects,
        List<Choice> labels,
        LocalDate today) {

    private static final DateTimeFormatter DAY_ONLY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    WeekView {
        rows = List.copyOf(rows);
    }

    static List<Choice> projects(List<LogProject> projects) {
        return projects.stream().map(Choice::of).toList();
    }

    /** Those in use, and those that lines of the week still have. */
    static List<Choice> labels(List<LogLabel> labels, @Nullable WeekLog week) {
        return Stream.concat(labels.stream(), week == null ? Stream.of() : WeekGrid.labelsOf(week).stream())
                .map(Choice::of)
                .collect(Collectors.toMap(
                        Choice::id, label -> label, (first, second) -> first, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    /** Such as {@code 16 – 22 November 2026}. */
    public String title() {
        DateTimeFormatter first = monday.getYear() != sunday().getYear()
                ? DAY
                : monday.getMonth() != sunday().getMonth() ? DAY_AND_MONTH : DAY_ONLY;
        return first.format(monday) + " – " + DAY.format(sunday());
    }

    public LocalDate previous() {
        return monday.minusWeeks(1);
    }

    public LocalDate next() {
        return monday.plusWeeks(1);
    }

    public boolean isThisWeek() {
        return monday.equals(Weeks.mondayOf(today));
    }

    /** The month that most of the week is in. */
    public YearMonth month() {
        return YearMonth.from(monday.plusDays(3));
    }

    public boolean completed() {
        return week != null && week.completed();
    }

    public boolean unsaved() {
        return rows.stream().anyMatch(row -> row.isNew() || row.unsaved());
    }

    /** What is typed into a week that was completed meanwhile stays in fields. */
    public boolean editable() {
        return !completed() || unsaved();
    }

    public List<GridRow> rowsAndBlank() {
        return Stream.concat(rows.stream(), Stream.of(GridRow.blank())).toList();
    }

    public String seen() {
        return week == null ? "" : Objects.requireNonNullElse(week.modifiedAt(), "");
    }

    public boolean offers(Choice project) {
        return projects.stream().anyMatch(each -> each.id() == project.id());
    }

    public boolean offersLabel(Choice label) {
        return labels.stream().anyMatch(each -> each.id() == label.id());
    }

    /** When the week was completed, in the reader's zone; as the backend wrote it where that is no instant. */
    public String completedAt(ZoneId zone) {
        if (week == null || week.completion() == null) {
            return "";
        }
        String at = week.completion().at();
        try {
            return MINUTE.format(OffsetDateTime.parse(at).atZoneSameInstant(zone));
        } catch (DateTimeParseException e) {
            return at;
        }
    }

    public String total() {
        return WorkedTime.clock(days.stream().mapToInt(GridDay::minutes).sum());
    }

    /** Of the whole week; empty if not known. */
    public String expected() {
        int minutes = days.stream()
                .map(GridDay::expectedMinutes)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return minutes == 0 ? "" : WorkedTime.clock(minutes);
    }

    /** Working days that are over and have no time; empty if none. */
    public String missing() {
        return days.stream()
                .filter(day -> day.state().equals("missing"))
                .map(GridDay::spoken)
                .collect(Collectors.joining(", "));
    }

    /** Working days that are over and have less time than expected; empty if none. */
    public String tooShort() {
        return days.stream()
                .filter(day -> day.state().equals("short"))
                .map(day -> day.spoken() + " (" + day.total() + " of " + day.expected() + ")")
                .collect(Collectors.joining(", "));
    }
}
