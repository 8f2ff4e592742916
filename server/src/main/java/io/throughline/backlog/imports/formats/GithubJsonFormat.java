package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Issues of GitHub's REST API or of {@code gh issue list --json}: a list, the answer of a search, or one in each line. */
final class GithubJsonFormat implements BacklogFormat {

    static final String NAME = "github-json";

    private static final Set<String> SIGNS = Set.of(
            "html_url",
            "repository_url",
            "labels_url",
            "comments_url",
            "node_id",
            "state_reason",
            "author_association",
            "assignees",
            "milestone",
            "pull_request",
            "stateReason",
            "createdAt",
            "closedAt",
            "url",
            "body",
            "state");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        Optional<JsonHead> shape = JsonHead.find(head);
        if (shape.isEmpty()) {
            return 0;
        }
        return Math.max(score(shape.get().bareNames()), score(shape.get().namesIn("items")));
    }

    private static int score(Set<String> names) {
        if (!names.contains("number") || !names.contains("title")) {
            return 0;
        }
        Set<String> signs = new TreeSet<>(names);
        signs.retainAll(SIGNS);
        return signs.size() >= 2 ? 90 : 0;
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        JsonImport.read(
                file,
                sink,
                new GithubIssues(file),
                "number",
                "a list of issues from GitHub's REST API: objects that hold 'number', 'title' and 'state'");
    }
}
