package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Jira's custom fields mean, whose ids differ from site to site: as the names in the file say ({@code expand=names}),
 * else by the ids that most sites have, else by their shape.
 */
final class JiraCustomFields {

    private static final String PREFIX = "customfield_";

    private static final List<String> USUAL_POINTS = List.of(
            "customfield_10016",
            "customfield_10026",
            "customfield_10004",
            "customfield_10002",
            "customfield_10024",
            "customfield_10028",
            "customfield_10036",
            "customfield_10031",
            "customfield_10106",
            "customfield_10006");

    private static final Set<String> USUAL_EPIC_LINKS = Set.of(
            "customfield_10014",
            "customfield_10008",
            "customfield_10006",
            "customfield_10005",
            "customfield_10100",
            "customfield_10101",
            "customfield_10001",
            "customfield_10011",
            "customfield_10007");

    private static final Set<Field> NUMBERS = EnumSet.of(
            Field.SIZE_POINTS,
            Field.BUSINESS_VALUE,
            Field.TIME_CRITICALITY,
            Field.RISK_REDUCTION,
            Field.OPPORTUNITY_ENABLEMENT,
            Field.COST_OF_DELAY_PER_WEEK);

    private static final Set<Field> OTHERS = EnumSet.of(
            Field.EPIC,
            Field.PARENT,
            Field.TEAM,
            Field.THEMES,
            Field.SKILLS,
            Field.START_ON,
            Field.DUE_ON,
            Field.STARTED_AT,
            Field.BLOCKED,
            Field.BLOCKED_REASON,
            Field.URGENCY,
            Field.RANK);

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+-\\d+");
    private static final Pattern LEXO_RANK = Pattern.compile("[0-9]\\|[0-9a-z]+:[0-9a-z]*");
    private static final double MOST_POINTS = 200;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> smallNumbers = new TreeMap<>();
    private final Set<String> largeNumbers = new HashSet<>();
    private final List<String> pointFields = new ArrayList<>();
    private @Nullable String note;

    void learnNames(JsonNode map) {
        for (Map.Entry<String, JsonNode> name : map.properties()) {
            if (name.getKey().startsWith(PREFIX) && name.getValue().isString()) {
                names.put(name.getKey(), name.getValue().asString());
            }
        }
    }

    void look(JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getKey().startsWith(PREFIX) || !field.getValue().isNumber()) {
                continue;
            }
            double number = field.getValue().asDouble();
            if (number >= 0 && number <= MOST_POINTS && number * 2 == Math.rint(number * 2)) {
                smallNumbers.merge(field.getKey(), 1, Integer::sum);
            } else {
                largeNumbers.add(field.getKey());
            }
        }
    }

    /** Chooses the fields that hold story points, once all issues were seen. */
    void decide() {
        if (!names.isEmpty()) {
            names.forEach((id, name) -> {
                if (meaning(id) == Field.SIZE_POINTS) {
                    pointFields.add(id);
                }
            });
            pointFields.sort((one, other) -> Integer.compare(rank(one), rank(other)));
            return;
        }
        for (String usual : USUAL_POINTS) {
            if (smallNumbers.containsKey(usual) || largeNumbers.contains(usual)) {
                pointFields.add(usual);
            }
        }
        List<String> candidates = smallNumbers.keySet().stream()
                .filter(id -> !largeNumbers.contains(id))
                .toList();
        if (pointFields.isEmpty() && candidates.size() == 1) {
            pointFields.add(candidates.getFirst());
            note = "Story points were taken from " + candidates.getFirst()
                    + ", the only field of small numbers. Add expand=names to the search to make it sure.";
        } else if (!pointFields.isEmpty()) {
            note = "Story points were taken from " + String.join(", ", pointFields)
                    + ", as usual. Add expand=names to the search to make it sure.";
        }
    }

    private int rank(String id) {
        return Dialect.Meaning.general(names.getOrDefault(id, ""))
                .map(Dialect.Meaning::rank)
                .orElse(Integer.MAX_VALUE);
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }

    private @Nullable Field meaning(String id) {
        String name = names.get(id);
        return name == null ? null : Headers.findField(name).orElse(null);
    }

    void gather(String id, JsonNode value, Cells cells) throws RefusedRowException {
        if (!id.startsWith(PREFIX) || value.isNull()) {
            return;
        }
        String column = names.getOrDefault(id, id);
        Field meaning = names.isEmpty() ? findByShape(id, value) : meaning(id);
        if (pointFields.contains(id)) {
            meaning = Field.SIZE_POINTS;
        } else if (meaning == null) {
            meaning = findByShape(id, value);
        }
        if (meaning == null || (!NUMBERS.contains(meaning) && !OTHERS.contains(meaning))) {
            return;
        }
        JsonNode plain = value.isArray() && !value.isEmpty() ? value.path(0) : value;
        String text = plain.isObject()
                ? JsonFields.firstText(plain, meaning == Field.EPIC ? "key" : "value", "name", "title", "key")
                : JsonFields.text(column, plain);
        if (text != null) {
            cells.add(meaning, column, text);
        }
    }

    private static @Nullable Field findByShape(String id, JsonNode value) {
        if (value.isString()) {
            String text = value.asString();
            if (LEXO_RANK.matcher(text).matches()) {
                return Field.RANK;
            }
            return USUAL_EPIC_LINKS.contains(id) && KEY.matcher(text).matches() ? Field.EPIC : null;
        }
        if (value.isObject() && value.has("name") && (value.has("isVisible") || value.has("isShared"))) {
            return Field.TEAM;
        }
        boolean flag =
                value.isArray() && value.path(0).path("value").asString("").equals("Impediment");
        return flag ? Field.BLOCKED : null;
    }
}
