package io.throughline.console;

import io.throughline.console.WeekDraft.Place;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lays what somebody typed over the week as it is: nothing of theirs is lost, and what others did meanwhile is told beside it.
 * Pure.
 */
final class WeekGrid {

    private final LocalDate monday;
    private final TypedWeek typed;
    private final Map<Place, String> notes;
    private final List<Line> lines = new ArrayList<>();
    private final List<GridRow> added = new ArrayList<>();

    /** A line of the week, and the row of the form about it; -1 for none. */
    private static final class Line {
        final WeekProject project;
        final LoggedTask task;
        int row = -1;

        Line(WeekProject project, LoggedTask task) {
            this.project = project;
            this.task = task;
        }
    }

    private WeekGrid(@Nullable WeekLog week, LocalDate monday, TypedWeek typed, Map<Place, String> notes) {
        this.monday = monday;
        this.typed = typed;
        this.notes = notes;
        if (week != null) {
            week.projects().forEach(project -> project.tasks().forEach(task -> lines.add(new Line(project, task))));
            lines.sort(
                    Comparator.comparing((Line line) -> line.project.project().name(), String.CASE_INSENSITIVE_ORDER));
        }
    }

    /**
     * @param week as the backend has it now; null if there is none
     * @param notes why cells and rows of the form were not saved
     * @return lines of the week by project, then those that are only typed
     */
    static List<GridRow> rows(@Nullable WeekLog week, LocalDate monday, TypedWeek typed, Map<Place, String> notes) {
        var grid = new WeekGrid(week, monday, typed, notes);
        for (int row = 0; row < typed.rows().size(); row++) {
            grid.place(row, typed.rows().get(row));
        }
        List<GridRow> rows = new ArrayList<>();
        grid.lines.forEach(line -> rows.add(grid.shown(line)));
        rows.addAll(grid.added);
        return rows;
    }

    static List<LogLabel> labelsOf(WeekLog week) {
        return week.projects().stream()
                .flatMap(project -> project.tasks().stream())
                .flatMap(task -> task.days().stream())
                .map(LoggedDay::label)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private void place(int at, TypedRow row) {
        Line line = lines.stream()
                .filter(each -> each.row < 0 && matches(each, row))
                .findFirst()
                .orElse(null);
        if (line != null) {
            line.row = at;
        } else if (row.line() == null) {
            added.add(onlyTyped(at, row, notes.get(Place.ofRow(at))));
        } else if (IntStream.range(0, TypedWeek.DAYS).anyMatch(day -> changed(row, day) && !isBlank(row, day))) {
            added.add(onlyTyped(at, row, WeekDraft.GONE));
        }
    }

    private static boolean matches(Line line, TypedRow row) {
        if (row.line() != null) {
            return line.task.id() == row.line().taskId();
        }
        String item = row.item().isEmpty() ? null : row.item();
        return row.project() != null
                && row.project().is(line.project.project())
                && WeekDraft.sameLine(line.task.description(), line.task.itemKey(), row.text(), item);
    }

    private static boolean isBlank(TypedRow row, int day) {
        return row.hours().get(day).isBlank();
    }

    /** Whether they typed something else than they saw. */
    private static boolean changed(TypedRow row, int day) {
        return minutes(row.hours().get(day)) != row.seenMinutes(day);
    }

    /** -1 for what is no time. */
    private static int minutes(String typed) {
        try {
            return WorkedTime.parse(typed);
        } catch (CallerMistakeException e) {
            return -1;
        }
    }

    private GridRow onlyTyped(int at, TypedRow row, @Nullable String note) {
        List<GridCell> cells = IntStream.range(0, TypedWeek.DAYS)
                .mapToObj(day -> {
                    boolean mine = changed(row, day) && !isBlank(row, day);
                    String shown = mine ? row.hours().get(day) : "";
                    return new GridCell(shown, 0, mine, notes.get(new Place(at, day)));
                })
                .toList();
        return new GridRow(null, row.project(), row.text(), row.item(), false, row.label(), note, cells);
    }

    private GridRow shown(Line line) {
        SeenLine saved = SeenLine.of(line.task, monday);
        TypedRow row = line.row < 0 ? null : typed.rows().get(line.row);
        List<GridCell> cells = IntStream.range(0, TypedWeek.DAYS)
                .mapToObj(day -> cell(line, saved, row, day))
                .toList();
        String key = line.task.itemKey();
        return new GridRow(
                saved,
                Choice.of(line.project.project()),
                line.task.description(),
                key == null && row != null ? row.item() : Objects.requireNonNullElse(key, ""),
                key != null,
                row != null && (row.relabels() || row.line() == null) && row.label() != null
                        ? row.label()
                        : label(line.task, saved),
                row == null ? null : notes.get(Place.ofRow(line.row)),
                cells);
    }

    private static @Nullable Choice label(LoggedTask task, SeenLine saved) {
        return task.days().stream()
                .map(LoggedDay::label)
                .filter(label -> label != null && Objects.equals(saved.labelId(), label.id()))
                .findFirst()
                .map(Choice::of)
                .orElse(null);
    }

    private GridCell cell(Line line, SeenLine saved, @Nullable TypedRow row, int day) {
        int now = saved.minutes().get(day);
        String nowShown = now == 0 ? "" : WorkedTime.clock(now);
        boolean mine = row != null
                && changed(row, day)
                && minutes(row.hours().get(day)) != now
                && !(row.line() == null && isBlank(row, day));
        if (row == null || !mine) {
            return new GridCell(nowShown, now, false, null);
        }
        String note = notes.get(new Place(line.row, day));
        if (note == null && now != row.seenMinutes(day)) {
            note = meanwhile(now, row.seenMinutes(day));
        }
        return new GridCell(row.hours().get(day), now, true, note);
    }

    private static String meanwhile(int now, int seen) {
        return (now == 0 ? "Removed" : "Now " + WorkedTime.clock(now)) + " (was "
                + (seen == 0 ? "empty" : WorkedTime.clock(seen)) + ")";
    }
}
