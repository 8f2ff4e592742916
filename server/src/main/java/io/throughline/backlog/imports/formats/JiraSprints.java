package io.throughline.backlog.imports.formats;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Jira's sprints: objects in Cloud, texts such as {@code Sprint@1f[id=2,state=CLOSED,name=Sprint 1,…]} in old servers. */
final class JiraSprints {

    private final BacklogFile file;
    private final DateReader dates;

    JiraSprints(BacklogFile file) {
        this.file = file;
        this.dates = new DateReader(file.today());
    }

    void read(JsonNode fields, ImportedItemBuilder item) throws RefusedRowException {
        readAll(fields.path("closedSprints"), item);
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().startsWith("customfield_")) {
                readAll(field.getValue(), item);
            }
        }
        readOne(fields.path("sprint"), item);
        item.sortSprintsByDate();
    }

    private void readAll(JsonNode list, ImportedItemBuilder item) throws RefusedRowException {
        for (JsonNode value : list.isArray() ? list.values() : List.<JsonNode>of()) {
            readOne(value, item);
        }
    }

    private void readOne(JsonNode value, ImportedItemBuilder item) throws RefusedRowException {
        if (value.isString() && SprintNames.isJiraServerText(value.asString())) {
            String text = Text.storable("sprint", value.asString());
            add(
                    SprintNames.attribute(text, "name"),
                    SprintNames.attribute(text, "state"),
                    SprintNames.attribute(text, "startDate"),
                    endOf(SprintNames.attribute(text, "completeDate"), SprintNames.attribute(text, "endDate")),
                    item);
        } else if (value.isObject() && value.path("name").isString() && value.has("state")) {
            add(
                    orEmpty(JsonFields.text(value, "name")),
                    orEmpty(JsonFields.text(value, "state")),
                    orEmpty(JsonFields.text(value, "startDate")),
                    orEmpty(JsonFields.text(value, "endDate")),
                    item);
        }
    }

    private static String endOf(String completed, String planned) {
        return planned.isEmpty() ? completed : planned;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void add(String name, String state, String start, String end, ImportedItemBuilder item)
            throws RefusedRowException {
        if (name.isEmpty()) {
            return;
        }
        ImportedSprint dated = Sprints.dated(name, day("startDate", start), day("endDate", end), file.today());
        SprintState known = switch (state.toLowerCase(Locale.ROOT)) {
            case "closed" -> SprintState.CLOSED;
            case "active" -> SprintState.ACTIVE;
            case "future" -> SprintState.FUTURE;
            default -> dated.state();
        };
        item.addSprint(new ImportedSprint(name, known, dated.startsOn(), dated.endsOn()));
    }

    private @Nullable LocalDate day(String column, String value) throws RefusedRowException {
        return dates.read(column, value, DayOrder.DAY_FIRST)
                .map(moment -> moment.toDate(file.zone()))
                .orElse(null);
    }
}
