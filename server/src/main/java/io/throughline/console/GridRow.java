package io.throughline.console;

import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.WorkedTime;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a week, as the grid shows it.
 *
 * @param line as saved; null for one that is not
 * @param project null if none is chosen yet
 * @param itemIsSaved whether the line has that item already, so that it cannot be another here
 * @param label that is chosen; null for the default, or several
 * @param note what is to be said about the whole line; null for nothing
 */
record GridRow(
        @Nullable SeenLine line,
        @Nullable Choice project,
        String text,
        String item,
        boolean itemIsSaved,
        @Nullable Choice label,
        @Nullable String note,
        List<GridCell> cells) {

    GridRow {
        cells = List.copyOf(cells);
    }

    static GridRow blank() {
        return new GridRow(
                null,
                null,
                "",
                "",
                false,
                null,
                null,
                Collections.nCopies(TypedWeek.DAYS, new GridCell("", 0, false, null)));
    }

    public boolean isNew() {
        return line == null;
    }

    public String lineText() {
        return line == null ? "" : line.text();
    }

    /** The label as it is saved, as {@link Choice#text} has ids; empty for none or several. */
    public String savedLabel() {
        return line == null || line.labelId() == null ? "" : line.labelId().toString();
    }

    public boolean mixedLabels() {
        return line != null && line.mixedLabels();
    }

    /** With what is typed, as far as it is time. */
    public String total() {
        int minutes = cells.stream().mapToInt(GridRow::shownMinutes).sum();
        return minutes == 0 ? "" : WorkedTime.clock(minutes);
    }

    static int shownMinutes(GridCell cell) {
        try {
            return WorkedTime.parse(cell.shown());
        } catch (CallerMistakeException e) {
            return cell.minutes();
        }
    }

    /** Whether there is something to be said about it, or a day of it. */
    public boolean noted() {
        return note != null || cells.stream().anyMatch(cell -> cell.note() != null);
    }

    boolean unsaved() {
        return cells.stream().anyMatch(GridCell::unsaved);
    }
}
