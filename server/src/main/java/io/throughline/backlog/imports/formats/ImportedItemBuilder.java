package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.ValueInputs;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a reader finds of one item; the identity, title and status are not optional. */
final class ImportedItemBuilder {

    private final String sourceId;
    private final String key;
    private final String title;

    @Nullable String description;

    ItemType type = ItemTypes.UNSTATED;

    @Nullable String sourceType;

    String status = "To Do";
    StatusCategory statusCategory = StatusCategory.TODO;

    @Nullable String priority;

    @Nullable String rank;

    @Nullable Double sizePoints;

    @Nullable Integer estimateMinutes;

    @Nullable String assignee;

    @Nullable String assigneeEmail;

    @Nullable String team;

    @Nullable String parent;

    ValueInputs value = ValueInputs.UNKNOWN;

    @Nullable Instant createdAt;

    @Nullable Instant updatedAt;

    @Nullable Instant startedAt;

    @Nullable Instant doneAt;

    @Nullable LocalDate startOn;

    @Nullable LocalDate dueOn;

    boolean blocked;

    @Nullable String blockedReason;

    @Nullable String url;

    private final Set<String> labels = new LinkedHashSet<>();
    private final Set<String> themes = new LinkedHashSet<>();
    private final Set<String> skills = new LinkedHashSet<>();
    private final List<ImportedSprint> sprints = new ArrayList<>();
    private final Set<ImportedDependency> dependencies = new LinkedHashSet<>();
    private final List<StatusChange> history = new ArrayList<>();

    ImportedItemBuilder(String sourceId, String key, String title) {
        this.sourceId = sourceId;
        this.key = key;
        this.title = title;
    }

    void addLabel(String label) {
        labels.add(label);
    }

    void addTheme(String theme) {
        themes.add(theme);
    }

    void addSkill(String skill) {
        skills.add(skill);
    }

    /** The same sprint twice is one. */
    void addSprint(ImportedSprint sprint) {
        if (sprints.stream().noneMatch(known -> known.name().equals(sprint.name()))) {
            sprints.add(sprint);
        }
    }

    void replaceSprint(ImportedSprint sprint) {
        sprints.removeIf(known -> known.name().equals(sprint.name()));
        sprints.add(sprint);
    }

    /** Sprints in the order of their first days; those without one keep their place at the end. */
    void sortSprintsByDate() {
        sprints.sort(Comparator.comparing(ImportedSprint::startsOn, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    /** An item never waits for itself. */
    void addDependency(String predecessor, int lagDays) {
        if (!predecessor.equals(sourceId) && !predecessor.equals(key)) {
            dependencies.add(new ImportedDependency(predecessor, lagDays));
        }
    }

    void addStatusChange(StatusChange change) {
        history.add(change);
    }

    /** When the flow first says so, and only where no date of the source does. */
    void takeDatesFromHistory() {
        history.sort(Comparator.comparing(StatusChange::at));
        if (startedAt == null) {
            startedAt = history.stream()
                    .filter(change -> change.toCategory() == StatusCategory.IN_PROGRESS)
                    .map(StatusChange::at)
                    .findFirst()
                    .orElse(null);
        }
        if (doneAt == null && statusCategory.closed()) {
            doneAt = lastClosing();
        }
    }

    /** The step that closed it for good: steps between closed statuses do not count. */
    private @Nullable Instant lastClosing() {
        Instant closing = null;
        boolean closed = false;
        for (StatusChange change : history) {
            if (change.toCategory().closed() && !closed) {
                closing = change.at();
            }
            closed = change.toCategory().closed();
        }
        return closed ? closing : null;
    }

    /** A label or a status "Blocked" says so too, while the item is open. */
    private boolean isBlocked() {
        boolean said = status.equalsIgnoreCase("blocked") || labels.stream().anyMatch("blocked"::equalsIgnoreCase);
        return blocked || (said && !statusCategory.closed());
    }

    ImportedItem build() {
        return new ImportedItem(
                sourceId,
                key,
                title,
                description,
                type,
                sourceType,
                status,
                statusCategory,
                priority,
                rank,
                sizePoints,
                estimateMinutes,
                assignee,
                assigneeEmail,
                team,
                parent,
                List.copyOf(labels),
                List.copyOf(themes),
                List.copyOf(skills),
                sprints,
                List.copyOf(dependencies),
                value,
                createdAt,
                updatedAt,
                startedAt,
                doneAt,
                startOn,
                dueOn,
                isBlocked(),
                blockedReason,
                history,
                url);
    }
}
