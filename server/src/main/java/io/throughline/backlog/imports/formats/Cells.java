package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one row that mean something to us, by field and in the order of the file. Reused from row to row. */
final class Cells {

    /**
     * @param column as the file names it
     * @param value stripped, not empty
     */
    record Cell(String column, String value) {}

    private final Map<Field, List<Cell>> byField = new EnumMap<>(Field.class);

    private final List<List<Cell>> filled = new ArrayList<>();

    void clear() {
        filled.forEach(List::clear);
        filled.clear();
    }

    /** Adds a value unless it is blank. */
    void add(Field field, String column, String value) {
        String stripped = value.strip();
        if (!stripped.isEmpty()) {
            List<Cell> cells = byField.computeIfAbsent(field, unseen -> new ArrayList<>(2));
            if (cells.isEmpty()) {
                filled.add(cells);
            }
            cells.add(new Cell(column, stripped));
        }
    }

    void replace(Field field, String column, String value) {
        byField.remove(field);
        add(field, column, value);
    }

    void remove(Field field) {
        byField.remove(field);
    }

    List<Cell> all(Field field) {
        return byField.getOrDefault(field, List.of());
    }

    Optional<Cell> find(Field field) {
        List<Cell> cells = all(field);
        return cells.isEmpty() ? Optional.empty() : Optional.of(cells.getFirst());
    }

    @Nullable String text(Field field) {
        List<Cell> cells = all(field);
        return cells.isEmpty() ? null : cells.getFirst().value();
    }
}
