package io.throughline.console;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a week as somebody filled it in: what they typed, and what they saw when they did.
 *
 * @param seenWeek whether there was a log of the week
 * @param seenModifiedAt its version; null if there was none, or the backend tells none
 */
record TypedWeek(boolean seenWeek, @Nullable String seenModifiedAt, List<TypedRow> rows) {

    static final int DAYS = 7;

    private static final int MAX_ROWS = 500;

    TypedWeek {
        rows = List.copyOf(rows);
    }

    /** With nothing typed. */
    static TypedWeek untouched() {
        return new TypedWeek(false, null, List.of());
    }

    TypedWeek with(List<TypedRow> more) {
        List<TypedRow> all = new ArrayList<>(rows);
        all.addAll(more);
        return new TypedWeek(seenWeek, seenModifiedAt, all);
    }

    /**
     * Reads a form, whose rows repeat the same fields. Rows without anything in them are left out.
     *
     * @throws CallerMistakeException if it is no such form
     */
    static TypedWeek of(Map<String, String[]> form) {
        int count = values(form, "line").length;
        if (count > MAX_ROWS) {
            throw new CallerMistakeException(
                    "The form has " + count + " rows, but " + MAX_ROWS + " at most can be saved at once.");
        }
        List<TypedRow> rows = IntStream.range(0, count)
                .mapToObj(row -> new TypedRow(
                        SeenLine.parse(value(form, "line", row, count)),
                        Choice.parse(value(form, "project", row, count)),
                        value(form, "text", row, count),
                        value(form, "item", row, count).strip(),
                        Choice.parse(value(form, "label", row, count)),
                        IntStream.rangeClosed(1, DAYS)
                                .mapToObj(day -> value(form, "d" + day, row, count))
                                .toList()))
                .filter(row -> !row.isBlank())
                .toList();
        String seen = first(form, "seen");
        return new TypedWeek(first(form, "had").equals("yes"), seen.isEmpty() ? null : seen, rows);
    }

    private static String[] values(Map<String, String[]> form, String name) {
        String[] values = form.get(name);
        return values == null ? new String[0] : values;
    }

    private static String first(Map<String, String[]> form, String name) {
        String[] values = values(form, name);
        return values.length == 0 ? "" : values[0];
    }

    private static String value(Map<String, String[]> form, String name, int row, int count) {
        String[] values = values(form, name);
        if (values.length != count) {
            throw notOurs();
        }
        return values[row];
    }

    static CallerMistakeException notOurs() {
        return new CallerMistakeException(
                "The form does not have the fields of this page, so nothing was saved. Reload the page and try again.");
    }

    /** The week as it was when they typed: good enough to show where the backend cannot be asked. */
    WeekLog asSeen(LocalDate monday) {
        Map<Choice, List<LoggedTask>> byProject = new LinkedHashMap<>();
        for (TypedRow row : rows) {
            SeenLine line = row.line();
            Choice project = row.project();
            if (line != null && project != null) {
                byProject
                        .computeIfAbsent(project, each -> new ArrayList<>())
                        .add(new LoggedTask(
                                line.taskId(),
                                row.text(),
                                row.item().isEmpty() ? null : row.item(),
                                days(monday, line, row)));
            }
        }
        List<WeekProject> projects = byProject.entrySet().stream()
                .map(each -> new WeekProject(0, each.getKey().project(), each.getValue()))
                .toList();
        return new WeekLog(0, new LogPerson(null, "", null), monday, false, null, seenModifiedAt, projects);
    }

    private static List<LoggedDay> days(LocalDate monday, SeenLine line, TypedRow row) {
        Long seen = line.labelId();
        Choice typed = row.label();
        LogLabel label = seen == null
                ? null
                : typed != null && typed.id() == seen ? typed.label() : new LogLabel(seen, "label " + seen);
        return IntStream.range(0, DAYS)
                .filter(day -> line.minutes().get(day) > 0)
                .mapToObj(day ->
                        new LoggedDay(0, monday.plusDays(day), line.minutes().get(day), label))
                .toList();
    }
}
