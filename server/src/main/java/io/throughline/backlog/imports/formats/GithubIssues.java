package io.throughline.backlog.imports.formats;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.ImportedSprint;
import io.throughline.backlog.imports.RowSink;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One reading of GitHub's issues; the names are those of the REST API, or those of the command {@code gh}. */
final class GithubIssues implements JsonReading, Dialect {

    private final BacklogFile file;
    private final Notes notes = new Notes("element");
    private final FileFacts facts = new FileFacts();
    private final RowConverter converter;
    private final DateReader dates;
    private final Cells cells = new Cells();
    private final Map<String, String> parents = new HashMap<>();
    private boolean titled;
    private long pullRequests;

    GithubIssues(BacklogFile file) {
        this.file = file;
        this.converter = new RowConverter(this, file, facts, notes);
        this.dates = new DateReader(file.today());
    }

    @Override
    public String name() {
        return GithubJsonFormat.NAME;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        return Optional.empty(); // issues come as objects, not under headers
    }

    @Override
    public boolean isItems(String property) {
        return property.equals("items");
    }

    @Override
    public void look(JsonNode issue) {
        try {
            GithubReference own = GithubReference.of(issue);
            for (JsonNode child :
                    JsonFields.first(issue, "sub_issues", "subIssues").values()) {
                parents.put(GithubReference.of(child).inRepositoryOf(own).id(), own.id());
            }
            gather(issue, own);
            titled |= !cells.all(Field.TITLE).isEmpty();
            facts.see(cells, converter);
        } catch (RefusedRowException e) {
            cells.clear(); // it is refused in the second reading
        }
    }

    @Override
    public Optional<String> looked() {
        return titled ? Optional.empty() : Optional.of("holds no issues with a title.");
    }

    @Override
    public @Nullable ImportedItem convert(long number, JsonNode issue) throws RefusedRowException {
        if (isPullRequest(issue)) {
            pullRequests++;
            return null;
        }
        GithubReference own = GithubReference.of(issue);
        gather(issue, own);
        ImportedItemBuilder item = converter.convert(number, cells, "title");
        GithubLabels.read(issue, item);
        if (cells.all(Field.TYPE).isEmpty()) {
            item.type = GithubLabels.type(issue).orElse(ItemTypes.UNSTATED);
        }
        readMilestone(issue, item);
        return item.build();
    }

    private static boolean isPullRequest(JsonNode issue) {
        return issue.path("pull_request").isObject()
                || issue.path("__typename").asString("").equals("PullRequest")
                || issue.path("isPullRequest").asBoolean(false)
                || issue.path("html_url").asString("").contains("/pull/");
    }

    private void gather(JsonNode issue, GithubReference own) throws RefusedRowException {
        cells.clear();
        if (own.number() > 0) {
            add(Field.SOURCE_ID, "number", own.id());
            add(Field.KEY, "number", own.key());
        }
        add(Field.TITLE, "title", JsonFields.text(issue, "title"));
        add(Field.DESCRIPTION, "body", JsonFields.text(issue, "body"));
        JsonNode type = JsonFields.first(issue, "type", "issueType");
        add(Field.TYPE, "type", type.isObject() ? JsonFields.text(type, "name") : JsonFields.text("type", type));
        gatherState(issue);
        JsonNode assignee = issue.path("assignee");
        List<String> assignees = JsonFields.texts(issue, "assignees", "login", "name");
        String first = JsonFields.text(assignee, "login");
        add(Field.ASSIGNEE, "assignee", first == null && !assignees.isEmpty() ? assignees.getFirst() : first);
        add(Field.CREATED_AT, "created_at", JsonFields.firstText(issue, "created_at", "createdAt"));
        add(Field.UPDATED_AT, "updated_at", JsonFields.firstText(issue, "updated_at", "updatedAt"));
        add(Field.DONE_AT, "closed_at", JsonFields.firstText(issue, "closed_at", "closedAt"));
        add(Field.SPRINT, "milestone", JsonFields.text(issue.path("milestone"), "title"));
        add(Field.URL, "html_url", JsonFields.firstText(issue, "html_url", "url"));
        gatherLinks(issue, own);
    }

    private void gatherState(JsonNode issue) throws RefusedRowException {
        String state = JsonFields.text(issue, "state");
        String reason = JsonFields.firstText(issue, "state_reason", "stateReason");
        boolean closed = state != null && state.equalsIgnoreCase("closed");
        String plainReason =
                reason == null ? "" : reason.toLowerCase(Locale.ROOT).replace('_', ' ');
        String resolution = closed && plainReason.isEmpty() ? GithubLabels.findCancelling(issue) : plainReason;
        String status = GithubLabels.findStatus(issue, converter.categories());
        if (closed) {
            boolean cancelled = resolution != null && StatusWords.resolvesByCancelling(resolution);
            add(Field.STATUS, "state", cancelled ? "Closed as " + resolution : "Closed");
            add(Field.STATUS_CATEGORY, "state", cancelled ? "cancelled" : "done");
        } else {
            add(Field.STATUS, "state", status == null ? "Open" : status);
        }
    }

    private void gatherLinks(JsonNode issue, GithubReference own) throws RefusedRowException {
        String parentUrl = JsonFields.firstText(issue, "parent_issue_url");
        JsonNode parent = issue.path("parent");
        if (parentUrl != null) {
            add(
                    Field.PARENT,
                    "parent_issue_url",
                    GithubReference.ofUrl(parentUrl).id());
        } else if (parent.isObject()) {
            add(
                    Field.PARENT,
                    "parent",
                    GithubReference.of(parent).inRepositoryOf(own).id());
        } else {
            add(Field.PARENT, "sub_issues", parents.get(own.id()));
        }
        for (JsonNode blocker :
                JsonFields.first(issue, "blocked_by", "blockedBy").values()) {
            add(
                    Field.DEPENDS_ON,
                    "blocked_by",
                    GithubReference.of(blocker).inRepositoryOf(own).id());
        }
    }

    /** A milestone has no first day; an open one is running as soon as one of its issues is. */
    private void readMilestone(JsonNode issue, ImportedItemBuilder item) throws RefusedRowException {
        JsonNode milestone = issue.path("milestone");
        String title = JsonFields.text(milestone, "title");
        if (title == null) {
            return;
        }
        String due = JsonFields.firstText(milestone, "due_on", "dueOn");
        LocalDate end = due == null
                ? null
                : dates.read("milestone.due_on", due, DayOrder.DAY_FIRST)
                        .map(moment -> moment.toDate(file.zone()))
                        .orElse(null);
        SprintState state = facts.stateOf(title);
        String said = JsonFields.text(milestone, "state");
        if (said != null) {
            boolean closed = said.equalsIgnoreCase("closed");
            state = closed ? SprintState.CLOSED : state == SprintState.CLOSED ? SprintState.ACTIVE : state;
        }
        item.replaceSprint(new ImportedSprint(title, state, null, end));
    }

    private void add(Field field, String column, @Nullable String value) {
        if (value != null) {
            cells.add(field, column, value);
        }
    }

    @Override
    public void tell(RowSink sink) {
        if (pullRequests > 0) {
            sink.note((pullRequests == 1 ? "1 pull request was" : pullRequests + " pull requests were")
                    + " left out, since pull requests are no backlog items.");
        }
        notes.tell(sink);
    }
}
