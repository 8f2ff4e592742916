package io.throughline.backlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer of {@code query_backlog} as text: complete, one line per item, cheap in tokens. */
final class BacklogText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private BacklogText() {}

    static String of(BacklogAnswer answer) {
        var text = new StringBuilder();
        text.append("Workspace ").append(answer.workspace()).append(" (").append(answer.workspaceId());
        text.append("), as of ").append(answer.asOf()).append(": ");
        if (answer.counts() != null) {
            counts(answer, answer.counts(), text);
        } else if (answer.items() != null) {
            items(answer, answer.items(), text);
        }
        if (answer.notes() != null) {
            answer.notes().forEach(note -> text.append("\nNote: ").append(note));
        }
        return text.toString();
    }

    private static void counts(BacklogAnswer answer, List<BacklogAnswer.ValueCount> counts, StringBuilder text) {
        text.append(answer.total()).append(" items.");
        for (BacklogAnswer.ValueCount count : counts) {
            String value = count.value() == null ? "(none)" : oneLine(count.value());
            text.append("\n").append(count.count()).append("  ").append(value);
        }
    }

    private static void items(BacklogAnswer answer, List<Item> items, StringBuilder text) {
        text.append(items.size()).append(" of ").append(answer.total()).append(" items; sizes in points.");
        if (!items.isEmpty()) {
            text.append("\nkey | type | status | details | title (as people wrote it)");
        }
        for (Item item : items) {
            text.append("\n").append(item.key());
            text.append(" | ").append(item.type());
            text.append(" | ").append(oneLine(item.status()));
            text.append(" | ").append(String.join(", ", details(item)));
            text.append(" | ").append(oneLine(item.title()));
            if (item.description() != null) {
                text.append("\n  ").append(oneLine(item.description()));
            }
        }
        if (answer.nextCursor() != null) {
            text.append("\nMore: the same call with cursor ").append(answer.nextCursor());
        }
    }

    private static List<String> details(Item item) {
        List<String> details = new ArrayList<>();
        add(details, "", item.sizePoints() == null ? null : number(item.sizePoints()) + " pt");
        add(details, "", item.team());
        add(details, "@", item.assignee());
        if (Boolean.TRUE.equals(item.blocked())) {
            details.add("BLOCKED");
        }
        add(details, "because ", item.blockedReason());
        add(details, "waits for ", joined(item.blockedBy()));
        add(details, "in ", item.parent());
        add(details, "", item.sprint());
        add(details, "due ", item.dueOn());
        add(details, "starts ", item.startOn());
        add(details, "priority ", item.priority());
        add(details, "labels ", joined(item.labels()));
        add(details, "themes ", joined(item.themes()));
        add(details, "skills ", joined(item.skills()));
        add(details, "value ", number(item.businessValue()));
        add(details, "time criticality ", number(item.timeCriticality()));
        add(details, "risk reduction ", number(item.riskReduction()));
        add(details, "opportunity ", number(item.opportunityEnablement()));
        add(details, "cost of delay per week ", number(item.costOfDelayPerWeek()));
        add(details, "urgency ", item.urgency());
        add(details, "estimate min ", item.estimateMinutes());
        add(details, "created ", item.createdAt());
        add(details, "updated ", item.updatedAt());
        add(details, "started ", item.startedAt());
        add(details, "done ", item.doneAt());
        add(details, "from ", item.source());
        add(details, "", item.url());
        return details;
    }

    private static void add(List<String> details, String label, @Nullable Object value) {
        if (value != null) {
            details.add(label + oneLine(value.toString()));
        }
    }

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : String.join("/", values);
    }

    static @Nullable String number(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        return value == Math.rint(value)
                ? String.valueOf(value.longValue())
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** What people wrote must not look like another line of ours. */
    private static String oneLine(String text) {
        return plain(text)
                ? text
                : BLANKS.matcher(text).replaceAll(" ").replace('|', '¦').strip();
    }

    /** Whether it stays as it is, as nearly all text does: seeing that is many times cheaper than replacing nothing. */
    private static boolean plain(String text) {
        boolean afterBlank = true;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean blank = Character.isWhitespace(character);
            if (character < ' ' || character == '|' || (blank && (character != ' ' || afterBlank))) {
                return false;
            }
            afterBlank = blank;
        }
        return !afterBlank;
    }
}
