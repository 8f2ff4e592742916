package io.throughline.console;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a filled-in form comes to, cell by cell. What cannot be a change gets a note at its cell or row, and does
 * not keep the others back. Pure.
 */
final class WeekDraft {

    static final String GONE = "This line was removed meanwhile. Save again to make it anew.";

    private static final int MAX_ITEM_KEY = 64;

    private final LocalDate monday;
    private final TypedWeek typed;
    private final @Nullable WeekLog week;
    private final List<LogProject> projects;
    private final List<LogLabel> labels;
    private final List<Planned> planned = new ArrayList<>();
    private final Map<Place, String> notes = new LinkedHashMap<>();

    /**
     * A cell of the form, or a whole row.
     *
     * @param row from 0
     * @param day from 0, Monday; -1 for the whole row
     */
    record Place(int row, int day) {

        static Place ofRow(int row) {
            return new Place(row, -1);
        }
    }

    /** A change, and the cell that it comes from. */
    record Planned(Place place, EntryChange change) {}

    /**
     * @param week as the backend has it now; null if there is none
     * @param projects that may be logged on
     * @param labels in use
     */
    WeekDraft(
            LocalDate monday,
            TypedWeek typed,
            @Nullable WeekLog week,
            List<LogProject> projects,
            List<LogLabel> labels) {
        this.monday = monday;
        this.typed = typed;
        this.week = week;
        this.projects = projects;
        this.labels = labels;
        for (int row = 0; row < typed.rows().size(); row++) {
            plan(row, typed.rows().get(row));
        }
    }

    List<Planned> planned() {
        return List.copyOf(planned);
    }

    /** What is wrong where; nothing of that is among the changes. */
    Map<Place, String> notes() {
        return Map.copyOf(notes);
    }

    private void plan(int row, TypedRow typedRow) {
        List<Planned> ofRow = new ArrayList<>();
        try {
            Line line = line(row, typedRow);
            for (int day = 0; day < TypedWeek.DAYS; day++) {
                plan(new Place(row, day), typedRow, line).ifPresent(ofRow::add);
            }
            if (typedRow.line() == null
                    && ofRow.isEmpty()
                    && notes.keySet().stream().noneMatch(at -> at.row() == row)) {
                notes.put(Place.ofRow(row), "This line has no hours yet, so there is nothing to save.");
            }
        } catch (CallerMistakeException e) {
            notes.put(Place.ofRow(row), String.valueOf(e.getMessage()));
        }
        planned.addAll(ofRow);
    }

    /** What all cells of a row have in common. */
    private record Line(
            LogProject project,
            String text,
            @Nullable String itemKey,
            @Nullable Long taskId,
            @Nullable LogLabel label,
            boolean links) {}

    private Line line(int row, TypedRow typedRow) {
        LogLabel label = typedRow.label() == null ? null : label(typedRow.label());
        String itemKey = itemKey(typedRow.item());
        SeenLine seen = typedRow.line();
        if (seen != null) {
            // A change of a line that is gone would make a new one for each day.
            LoggedTask task = task(seen.taskId()).orElseThrow(() -> new CallerMistakeException(GONE));
            boolean links = task.itemKey() == null && itemKey != null;
            return new Line(project(typedRow), task.description(), links ? itemKey : null, seen.taskId(), label, links);
        }
        var line = new Line(project(typedRow), WorkedTime.description(typedRow.text()), itemKey, null, label, false);
        requireNew(row, line);
        return line;
    }

    private Optional<LoggedTask> task(long id) {
        return week == null
                ? Optional.empty()
                : week.projects().stream()
                        .flatMap(project -> project.tasks().stream())
                        .filter(task -> task.id() == id)
                        .findFirst();
    }

    private LogProject project(TypedRow row) {
        Choice choice = row.project();
        if (choice == null) {
            throw new CallerMistakeException("Choose the project that the time is for.");
        }
        if (week != null) {
            for (WeekProject project : week.projects()) {
                if (choice.is(project.project())) {
                    return project.project();
                }
            }
        }
        return projects.stream()
                .filter(choice::is)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException("You cannot log time on '" + choice.name()
                        + "' now. Choose another project, or ask whoever assigns people to it."));
    }

    private LogLabel label(Choice choice) {
        return labels.stream()
                .filter(label -> label.id() == choice.id())
                .findFirst()
                .or(() -> labelsOfWeek().stream()
                        .filter(label -> label.id() == choice.id())
                        .findFirst())
                .orElseThrow(() ->
                        new CallerMistakeException("The label '" + choice.name() + "' is not in use. Choose another."));
    }

    private List<LogLabel> labelsOfWeek() {
        return week == null ? List.of() : WeekGrid.labelsOf(week);
    }

    private static @Nullable String itemKey(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.codePointCount(0, typed.length()) > MAX_ITEM_KEY
                || typed.chars().anyMatch(WeekDraft::isNoKey)) {
            throw new CallerMistakeException(
                    "'" + typed + "' is no key of an item. Write one such as APP-12, or none.");
        }
        return typed;
    }

    private static boolean isNoKey(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || character == '['
                || character == ']';
    }

    /** A second line of the same words could not be told from the first by those who change logs by their words. */
    private void requireNew(int row, Line line) {
        boolean inWeek = week != null
                && week.projects().stream()
                        .filter(project -> Choice.of(line.project()).is(project.project()))
                        .flatMap(project -> project.tasks().stream())
                        .anyMatch(task -> sameLine(task.description(), task.itemKey(), line));
        boolean above = typed.rows().subList(0, row).stream()
                .filter(other -> other.line() == null
                        && other.project() != null
                        && other.project().is(line.project()))
                .anyMatch(other -> sameLine(other.text(), other.item().isEmpty() ? null : other.item(), line));
        if (inWeek || above) {
            throw new CallerMistakeException(
                    "There is a line with these words already. Put the time there, or use other words.");
        }
    }

    static boolean sameLine(String text, @Nullable String itemKey, String otherText, @Nullable String otherKey) {
        return Folded.same(text, otherText) && (itemKey == null || otherKey == null || itemKey.equals(otherKey));
    }

    private static boolean sameLine(String text, @Nullable String itemKey, Line line) {
        return sameLine(text, itemKey, line.text(), line.itemKey());
    }

    private Optional<Planned> plan(Place place, TypedRow row, Line line) {
        LocalDate date = monday.plusDays(place.day());
        try {
            int minutes = WorkedTime.parse(row.hours().get(place.day()));
            int seen = row.seenMinutes(place.day());
            boolean sameTime = minutes == seen;
            if (sameTime && (minutes == 0 || !(row.relabels() || line.links()))) {
                return Optional.empty();
            }
            EntryChange change = minutes == 0
                    ? new EntryChange.Remove(line.project(), line.text(), line.itemKey(), line.taskId(), date)
                    : new EntryChange.Put(
                            line.project(), line.text(), line.itemKey(), line.taskId(), date, minutes, line.label());
            return Optional.of(new Planned(place, change));
        } catch (CallerMistakeException e) {
            notes.put(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
