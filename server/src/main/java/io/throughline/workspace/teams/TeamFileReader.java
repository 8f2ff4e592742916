package io.throughline.workspace.teams;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a {@link TeamFile}. Only the text of the YAML is looked at: no tag makes an object, no alias stands for much. */
final class TeamFileReader {

    /** 1 MiB of text holds thousands of members. */
    static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 10;
    private static final int MOST_MEMBERS = 5_000;
    private static final int MOST_NAME_CHARACTERS = 10_000;
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(168);

    private TeamFileReader() {}

    /** @throws CallerMistakeException if the file is wrong anywhere; says the line and what would be right */
    static TeamFile read(String text) {
        Node root = compose(text);
        if (root == null) {
            throw new CallerMistakeException("The file is empty. Export the teams to see how one looks.");
        }
        Map<String, Node> parts = map(root, "workspace", "teams", "members", "daysOff");
        List<String> teams = new ArrayList<>();
        for (Node node : items(parts.get("teams"))) {
            teams.add(fresh(teams, text(node), node, "team"));
        }
        List<TeamFile.Entry> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : items(parts.get("members"))) {
            TeamFile.Entry member = member(node, teams);
            fresh(names, member.name(), node, "member");
            names.add(member.name());
            members.add(member);
        }
        if (members.size() > MOST_MEMBERS) {
            throw wrong(root, "there are " + members.size() + " members; a workspace can have " + MOST_MEMBERS + ".");
        }
        return new TeamFile(textOrNull(parts.get("workspace")), teams, members, days(parts.get("daysOff")));
    }

    private static @Nullable Node compose(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new CallerMistakeException("The file is larger than 1 MB, which is more than teams can take.");
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new CallerMistakeException(
                    "Line " + line + ": this is no YAML that can be read: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw new CallerMistakeException("The file is no YAML: " + e.getMessage());
        }
    }

    private static TeamFile.Entry member(Node node, List<String> teams) {
        Map<String, Node> parts = map(node, "name", "email", "team", "weeklyCapacityHours", "skills", "daysOff");
        Node name = parts.get("name");
        if (name == null) {
            throw wrong(node, "this member has no name. Add one: name: Ada");
        }
        Node team = parts.get("team");
        String teamName = textOrNull(team);
        if (team != null && teamName != null && !teams.contains(teamName)) {
            throw wrong(
                    team,
                    "there is no team '" + teamName + "' under teams. There are: " + NearMatches.list(teamName, teams)
                            + ".");
        }
        return new TeamFile.Entry(
                text(name),
                textOrNull(parts.get("email")),
                teamName,
                minutes(parts.get("weeklyCapacityHours")),
                skills(parts.get("skills")),
                days(parts.get("daysOff")));
    }

    private static @Nullable Integer minutes(@Nullable Node node) {
        String text = node == null ? null : textOrNull(node);
        if (node == null || text == null) {
            return null;
        }
        try {
            BigDecimal hours = new BigDecimal(text);
            if (hours.signum() >= 0 && hours.compareTo(MOST_HOURS) <= 0) {
                return hours.multiply(BigDecimal.valueOf(60))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValueExact();
            }
        } catch (NumberFormatException e) {
            // refused below, as what is out of range
        }
        throw wrong(node, "weeklyCapacityHours is '" + text + "', but must be a number of hours from 0 to 168.");
    }

    private static Map<String, Integer> skills(@Nullable Node node) {
        Map<String, Integer> skills = new LinkedHashMap<>();
        if (node == null || isNull(node)) {
            return skills;
        }
        for (NodeTuple tuple : mapping(node).getValue()) {
            String level = text(tuple.getValueNode());
            if (!level.matches("[1-5]")) {
                throw wrong(
                        tuple.getValueNode(),
                        "the level of a skill is '" + level + "', but must be 1 (learning) to 5 (expert).");
            }
            if (skills.put(text(tuple.getKeyNode()), Integer.parseInt(level)) != null) {
                throw wrong(tuple.getKeyNode(), "the skill '" + text(tuple.getKeyNode()) + "' stands here twice.");
            }
        }
        return skills;
    }

    private static List<TeamFile.Day> days(@Nullable Node node) {
        List<TeamFile.Day> days = new ArrayList<>();
        for (Node each : items(node)) {
            Map<String, Node> parts = map(each, "day", "reason");
            Node day = parts.get("day");
            String written = day == null ? "" : text(day);
            try {
                LocalDate date = LocalDate.parse(written);
                if (date.getYear() < 1970 || date.getYear() > 2199) {
                    throw new DateTimeException("far away");
                }
                Node reason = parts.get("reason");
                days.add(new TeamFile.Day(date, reason == null || isNull(reason) ? "" : scalar(reason)));
            } catch (DateTimeException e) {
                throw wrong(
                        day == null ? each : day,
                        "the day is '" + written + "', but must be a date from 1970 to 2199 such as 2026-12-24.");
            }
        }
        return days;
    }

    // --- nodes ---

    private static Map<String, Node> map(Node node, String... known) {
        Map<String, Node> parts = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping(node).getValue()) {
            String key = text(tuple.getKeyNode());
            if (!List.of(known).contains(key)) {
                throw wrong(
                        tuple.getKeyNode(),
                        "'" + key + "' is not known here. What may stand here: " + NearMatches.list(key, List.of(known))
                                + ".");
            }
            if (parts.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), "'" + key + "' stands here twice.");
            }
        }
        return parts;
    }

    private static MappingNode mapping(Node node) {
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return mapping;
        }
        throw wrong(node, "names with values are expected here, such as name: Ada");
    }

    private static List<Node> items(@Nullable Node node) {
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            return sequence.getValue();
        }
        throw wrong(node, "a list is expected here, each entry after a hyphen.");
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static @Nullable String textOrNull(@Nullable Node node) {
        return node == null || isNull(node) ? null : text(node);
    }

    /** Text that must not be empty. */
    private static String text(Node node) {
        String text = scalar(node);
        if (text.isBlank() || text.length() > MOST_NAME_CHARACTERS) {
            throw wrong(node, "a text of 1 to " + MOST_NAME_CHARACTERS + " characters is expected here.");
        }
        return text;
    }

    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL, Tag.MERGE);

    private static String scalar(Node node) {
        if (node instanceof ScalarNode scalar && PLAIN.contains(node.getTag())) {
            return scalar.getValue();
        }
        throw wrong(node, "a plain text is expected here.");
    }

    private static String fresh(java.util.Collection<String> before, String name, Node node, String what) {
        if (before.contains(name)) {
            throw wrong(node, "the " + what + " '" + name + "' stands here twice.");
        }
        return name;
    }

    private static CallerMistakeException wrong(Node node, String what) {
        return new CallerMistakeException("Line " + (node.getStartMark().getLine() + 1) + ": " + what);
    }
}
