package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One reading of Jira's issues. */
final class JiraIssues implements JsonReading, Dialect {

    private static final Pattern REST_PATH = Pattern.compile("/rest/(?:api|agile)/.*");
    private static final int EPIC_LEVEL = 1;

    private final Notes notes = new Notes("element");
    private final RowConverter converter;
    private final JiraCustomFields customFields = new JiraCustomFields();
    private final JiraHistory history;
    private final JiraSprints sprints;
    private final Cells cells = new Cells();
    private long issues;

    JiraIssues(BacklogFile file) {
        converter = new RowConverter(this, file, new FileFacts(), notes);
        history = new JiraHistory(file, converter.categories());
        sprints = new JiraSprints(file);
    }

    @Override
    public String name() {
        return JiraJsonFormat.NAME;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        return Optional.empty(); // issues come as objects, not under headers
    }

    @Override
    public boolean isItems(String property) {
        return property.equals("issues");
    }

    @Override
    public boolean teaches(String property) {
        return property.equals("names");
    }

    @Override
    public void learn(String property, JsonNode value) {
        customFields.learnNames(value);
    }

    @Override
    public void look(JsonNode issue) {
        JsonNode fields = issue.path("fields");
        customFields.learnNames(issue.path("names"));
        issues += fields.isObject() ? 1 : 0;
        customFields.look(fields);
        JsonNode status = fields.path("status");
        if (status.path("name").isString()) {
            converter
                    .categories()
                    .learn(
                            status.path("name").asString(),
                            status.path("statusCategory").path("key").asString(null));
        }
    }

    @Override
    public Optional<String> looked() {
        customFields.decide();
        return issues == 0 ? Optional.of("holds no objects with 'fields'.") : Optional.empty();
    }

    @Override
    public @Nullable ImportedItem convert(long number, JsonNode issue) throws RefusedRowException {
        JsonNode fields = issue.path("fields");
        gather(issue, fields);
        ImportedItemBuilder item = converter.convert(number, cells, "summary");
        for (String component : JsonFields.texts(fields, "components", "name")) {
            item.addLabel(component);
        }
        JsonNode type = fields.path("issuetype");
        if (type.path("subtask").asBoolean(false)) {
            item.type = ItemType.SUBTASK;
        } else if (item.type == ItemType.OTHER && type.path("hierarchyLevel").asInt(0) == EPIC_LEVEL) {
            item.type = ItemType.EPIC;
        }
        sprints.read(fields, item);
        history.read(issue, item);
        return item.build();
    }

    private void gather(JsonNode issue, JsonNode fields) throws RefusedRowException {
        cells.clear();
        add(Field.KEY, "key", JsonFields.text(issue, "key"));
        add(Field.TITLE, "summary", JsonFields.text(fields, "summary"));
        add(Field.DESCRIPTION, "description", AtlassianDocument.toText(fields.path("description")));
        add(Field.TYPE, "issuetype", JsonFields.text(fields.path("issuetype"), "name"));
        add(Field.STATUS, "status", JsonFields.text(fields.path("status"), "name"));
        JsonNode category = fields.path("status").path("statusCategory");
        add(Field.STATUS_CATEGORY, "statusCategory", JsonFields.firstText(category, "key", "name"));
        add(Field.RESOLUTION, "resolution", JsonFields.text(fields.path("resolution"), "name"));
        add(Field.PRIORITY, "priority", JsonFields.text(fields.path("priority"), "name"));
        JsonNode assignee = fields.path("assignee");
        add(Field.ASSIGNEE, "assignee", JsonFields.firstText(assignee, "displayName", "name", "accountId"));
        add(Field.ASSIGNEE_EMAIL, "assignee", JsonFields.text(assignee, "emailAddress"));
        add(Field.PARENT, "parent", JsonFields.text(fields.path("parent"), "key"));
        add(Field.EPIC, "epic", JsonFields.text(fields.path("epic"), "key"));
        add(Field.CREATED_AT, "created", JsonFields.text(fields, "created"));
        add(Field.UPDATED_AT, "updated", JsonFields.text(fields, "updated"));
        add(Field.DONE_AT, "resolutiondate", JsonFields.text(fields, "resolutiondate"));
        add(Field.DUE_ON, "duedate", JsonFields.text(fields, "duedate"));
        add(
                Field.STATUS_CATEGORY_CHANGED_AT,
                "statuscategorychangedate",
                JsonFields.text(fields, "statuscategorychangedate"));
        add(Field.URL, "self", browseUrl(issue));
        for (String label : JsonFields.texts(fields, "labels", "name")) {
            add(Field.LABELS, "labels", label);
        }
        gatherEstimate(fields);
        gatherLinks(fields);
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            customFields.gather(field.getKey(), field.getValue(), cells);
        }
    }

    private void gatherEstimate(JsonNode fields) throws RefusedRowException {
        String seconds = JsonFields.text(fields.path("timetracking"), "originalEstimateSeconds");
        add(
                Field.ESTIMATE_SECONDS,
                "timeoriginalestimate",
                seconds == null ? JsonFields.text(fields, "timeoriginalestimate") : seconds);
    }

    /** A link reads "this issue is blocked by the inward issue", and "this issue blocks the outward issue". */
    private void gatherLinks(JsonNode fields) throws RefusedRowException {
        for (JsonNode link : fields.path("issuelinks").values()) {
            JsonNode inward = link.path("inwardIssue");
            JsonNode other = inward.isObject() ? inward : link.path("outwardIssue");
            String relation = JsonFields.text(link.path("type"), inward.isObject() ? "inward" : "outward");
            if (relation != null && isWaiting(relation.toLowerCase(Locale.ROOT))) {
                add(Field.DEPENDS_ON, "issuelinks", JsonFields.text(other, "key"));
            }
        }
    }

    private static boolean isWaiting(String relation) {
        return relation.contains("blocked by")
                || relation.startsWith("depends on")
                || relation.startsWith("requires")
                || relation.startsWith("has to be done after")
                || relation.startsWith("has to be finished after")
                || relation.startsWith("is preceded by")
                || relation.startsWith("wird blockiert")
                || relation.startsWith("est bloqué")
                || relation.startsWith("is geblokkeerd");
    }

    private static @Nullable String browseUrl(JsonNode issue) throws RefusedRowException {
        String self = JsonFields.text(issue, "self");
        String key = JsonFields.text(issue, "key");
        return self == null || key == null || !self.contains("/rest/")
                ? null
                : REST_PATH.matcher(self).replaceFirst("/browse/" + Matcher.quoteReplacement(key));
    }

    private void add(Field field, String column, @Nullable String value) {
        if (value != null) {
            cells.add(field, column, value);
        }
    }

    @Override
    public void tell(RowSink sink) {
        customFields.note().ifPresent(sink::note);
        notes.tell(sink);
    }
}
