package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an item of the cells of one row, the same way for all formats whose rows are cells. */
final class RowConverter {

    private static final Set<String> UNASSIGNED = Set.of("unassigned", "nobody", "nicht zugewiesen", "non assigné");
    private static final Set<String> NO_PRIORITY = Set.of("no priority", "not set");

    private final Dialect dialect;
    private final BacklogFile file;
    private final FileFacts facts;
    private final Notes notes;
    private final StatusCategories categories;
    private final ItemTypes types;
    private final RowDates dates;
    private final RowNumbers numbers;

    RowConverter(Dialect dialect, BacklogFile file, FileFacts facts, Notes notes) {
        this.dialect = dialect;
        this.file = file;
        this.facts = facts;
        this.notes = notes;
        this.categories = new StatusCategories(file.map());
        this.types = new ItemTypes(file.map());
        this.dates = new RowDates(file, facts.dayOrder());
        this.numbers = new RowNumbers(notes);
    }

    static @Nullable String idOf(Cells cells) {
        String id = cells.text(Field.SOURCE_ID);
        String key = id == null ? cells.text(Field.KEY) : id;
        return key == null ? cells.text(Field.INTERNAL_ID) : key;
    }

    StatusCategories categories() {
        return categories;
    }

    StatusCategory categoryOf(Cells cells) {
        return categories.of(statusOf(cells), cells.text(Field.STATUS_CATEGORY), cells.text(Field.RESOLUTION));
    }

    /** A row without a status is where its dates say. */
    private static String statusOf(Cells cells) {
        String status = cells.text(Field.STATUS);
        if (status == null) {
            status = cells.text(Field.STATUS_CATEGORY);
        }
        if (status != null) {
            return status;
        }
        if (has(cells, Field.CANCELLED_AT)) {
            return "Cancelled";
        }
        if (has(cells, Field.DONE_AT)) {
            return "Done";
        }
        return has(cells, Field.STARTED_AT) ? "In Progress" : "To Do";
    }

    private static boolean has(Cells cells, Field date) {
        String value = cells.text(date);
        return value != null && !AbsentValues.contains(value);
    }

    /** @param titleColumn what the file calls the title */
    ImportedItemBuilder convert(long line, Cells cells, String titleColumn) throws RefusedRowException {
        String id = idOf(cells);
        String title = Text.title(titleColumn, cells.text(Field.TITLE), id);
        if (id == null) {
            id = Text.idFromTitle(title);
            notes.add("There is no id, so one was made from the title: a changed title makes a new item.", line);
        }
        String key = cells.text(Field.KEY);
        ImportedItemBuilder item = new ImportedItemBuilder(id, key == null ? id : key, title);
        item.description = cells.text(Field.DESCRIPTION);
        item.sourceType = cells.text(Field.TYPE);
        item.type = types.of(item.sourceType);
        item.status = statusOf(cells);
        item.statusCategory = categoryOf(cells);
        item.priority = withoutAbsent(cells.text(Field.PRIORITY), NO_PRIORITY);
        item.rank = numbers.rank(cells.text(Field.RANK));
        item.team = cells.text(Field.TEAM);
        item.url = cells.text(Field.URL);
        numbers.readSize(cells, item, line);
        item.value = numbers.readValue(cells, line);
        dates.read(cells, item, line, notes);
        readAssignee(cells, item);
        readLists(cells, item);
        if (item.sourceType == null) {
            findTypeInLabels(cells).ifPresent(type -> item.type = type);
        }
        readSprints(cells, item);
        readLinks(cells, item, id, key);
        readBlocked(cells, item);
        return item;
    }

    private static @Nullable String withoutAbsent(@Nullable String value, Set<String> absent) {
        return value == null || AbsentValues.contains(value) || absent.contains(value.toLowerCase(Locale.ROOT))
                ? null
                : value;
    }

    /** {@code Ann Smith <ann@example.org>}, a name, or an address. */
    private static void readAssignee(Cells cells, ImportedItemBuilder item) {
        item.assigneeEmail = cells.text(Field.ASSIGNEE_EMAIL);
        String assignee = withoutAbsent(cells.text(Field.ASSIGNEE), UNASSIGNED);
        if (assignee == null) {
            return;
        }
        int open = assignee.lastIndexOf('<');
        if (open >= 0 && assignee.endsWith(">")) {
            String inner = assignee.substring(open + 1, assignee.length() - 1).strip();
            String name = assignee.substring(0, open).strip();
            item.assignee = name.isEmpty() ? inner : name;
            if (item.assigneeEmail == null && inner.contains("@")) {
                item.assigneeEmail = inner;
            }
            return;
        }
        item.assignee = assignee;
        boolean address = assignee.indexOf('@') > 0 && assignee.indexOf(' ') < 0;
        if (item.assigneeEmail == null && address) {
            item.assigneeEmail = assignee;
        }
    }

    private void readLists(Cells cells, ImportedItemBuilder item) {
        for (Cells.Cell cell : cells.all(Field.LABELS)) {
            split(cell.value(), dialect.labelsEndAtBlanks(cell.column())).forEach(item::addLabel);
        }
        for (Cells.Cell cell : cells.all(Field.THEMES)) {
            split(cell.value(), false).forEach(item::addTheme);
        }
        for (Cells.Cell cell : cells.all(Field.SKILLS)) {
            split(cell.value(), false).forEach(item::addSkill);
        }
    }

    /** A tracker without types has labels such as "Bug". */
    private static Optional<ItemType> findTypeInLabels(Cells cells) {
        for (Cells.Cell cell : cells.all(Field.LABELS)) {
            for (String label : split(cell.value(), false)) {
                Optional<ItemType> type = ItemTypes.find(label);
                if (type.isPresent()) {
                    return type;
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> split(String list, boolean atBlanks) {
        List<String> values = new ArrayList<>(2);
        boolean bracketed = list.startsWith("[") && list.endsWith("]");
        int start = bracketed ? 1 : 0;
        int end = list.length() - start;
        for (int i = start; i <= end; i++) {
            if (i == end || separates(list.charAt(i), atBlanks)) {
                String value = list.substring(start, i).strip();
                if (!value.isEmpty()) {
                    values.add(value);
                }
                start = i + 1;
            }
        }
        return values;
    }

    private static boolean separates(char character, boolean atBlanks) {
        return switch (character) {
            case ';', ',', '|', '\r', '\n' -> true;
            default -> atBlanks && Character.isWhitespace(character);
        };
    }

    private void readSprints(Cells cells, ImportedItemBuilder item) throws RefusedRowException {
        List<String> names = SprintNames.of(cells);
        Optional<LocalDate> start = dates.day(cells, Field.SPRINT_START);
        Optional<LocalDate> end = dates.day(cells, Field.SPRINT_END);
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            item.addSprint(
                    last && (start.isPresent() || end.isPresent())
                            ? Sprints.dated(names.get(i), start.orElse(null), end.orElse(null), file.today())
                            : new ImportedSprint(names.get(i), facts.stateOf(names.get(i)), null, null));
        }
    }

    private void readLinks(Cells cells, ImportedItemBuilder item, String id, @Nullable String key) {
        item.parent = cells.text(Field.PARENT);
        String internal = cells.text(Field.PARENT_INTERNAL_ID);
        if (item.parent == null && internal != null) {
            String parentKey = facts.keyOf(internal);
            item.parent = parentKey == null ? internal : parentKey;
        }
        if (item.parent == null) {
            item.parent = cells.text(Field.EPIC);
        }
        if (item.parent != null
                && (item.parent.equals(id) || item.parent.equals(key) || AbsentValues.contains(item.parent))) {
            item.parent = null;
        }
        for (Cells.Cell cell : cells.all(Field.DEPENDS_ON)) {
            for (DependencyText.Reference reference : DependencyText.parse(cell.value())) {
                item.addDependency(reference.id(), reference.lagDays());
            }
        }
        facts.blockersOf(id).forEach(blocker -> item.addDependency(blocker, 0));
        if (key != null) {
            facts.blockersOf(key).forEach(blocker -> item.addDependency(blocker, 0));
        }
    }

    private static void readBlocked(Cells cells, ImportedItemBuilder item) {
        item.blockedReason = cells.text(Field.BLOCKED_REASON);
        String flag = cells.text(Field.BLOCKED);
        if (flag != null && !AbsentValues.contains(flag)) {
            switch (flag.toLowerCase(Locale.ROOT)) {
                case "true",
                        "yes",
                        "y",
                        "1",
                        "x",
                        "ja",
                        "oui",
                        "sí",
                        "si",
                        "sim",
                        "blocked",
                        "impediment",
                        "flagged",
                        "wahr" -> item.blocked = true;
                case "false", "no", "n", "0", "nein", "non", "não", "falsch", "not blocked", "unblocked" ->
                    item.blocked = false;
                default -> {
                    item.blocked = true;
                    item.blockedReason = item.blockedReason == null ? flag : item.blockedReason;
                }
            }
        }
    }
}
