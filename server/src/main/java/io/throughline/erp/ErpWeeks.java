package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads projects, labels and weeks of the ERP, with as few requests as there can be. Safe for concurrent use. */
final class ErpWeeks {

    private static final int DEEPEST = 5;

    private final ErpApi api;
    private final Remembered remembered;

    ErpWeeks(ErpApi api, Remembered remembered) {
        this.api = api;
        this.remembered = remembered;
    }

    /** By name. */
    List<LogProject> activeProjects(KeptSignIn signIn) {
        Map<Long, LogProject> projects = new LinkedHashMap<>();
        for (ObjectNode item : list(signIn, "project-logs/person/active_project_list/", "projects")) {
            Long id = ErpJson.wholeNumber(item.path("id"));
            String subteam = ErpJson.text(item.path("subteam"));
            String team = ErpJson.firstText(item, "team", "complete_name", subteam.isEmpty() ? "name" : "team");
            if (id != null && id > 0 && !(team.isEmpty() && subteam.isEmpty())) {
                projects.putIfAbsent(id, new LogProject(id, team, subteam));
            }
        }
        List<LogProject> read = projects.values().stream()
                .sorted(Comparator.comparing(LogProject::name).thenComparing(LogProject::id))
                .toList();
        remembered.keepProjects(signIn, read);
        return read;
    }

    /** By id. */
    List<LogLabel> labels(KeptSignIn signIn) {
        Map<Long, LogLabel> labels = new TreeMap<>();
        for (ObjectNode item : list(signIn, "project-logs/log_labels/", "labels")) {
            Long id = ErpJson.wholeNumber(item.path("id"));
            String name = ErpJson.firstText(item, "name", "label", "title");
            if (id != null && id > 0 && !name.isEmpty()) {
                labels.putIfAbsent(id, new LogLabel(id, name));
            }
        }
        List<LogLabel> read = List.copyOf(labels.values());
        remembered.keepLabels(signIn, read);
        return read;
    }

    private List<ObjectNode> list(KeptSignIn signIn, String path, String what) {
        JsonNode answer = answerWithList(signIn, path, what);
        List<ObjectNode> items = new ArrayList<>();
        if (!collect(answer, items, 0)) {
            throw api.answers().unreadable("no list of " + what);
        }
        return items;
    }

    /** Objects that have an id, wherever they stand. @return whether there was any list */
    private static boolean collect(JsonNode found, List<ObjectNode> items, int depth) {
        JsonNode node = ErpJson.unwrapped(found);
        boolean any = node.isArray();
        if (depth <= DEEPEST && (node.isArray() || node.isObject())) {
            for (JsonNode child : node) {
                JsonNode value = ErpJson.unwrapped(child);
                if (node.isArray() && value instanceof ObjectNode object && object.has("id")) {
                    items.add(object);
                } else {
                    any |= collect(value, items, depth + 1);
                }
            }
        }
        return any;
    }

    private JsonNode answerWithList(KeptSignIn signIn, String path, String what) {
        JsonNode answer = api.get(signIn, path);
        // Some say 200 to everything: an error with an empty list beside it is no empty list.
        if (answer.isObject() && !ErpJson.text(answer.path("error")).isEmpty()) {
            throw api.answers().unreadable("an error instead of the list of " + what);
        }
        return answer;
    }

    /** What is known of names, asking for the projects if they are needed and not known. */
    KnownNames names(KeptSignIn signIn, boolean projectsNeeded) {
        List<LogProject> projects = remembered.projects(signIn);
        if (projects == null) {
            projects = projectsNeeded ? activeProjects(signIn) : List.of();
        }
        List<LogLabel> labels = remembered.labels(signIn);
        return new KnownNames(projects, labels == null ? List.of() : labels);
    }

    /** A week as it is now; empty if the ERP has none. */
    Optional<WeekDocument> find(KeptSignIn signIn, LocalDate monday) {
        Long known = remembered.weekId(signIn, monday);
        if (known != null) {
            Optional<WeekDocument> week = read(signIn, known, monday);
            if (week.isPresent()) {
                return week;
            }
            remembered.forgetYear(signIn, monday.getYear());
        }
        if (remembered.isMissing(signIn, monday)) {
            return Optional.empty();
        }
        Long id = year(signIn, monday.getYear()).get(monday);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(read(signIn, id, monday)
                .orElseThrow(() -> api.answers()
                        .unreadable("a list that has week log " + id + " for " + monday
                                + ", but does not have that week log itself")));
    }

    /** Asks anew, whatever is remembered. */
    void forget(KeptSignIn signIn, LocalDate monday) {
        remembered.forgetYear(signIn, monday.getYear());
    }

    private Map<LocalDate, Long> year(KeptSignIn signIn, int year) {
        String shown = Integer.toString(year);
        WeekList list =
                WeekList.read(answerWithList(signIn, "project-logs/person/list/?year=" + shown, "week logs"), year);
        if (list == null) {
            throw api.answers().unreadable("no list of week logs");
        }
        Map<LocalDate, Long> ids = new TreeMap<>();
        for (WeekList.Item item : list.items()) {
            Long id = item.id();
            if (id == null) {
                throw api.answers().unreadable("a week log without a number in the list of " + shown);
            }
            Long other = ids.putIfAbsent(item.monday(), id);
            if (other != null && !other.equals(id)) {
                throw api.answers().unreadable("two week logs for " + item.monday() + ", " + other + " and " + id);
            }
        }
        if (list.undated() > 0) {
            // A week that seems to be missing may be one of these, and would be made a second time.
            throw api.answers()
                    .unreadable("a list of " + shown + " in which " + list.undated()
                            + " week logs do not tell their Monday");
        }
        remembered.keepYear(signIn, year, ids);
        return ids;
    }

    Optional<WeekDocument> read(KeptSignIn signIn, long id, LocalDate monday) {
        return api.find(signIn, "project-logs/person/get/" + id + "/")
                .map(answer -> week(signIn, object(answer), monday));
    }

    private ObjectNode object(JsonNode answer) {
        ObjectNode document = documentIn(answer);
        if (document == null) {
            throw api.answers().unreadable("something that is no week log");
        }
        return document;
    }

    /** @return null if there is none in it */
    static @Nullable ObjectNode documentIn(@Nullable JsonNode answer) {
        JsonNode node = answer == null ? null : ErpJson.unwrapped(answer);
        for (int depth = 0; node != null && depth < DEEPEST; depth++) {
            if (node instanceof ObjectNode object && object.has("projects")) {
                return object;
            }
            // {"results":[…]}, {"data":{…}}, [ … ]
            node = node.size() == 1 ? ErpJson.unwrapped(node.iterator().next()) : null;
        }
        return null;
    }

    /** @throws TimeLogProblemException if it is of another week, or an entry cannot be */
    WeekDocument week(KeptSignIn signIn, ObjectNode document, LocalDate monday) {
        String starts = ErpJson.text(document.path("week_starting"));
        if (!starts.isEmpty() && !monday.equals(ErpDates.monday(starts, monday.getYear()))) {
            throw api.answers().unreadable("another week than that of " + monday);
        }
        try {
            return new WeekDocument(document, monday, signIn.person(), names(signIn, false));
        } catch (WeekDocument.WrongException e) {
            throw api.answers().unreadable(String.valueOf(e.getMessage()));
        }
    }
}
