package io.throughline.backlog.imports.formats;

import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.BacklogFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of an issue, from the changelog that {@code expand=changelog} adds. */
final class JiraHistory {

    private record Step(Instant at, @Nullable String from, String to) {}

    private final BacklogFile file;
    private final StatusCategories categories;
    private final DateReader dates;

    JiraHistory(BacklogFile file, StatusCategories categories) {
        this.file = file;
        this.categories = categories;
        this.dates = new DateReader(file.today());
    }

    void read(JsonNode issue, ImportedItemBuilder item) throws RefusedRowException {
        List<Step> steps = new ArrayList<>();
        JsonNode changelog = issue.path("changelog");
        for (JsonNode entry : JsonFields.first(changelog, "histories", "values").values()) {
            for (JsonNode change : entry.path("items").values()) {
                if (change.path("field").asString("").equals("status")) {
                    addStep(entry, change, steps);
                }
            }
        }
        if (!changelog.isObject() || (steps.isEmpty() && item.createdAt == null)) {
            return;
        }
        steps.sort(Comparator.comparing(Step::at));
        if (item.createdAt != null) {
            String first = steps.isEmpty() ? item.status : steps.getFirst().from();
            if (first != null) {
                item.addStatusChange(new StatusChange(item.createdAt, null, first, categories.of(first)));
            }
        }
        for (Step step : steps) {
            item.addStatusChange(new StatusChange(step.at(), step.from(), step.to(), categories.of(step.to())));
        }
        Instant guessedStart = item.startedAt; // from the last change of category only
        item.startedAt = null;
        item.takeDatesFromHistory();
        item.startedAt = item.startedAt == null ? guessedStart : item.startedAt;
    }

    private void addStep(JsonNode entry, JsonNode change, List<Step> steps) throws RefusedRowException {
        String created = JsonFields.text(entry, "created");
        String to = JsonFields.text(change, "toString");
        if (created != null && to != null) {
            String from = JsonFields.text(change, "fromString");
            dates.read("changelog.created", created, DayOrder.DAY_FIRST)
                    .ifPresent(moment -> steps.add(new Step(moment.toInstant(file.zone()), from, to)));
        }
    }
}
