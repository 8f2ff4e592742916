package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What labels say by convention, such as {@code bug}, {@code kind/bug}, {@code status: in review} or {@code points: 5}. */
final class GithubLabels {

    private GithubLabels() {}

    static void read(JsonNode issue, ImportedItemBuilder item) throws RefusedRowException {
        for (String label : JsonFields.texts(issue, "labels", "name")) {
            item.addLabel(label);
            String value = valueOf(label);
            switch (nameOf(label)) {
                case "priority", "prio" -> item.priority = item.priority == null ? value : item.priority;
                case "points", "story points", "sp", "estimate", "storypoints" -> readPoints(value, item);
                case "team", "squad" -> item.team = item.team == null ? value : item.team;
                default -> {
                    // only a label
                }
            }
        }
    }

    private static void readPoints(String value, ImportedItemBuilder item) throws RefusedRowException {
        boolean number = !value.isEmpty() && value.chars().allMatch(c -> Character.isDigit(c) || c == '.');
        if (number && item.sizePoints == null) {
            NumberReader.read("labels", value).ifPresent(points -> item.sizePoints = points);
        }
    }

    static Optional<ItemType> type(JsonNode issue) throws RefusedRowException {
        for (String label : JsonFields.texts(issue, "labels", "name")) {
            String name = nameOf(label);
            Optional<ItemType> type = name.isEmpty() || name.equals("type") || name.equals("kind")
                    ? ItemTypes.find(valueOf(label))
                    : Optional.empty();
            if (type.isPresent()) {
                return type;
            }
        }
        return Optional.empty();
    }

    /** @return the label that says where an open issue stands, if one does */
    static @Nullable String findStatus(JsonNode issue, StatusCategories categories) throws RefusedRowException {
        for (String label : JsonFields.texts(issue, "labels", "name")) {
            String name = nameOf(label);
            boolean said = name.equals("status") || name.equals("state") || name.equals("stage");
            boolean alone = name.isEmpty()
                    && StatusWords.meansInProgress(label)
                    && categories.of(label) == StatusCategory.IN_PROGRESS
                    && label.indexOf(' ') > 0;
            if (said || alone || label.equalsIgnoreCase("wip") || label.equalsIgnoreCase("doing")) {
                return valueOf(label);
            }
        }
        return null;
    }

    /** Before GitHub knew reasons, labels such as {@code wontfix} told why an issue was closed. */
    static @Nullable String findCancelling(JsonNode issue) throws RefusedRowException {
        for (String label : JsonFields.texts(issue, "labels", "name")) {
            String value = valueOf(label);
            if (StatusWords.meansCancelled(value)) {
                return value;
            }
        }
        return null;
    }

    private static int separator(String label) {
        for (int i = 0; i < label.length(); i++) {
            char character = label.charAt(i);
            if (character == ':' || character == '/' || character == '=') {
                return i;
            }
        }
        return -1;
    }

    private static String nameOf(String label) {
        int separator = separator(label);
        return separator < 0
                ? ""
                : label.substring(0, separator).strip().toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    private static String valueOf(String label) {
        int separator = separator(label);
        String value = separator < 0 ? label : label.substring(separator + 1);
        return value.startsWith(":") ? value.substring(1).strip() : value.strip();
    }
}
