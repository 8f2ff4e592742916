package io.throughline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a backlog as Jira Cloud exports it with all fields: repeated headers, its date format. Streams. */
final class JiraCsv {

    private static final List<String> HEADERS = List.of(
            "Summary",
            "Issue key",
            "Issue id",
            "Issue Type",
            "Status",
            "Project key",
            "Project name",
            "Priority",
            "Resolution",
            "Assignee",
            "Created",
            "Updated",
            "Resolved",
            "Description",
            "Labels",
            "Labels",
            "Sprint",
            "Sprint",
            "Custom field (Rank)",
            "Custom field (Story Points)",
            "Custom field (Team)",
            "Parent key",
            "Status Category");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yy h:mm a", Locale.ENGLISH);

    private JiraCsv() {}

    /** @return size of the file in bytes */
    static long write(GeneratedBacklog backlog, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(line(HEADERS));
            for (Iterator<GeneratedItem> items = backlog.items().iterator(); items.hasNext(); ) {
                out.write(line(cells(items.next())));
            }
        }
        return Files.size(file);
    }

    private static List<String> cells(GeneratedItem item) {
        return List.of(
                item.summary(),
                item.key(),
                String.valueOf(item.number()),
                item.issueType(),
                item.status(),
                "PLAT",
                "Platform",
                item.priority(),
                item.resolved() == null ? "" : "Done",
                text(item.assignee()),
                date(item.created()),
                date(item.updated()),
                date(item.resolved()),
                item.description(),
                at(item.labels(), 0),
                at(item.labels(), 1),
                at(item.sprints(), 0),
                at(item.sprints(), 1),
                item.rank(),
                text(item.storyPoints()),
                item.team(),
                text(item.parentKey()),
                item.statusCategory());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String date(@Nullable LocalDateTime time) {
        return time == null ? "" : DATE.format(time);
    }

    private static String at(List<String> values, int index) {
        return index < values.size() ? values.get(index) : "";
    }

    private static String line(List<String> cells) {
        var line = new StringBuilder();
        String separator = "";
        for (String cell : cells) {
            line.append(separator);
            separator = ",";
            if (cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0) {
                line.append('"').append(cell.replace("\"", "\"\"")).append('"');
            } else {
                line.append(cell);
            }
        }
        return line.append('\n').toString();
    }
}
