package io.throughline.demo;

import io.throughline.access.Role;
import io.throughline.backlog.ItemType;
import io.throughline.backlog.Urgency;
import io.throughline.demo.CompanyScript.After;
import io.throughline.demo.CompanyScript.Item;
import io.throughline.demo.CompanyScript.Team;
import io.throughline.demo.CompanyScript.Workspace;
import io.throughline.demo.CompanyScript.Worth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes a {@link CompanyScript} of the resources. */
final class ScriptReader {

    private ScriptReader() {}

    static CompanyScript read() {
        ScriptNode root = ScriptNode.read("company");
        List<SamplePerson> people = new ArrayList<>();
        for (ScriptNode person : root.nodes("people")) {
            people.add(person(person, ZoneId.of(person.text("zone"))));
        }
        List<Team> teams = new ArrayList<>();
        for (ScriptNode team : root.nodes("teams")) {
            teams.add(team(team));
            team.nodes("members").forEach(member -> people.add(person(member, ZoneId.of(team.text("zone")))));
        }
        List<Workspace> workspaces = root.nodes("workspaces").stream()
                .map(node -> new Workspace(node.text("key"), node.text("name")))
                .toList();
        return new CompanyScript(
                root.text("company"), workspaces, List.copyOf(people), root.texts("impediments"), List.copyOf(teams));
    }

    private static SamplePerson person(ScriptNode node, ZoneId zone) {
        String role = node.findText("role").orElse("member").toUpperCase(Locale.ROOT);
        return new SamplePerson(node.text("name"), node.text("email"), zone, Role.valueOf(role));
    }

    private static Team team(ScriptNode node) {
        List<List<Item>> epicsByArea = new ArrayList<>();
        List<Item> standalone = new ArrayList<>();
        for (String resource : node.texts("backlog")) {
            ScriptNode backlog = ScriptNode.read(resource);
            epicsByArea.add(
                    backlog.nodes("epics").stream().map(ScriptReader::epic).toList());
            backlog.nodes("standalone").forEach(item -> standalone.add(item(item, List.of(), List.of(), List.of())));
        }
        SampleTeam team = new SampleTeam(
                node.text("name"),
                node.text("workspace"),
                ZoneId.of(node.text("zone")),
                node.nodes("members").stream().map(ScriptReader::member).toList());
        return new Team(team, node.number("wipLimit"), takingTurns(epicsByArea), List.copyOf(standalone));
    }

    /** A team with several product areas takes turns, so that none waits half a year for the others. */
    private static List<Item> takingTurns(List<List<Item>> areas) {
        int longest = areas.stream().mapToInt(List::size).max().orElse(0);
        List<Item> epics = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            for (List<Item> area : areas) {
                if (i < area.size()) {
                    epics.add(area.get(i));
                }
            }
        }
        return List.copyOf(epics);
    }

    private static SampleMember member(ScriptNode node) {
        ScriptNode skills = node.node("skills");
        return new SampleMember(
                node.text("name"),
                node.text("email"),
                skills.values().keySet().stream()
                        .map(Object::toString)
                        .map(name -> new SampleSkill(name, skills.number(name)))
                        .toList(),
                node.number("weeklyHours") * 60);
    }

    private static Item epic(ScriptNode node) {
        List<String> themes = List.of(node.text("theme"));
        List<String> labels = node.texts("labels");
        List<String> skills = node.texts("skills");
        List<Item> children = node.nodes("items").stream()
                .map(child -> item(child, skills, labels, themes))
                .toList();
        return item(node, ItemType.EPIC, skills, labels, themes, children);
    }

    private static Item item(ScriptNode node, List<String> skills, List<String> labels, List<String> themes) {
        String word = node.findText("type").orElse("story");
        ItemType type = ItemType.findByWireName(word)
                .orElseThrow(() -> new IllegalStateException("Unknown item type " + word + "."));
        List<String> own = node.texts("skills");
        return item(node, type, own.isEmpty() ? skills : own, labels, themes, List.of());
    }

    private static Item item(
            ScriptNode node,
            ItemType type,
            List<String> skills,
            List<String> labels,
            List<String> themes,
            List<Item> children) {
        Worth worth = new Worth(
                node.texts("value").stream().map(Integer::valueOf).toList(),
                node.findNumber("costPerWeek").orElse(null),
                node.findText("urgency").flatMap(Urgency::findByWireName).orElse(null));
        return new Item(
                node.findText("id").orElse(null),
                type,
                node.text("title"),
                node.findText("text").orElse(null),
                node.texts("accept"),
                node.findNumber("size").orElse(null),
                node.texts("after").stream().map(ScriptReader::after).toList(),
                skills,
                type == ItemType.BUG
                        ? Stream.concat(labels.stream(), Stream.of("defect")).toList()
                        : labels,
                themes,
                node.findText("priority").orElse(null),
                node.findText("blocked").orElse(null),
                node.findNumber("dueInDays").orElse(null),
                worth,
                children);
    }

    /** {@code price-list+2} waits two days after the item {@code price-list} is done. */
    private static After after(String text) {
        int plus = text.indexOf('+');
        return plus < 0
                ? new After(text, 0)
                : new After(text.substring(0, plus), Integer.parseInt(text.substring(plus + 1)));
    }
}
