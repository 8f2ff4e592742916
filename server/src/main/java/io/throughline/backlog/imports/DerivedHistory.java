package io.throughline.backlog.imports;

import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of an item: as its export tells it, else worked out from its dates, as far as they go. A step that was worked
 * out is marked, so that nobody takes it for a record.
 */
final class DerivedHistory {

    private DerivedHistory() {}

    /** One step. {@code derived} says that it was worked out from a date. */
    record Step(StatusChange change, boolean derived) {}

    static List<Step> of(ImportedItem item) {
        if (!item.history().isEmpty()) {
            return item.history().stream()
                    .map(change -> new Step(change, false))
                    .toList();
        }
        List<Step> steps = new ArrayList<>();
        StatusCategory category = item.statusCategory();
        add(steps, item.createdAt(), "To Do", StatusCategory.TODO);
        if (category != StatusCategory.TODO) {
            String status = category == StatusCategory.IN_PROGRESS ? item.status() : "In Progress";
            add(steps, item.startedAt(), status, StatusCategory.IN_PROGRESS);
        }
        if (category.closed()) {
            add(steps, item.doneAt(), item.status(), category);
        }
        return steps;
    }

    private static void add(List<Step> steps, @Nullable Instant at, String status, StatusCategory category) {
        if (at == null) {
            return;
        }
        String from = steps.isEmpty() ? null : steps.getLast().change().to();
        // An export may say that work began before the item was written down; the order of the flow is kept.
        Instant last = steps.isEmpty() ? at : steps.getLast().change().at();
        Instant ordered = at.isBefore(last) ? last : at;
        steps.add(new Step(new StatusChange(ordered, from, status, category), true));
    }
}
