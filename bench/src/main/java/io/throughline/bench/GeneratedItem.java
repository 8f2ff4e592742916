package io.throughline.bench;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue as a tracker would hold it. Times are UTC. */
record GeneratedItem(
        String key,
        int number,
        String summary,
        String description,
        String issueType,
        String status,
        String statusCategory,
        String priority,
        String rank,
        @Nullable Integer storyPoints,
        @Nullable String assignee,
        String team,
        @Nullable String parentKey,
        List<String> labels,
        List<String> sprints,
        LocalDateTime created,
        LocalDateTime updated,
        @Nullable LocalDateTime resolved) {

    GeneratedItem {
        labels = List.copyOf(labels);
        sprints = List.copyOf(sprints);
    }
}
