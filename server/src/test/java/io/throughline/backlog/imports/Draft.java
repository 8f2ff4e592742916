package io.throughline.backlog.imports;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.ValueInputs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An imported item in the making: an open story, unless said otherwise. */
public final class Draft {

    private final String key;
    private String title;
    private @Nullable String description;
    private ItemType type = ItemType.STORY;
    private String status = "To Do";
    private StatusCategory category = StatusCategory.TODO;
    private @Nullable String rank;
    private @Nullable Double sizePoints;
    private @Nullable String assignee;
    private @Nullable String assigneeEmail;
    private @Nullable String team;
    private @Nullable String parent;
    private List<String> labels = List.of();
    private List<String> themes = List.of();
    private List<String> skills = List.of();
    private List<ImportedSprint> sprints = List.of();
    private List<ImportedDependency> dependencies = List.of();
    private ValueInputs value = ValueInputs.UNKNOWN;
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant doneAt;
    private @Nullable LocalDate dueOn;
    private @Nullable String blockedReason;
    private boolean blocked;
    private List<StatusChange> history = List.of();

    private Draft(String key) {
        this.key = key;
        this.title = "Title of " + key;
    }

    public static Draft of(String key) {
        return new Draft(key);
    }

    public Draft title(String text) {
        title = text;
        return this;
    }

    public Draft description(@Nullable String text) {
        description = text;
        return this;
    }

    public Draft type(ItemType itemType) {
        type = itemType;
        return this;
    }

    public Draft status(String name, StatusCategory statusCategory) {
        status = name;
        category = statusCategory;
        return this;
    }

    public Draft rank(@Nullable String text) {
        rank = text;
        return this;
    }

    public Draft points(@Nullable Double points) {
        sizePoints = points;
        return this;
    }

    public Draft assignee(@Nullable String name, @Nullable String email) {
        assignee = name;
        assigneeEmail = email;
        return this;
    }

    public Draft team(@Nullable String name) {
        team = name;
        return this;
    }

    public Draft parent(@Nullable String name) {
        parent = name;
        return this;
    }

    public Draft labels(String... values) {
        labels = List.of(values);
        return this;
    }

    public Draft themes(String... values) {
        themes = List.of(values);
        return this;
    }

    public Draft skills(String... values) {
        skills = List.of(values);
        return this;
    }

    public Draft sprints(ImportedSprint... values) {
        sprints = List.of(values);
        return this;
    }

    public Draft waitsFor(String... predecessors) {
        dependencies = List.of(predecessors).stream()
                .map(predecessor -> new ImportedDependency(predecessor, 0))
                .toList();
        return this;
    }

    public Draft value(ValueInputs inputs) {
        value = inputs;
        return this;
    }

    public Draft created(@Nullable String instant) {
        createdAt = instant == null ? null : Instant.parse(instant);
        return this;
    }

    public Draft updated(@Nullable String instant) {
        updatedAt = instant == null ? null : Instant.parse(instant);
        return this;
    }

    public Draft started(@Nullable String instant) {
        startedAt = instant == null ? null : Instant.parse(instant);
        return this;
    }

    public Draft done(@Nullable String instant) {
        doneAt = instant == null ? null : Instant.parse(instant);
        return this;
    }

    public Draft due(@Nullable LocalDate day) {
        dueOn = day;
        return this;
    }

    public Draft blocked(String reason) {
        blocked = true;
        blockedReason = reason;
        return this;
    }

    public Draft history(StatusChange... steps) {
        history = List.of(steps);
        return this;
    }

    public ImportedItem item() {
        return new ImportedItem(
                key,
                key,
                title,
                description,
                type,
                null,
                status,
                category,
                null,
                rank,
                sizePoints,
                null,
                assignee,
                assigneeEmail,
                team,
                parent,
                labels,
                themes,
                skills,
                sprints,
                dependencies,
                value,
                createdAt,
                updatedAt,
                startedAt,
                doneAt,
                null,
                dueOn,
                blocked,
                blockedReason,
                history,
                null);
    }
}
