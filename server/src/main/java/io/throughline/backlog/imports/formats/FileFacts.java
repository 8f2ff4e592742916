package io.throughline.backlog.imports.formats;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only the file as a whole tells of its rows, from a first reading: the order of day and month, which sprints are
 * over, who blocks whom. It grows with sprints and links, not with rows.
 */
final class FileFacts {

    private static final Set<Field> DATES = EnumSet.of(
            Field.CREATED_AT,
            Field.UPDATED_AT,
            Field.STARTED_AT,
            Field.DONE_AT,
            Field.CANCELLED_AT,
            Field.STATE_ENTERED_AT,
            Field.STATUS_CATEGORY_CHANGED_AT,
            Field.START_ON,
            Field.DUE_ON,
            Field.SPRINT_START,
            Field.SPRINT_END);

    /** Fields that the first reading needs. */
    static final Set<Field> TELLING = telling();

    /** Fields that the second reading needs. */
    static final Set<Field> KEYS = EnumSet.of(Field.INTERNAL_ID, Field.KEY);

    private final DayOrderEvidence dayOrder = new DayOrderEvidence();
    private final Map<String, Set<SprintSign>> sprints = new HashMap<>();
    private final Map<String, Set<String>> blockers = new HashMap<>();
    private final Set<String> wantedIds = new HashSet<>();
    private final Map<String, String> keysOfIds = new HashMap<>();

    private enum SprintSign {
        LEFT_BEHIND,
        OPEN,
        BEGUN
    }

    DayOrderEvidence dayOrder() {
        return dayOrder;
    }

    private static Set<Field> telling() {
        Set<Field> fields = EnumSet.copyOf(DATES);
        fields.addAll(EnumSet.of(
                Field.SOURCE_ID,
                Field.KEY,
                Field.INTERNAL_ID,
                Field.PARENT_INTERNAL_ID,
                Field.STATUS,
                Field.STATUS_CATEGORY,
                Field.RESOLUTION,
                Field.SPRINT,
                Field.BLOCKS,
                Field.TEAM)); // part of the name of a cycle
        return fields;
    }

    void see(Cells cells, RowConverter converter) {
        for (Field field : DATES) {
            for (Cells.Cell cell : cells.all(field)) {
                dayOrder.see(cell.column(), cell.value());
            }
        }
        if (!cells.all(Field.SPRINT).isEmpty()) {
            seeSprints(SprintNames.of(cells), converter.categoryOf(cells));
        }
        String blocker = RowConverter.idOf(cells);
        if (blocker != null) {
            for (Cells.Cell cell : cells.all(Field.BLOCKS)) {
                for (DependencyText.Reference blocked : DependencyText.parse(cell.value())) {
                    blockers.computeIfAbsent(blocked.id(), unseen -> new LinkedHashSet<>())
                            .add(blocker);
                }
            }
        }
        for (Cells.Cell parent : cells.all(Field.PARENT_INTERNAL_ID)) {
            wantedIds.add(parent.value());
        }
    }

    /** An item is carried over from a sprint that is over; one that was begun shows that the sprint was. */
    private void seeSprints(List<String> names, StatusCategory category) {
        for (int i = 0; i < names.size(); i++) {
            Set<SprintSign> signs = sprints.computeIfAbsent(names.get(i), unseen -> EnumSet.noneOf(SprintSign.class));
            if (i < names.size() - 1) {
                signs.add(SprintSign.LEFT_BEHIND);
                continue;
            }
            if (!category.closed()) {
                signs.add(SprintSign.OPEN);
            }
            if (category == StatusCategory.IN_PROGRESS || category == StatusCategory.DONE) {
                signs.add(SprintSign.BEGUN);
            }
        }
    }

    /** The state of a sprint that the file names without dates. */
    SprintState stateOf(String sprint) {
        Set<SprintSign> signs = sprints.getOrDefault(sprint, Set.of(SprintSign.OPEN));
        if (signs.contains(SprintSign.LEFT_BEHIND) || !signs.contains(SprintSign.OPEN)) {
            return SprintState.CLOSED;
        }
        return signs.contains(SprintSign.BEGUN) ? SprintState.ACTIVE : SprintState.FUTURE;
    }

    Set<String> blockersOf(String id) {
        return blockers.getOrDefault(id, Set.of());
    }

    boolean wantsKeys() {
        return !wantedIds.isEmpty();
    }

    /** Second reading, only where rows name parents by an id that is not their key. */
    void seeKey(Cells cells) {
        String id = cells.text(Field.INTERNAL_ID);
        String key = cells.text(Field.KEY);
        if (id != null && key != null && wantedIds.contains(id)) {
            keysOfIds.put(id, key);
        }
    }

    @Nullable String keyOf(String internalId) {
        return keysOfIds.get(internalId);
    }
}
