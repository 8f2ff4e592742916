package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which column says what: as the person's map has it, else as the tracker names it, else as such headers usually mean. */
final class Columns {

    /** Fields of which one column is the right one; another column with a similar name is something else. */
    private static final Set<Field> ONE_COLUMN = EnumSet.of(
            Field.SOURCE_ID,
            Field.KEY,
            Field.TITLE,
            Field.DESCRIPTION,
            Field.TYPE,
            Field.STATUS,
            Field.PRIORITY,
            Field.RANK,
            Field.URL,
            Field.URGENCY);

    private static final Set<Field> MANY_VALUES =
            EnumSet.of(Field.LABELS, Field.THEMES, Field.SKILLS, Field.SPRINT, Field.DEPENDS_ON, Field.BLOCKS);

    private record Use(int column, Field field, int rank) {}

    private final List<String> headers;
    private final List<Use> uses;

    private Columns(List<String> headers, List<Use> uses) {
        this.headers = headers;
        this.uses = uses;
    }

    /** @throws UnreadableBacklogException if the map names a column that the file does not have */
    static Columns of(List<String> headers, Dialect dialect, @Nullable ColumnMap map)
            throws UnreadableBacklogException {
        List<Use> uses = new ArrayList<>();
        Set<Field> mappedFields = EnumSet.noneOf(Field.class);
        Set<Integer> mappedColumns = new HashSet<>();
        if (map != null) {
            for (Map.Entry<String, String> entry : new TreeMap<>(map.columns()).entrySet()) {
                Field field = ColumnMapFile.fieldNamed(entry.getKey());
                mappedFields.add(field);
                for (int column : columnsNamed(headers, entry)) {
                    mappedColumns.add(column);
                    uses.add(new Use(column, field, Dialect.Meaning.OWN));
                }
            }
        }
        for (int column = 0; column < headers.size(); column++) {
            Optional<Dialect.Meaning> meaning = dialect.findMeaning(headers.get(column));
            if (meaning.isPresent()
                    && !mappedColumns.contains(column)
                    && !mappedFields.contains(meaning.get().field())) {
                uses.add(new Use(column, meaning.get().field(), meaning.get().rank()));
            }
        }
        return new Columns(headers, bestUses(uses));
    }

    private static List<Integer> columnsNamed(List<String> headers, Map.Entry<String, String> entry)
            throws UnreadableBacklogException {
        List<Integer> same = new ArrayList<>();
        List<Integer> similar = new ArrayList<>();
        for (int column = 0; column < headers.size(); column++) {
            if (headers.get(column).equalsIgnoreCase(entry.getValue().strip())) {
                same.add(column);
            } else if (Headers.normalise(headers.get(column)).equals(Headers.normalise(entry.getValue()))) {
                similar.add(column);
            }
        }
        if (same.isEmpty() && similar.isEmpty()) {
            throw new UnreadableBacklogException(
                    "The column map takes " + entry.getKey() + " from column '" + entry.getValue()
                            + "', but the file has no such column. It has: " + NearNames.list(headers) + ".");
        }
        return same.isEmpty() ? similar : same;
    }

    private static List<Use> bestUses(List<Use> uses) {
        Map<Field, Integer> bestRank = new EnumMap<>(Field.class);
        uses.forEach(use -> bestRank.merge(use.field(), use.rank(), Math::min));
        Set<Field> taken = EnumSet.noneOf(Field.class);
        List<Use> kept = new ArrayList<>();
        for (Use use : uses) {
            boolean best = use.rank() == bestRank.getOrDefault(use.field(), 0);
            boolean alone = use.rank() == Dialect.Meaning.OWN || !taken.contains(use.field());
            if (!ONE_COLUMN.contains(use.field()) || (best && alone)) {
                taken.add(use.field());
                kept.add(use);
            }
        }
        kept.sort(Comparator.comparingInt((Use use) -> MANY_VALUES.contains(use.field()) ? 0 : use.rank())
                .thenComparingInt(Use::column));
        return kept;
    }

    /** Whether one column or property alone can hold the field. */
    static boolean isOneColumn(Field field) {
        return ONE_COLUMN.contains(field);
    }

    boolean has(Field field) {
        return uses.stream().anyMatch(use -> use.field() == field);
    }

    /** The same columns, of which only these fields are gathered. */
    Columns only(Set<Field> fields) {
        return new Columns(
                headers,
                uses.stream().filter(use -> fields.contains(use.field())).toList());
    }

    /** What the file calls the column of a field. */
    String nameOf(Field field) {
        return uses.stream()
                .filter(use -> use.field() == field)
                .map(use -> headers.get(use.column()))
                .findFirst()
                .orElse(field.mapName());
    }

    int size() {
        return headers.size();
    }

    List<String> headers() {
        return headers;
    }

    /** How many columns are understood. */
    int understood() {
        return uses.size();
    }

    List<Integer> unusedColumns() {
        Set<Integer> used = new HashSet<>();
        uses.forEach(use -> used.add(use.column()));
        List<Integer> unused = new ArrayList<>();
        for (int column = 0; column < headers.size(); column++) {
            if (!used.contains(column) && !headers.get(column).isBlank()) {
                unused.add(column);
            }
        }
        return unused;
    }

    /** Gathers the cells of a row; a row that ends early has no more. */
    void gather(List<String> row, Cells cells) throws RefusedRowException {
        cells.clear();
        for (Use use : uses) {
            if (use.column() < row.size()) {
                String header = headers.get(use.column());
                cells.add(use.field(), header, Text.storable(header, row.get(use.column())));
            }
        }
    }
}
