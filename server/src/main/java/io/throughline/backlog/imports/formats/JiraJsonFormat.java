package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Answers of Jira's REST search, versions 2 and 3: {@code {"issues": […]}}, a list of issues, or one issue in each line. */
final class JiraJsonFormat implements BacklogFormat {

    static final String NAME = "jira-json";

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
        boolean search = isIssue(shape.get().namesIn("issues"));
        boolean empty = shape.get().rootNames().containsAll(Set.of("issues", "total", "startAt"));
        return search || empty || isIssue(shape.get().bareNames()) ? 95 : 0;
    }

    private static boolean isIssue(Set<String> names) {
        return names.contains("key") && names.contains("fields");
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        JsonImport.read(
                file,
                sink,
                new JiraIssues(file),
                "key",
                "the answer of a search in Jira's REST API: a property 'issues' with objects that hold 'key' and 'fields'");
    }
}
