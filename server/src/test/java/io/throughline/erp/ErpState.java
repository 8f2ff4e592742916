package io.throughline.erp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the stub of an ERP holds, and the rules by which it saves: those of the contract, in few words. */
final class ErpState {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether a day that a save leaves out stays. */
    boolean keepsAbsentDays;
    /** Whether time for a week that is not there makes it. */
    boolean makesWeeks;

    final Map<String, ObjectNode> peopleByToken = new TreeMap<>();
    final List<ObjectNode> projects = new ArrayList<>();
    /** Week logs with {@code person_id}, as the contract shows them. */
    final Map<Long, ObjectNode> weeks = new TreeMap<>();

    final Map<Long, List<Long>> projectsByPerson = new TreeMap<>();

    private long nextId = 1_000;
    private long version;

    long id() {
        return nextId++;
    }

    String nextVersion() {
        return Instant.parse("2026-11-01T00:00:00Z")
                .plus(++version, ChronoUnit.MICROS)
                .toString();
    }

    ObjectNode addPerson(String token, String email) {
        ObjectNode person = JSON.createObjectNode()
                .put("id", id())
                .put("email", email)
                .put("name", "Person of " + email)
                .put("is_active", true);
        peopleByToken.put(token, person);
        projectsByPerson.put(person.path("id").asLong(), new ArrayList<>());
        return person;
    }

    /** The project of that complete name; the same one for all. */
    long project(String team) {
        for (ObjectNode project : projects) {
            if (project.path("team").asString().equals(team)) {
                return project.path("id").asLong();
            }
        }
        return addProject(team);
    }

    long addProject(String team) {
        long id = 5 * id();
        String subteam = team.substring(team.lastIndexOf('/') + 1).strip();
        projects.add(JSON.createObjectNode().put("id", id).put("team", team).put("subteam", subteam));
        return id;
    }

    void assign(ObjectNode person, long projectId) {
        projectsByPerson.get(person.path("id").asLong()).add(projectId);
    }

    ObjectNode addWeek(ObjectNode person, LocalDate monday) {
        ObjectNode week = JSON.createObjectNode()
                .put("id", id())
                .put("person_id", person.path("id").asLong())
                .put("person_name", person.path("name").asString())
                .put("week_starting", monday.toString())
                .put("week_ending", monday.plusDays(6).toString())
                .put("is_completed", false)
                .put("modified_at", nextVersion())
                .put("vendor_note", "keep me");
        ArrayNode list = week.putArray("projects");
        for (long projectId : projectsByPerson.get(person.path("id").asLong())) {
            ObjectNode project = projects.stream()
                    .filter(one -> one.path("id").asLong() == projectId)
                    .findFirst()
                    .orElseThrow();
            ObjectNode inWeek = list.addObject()
                    .put("id", id())
                    .put("team", project.path("team").asString())
                    .put("subteam", project.path("subteam").asString())
                    .put("nsubteam_id", projectId);
            inWeek.putArray("tasks");
        }
        weeks.put(week.path("id").asLong(), week);
        return week;
    }

    ObjectNode week(ObjectNode person, LocalDate monday) {
        return weeks.values().stream()
                .filter(week -> week.path("person_id").equals(person.path("id")))
                .filter(week -> week.path("week_starting").asString().equals(monday.toString()))
                .findFirst()
                .orElse(null);
    }

    /** Such as {@code Internal: Review 2026-11-17 150 66}. */
    List<String> lines(ObjectNode person) {
        List<String> lines = new ArrayList<>();
        for (ObjectNode week : weeks.values()) {
            if (week.path("person_id").equals(person.path("id"))) {
                for (JsonNode project : week.path("projects")) {
                    for (JsonNode task : project.path("tasks")) {
                        for (JsonNode day : task.path("days")) {
                            lines.add(project.path("team").asString() + ": "
                                    + task.path("description").asString() + " "
                                    + day.path("date").asString() + " "
                                    + (day.path("hours").asInt() * 60
                                            + day.path("minutes").asInt()) + " "
                                    + day.path("label").asString());
                        }
                    }
                }
            }
        }
        return lines;
    }

    /** Adds a line as somebody else's program would. */
    ObjectNode addLine(ObjectNode week, int project, String description, LocalDate date, int minutes, int label) {
        ObjectNode task = ((ArrayNode) week.path("projects").get(project).path("tasks")).addObject();
        task.put("id", id()).put("description", description).put("vendor_flag", 7);
        addDay(task.putArray("days"), date, minutes, label);
        week.put("modified_at", nextVersion());
        return task;
    }

    private void addDay(ArrayNode days, LocalDate date, int minutes, int label) {
        days.addObject()
                .put("id", id())
                .put("date", date.toString())
                .put("hours", minutes / 60)
                .put("minutes", minutes % 60)
                .put("decimal_hours", minutes / 60.0)
                .put("label", label)
                .put("label_option", labelName(label));
    }

    static String labelName(int label) {
        return switch (label) {
            case 61 -> "Coding";
            case 62 -> "Meeting";
            default -> "General";
        };
    }

    /** @return 200, 400 or 409 */
    int save(ObjectNode week, JsonNode body) {
        if (!body.has("modified_at")) {
            return 400;
        }
        if (!body.path("modified_at").asString().equals(week.path("modified_at").asString())
                || week.path("is_completed").asBoolean()) {
            return 409;
        }
        boolean changed = false;
        for (JsonNode project : week.path("projects")) {
            for (JsonNode sent : body.path("projects")) {
                if (sent.path("id").asLong() == project.path("id").asLong()) {
                    changed |= saveTasks((ArrayNode) project.path("tasks"), sent.path("tasks"));
                }
            }
        }
        if (changed) {
            week.put("modified_at", nextVersion());
        }
        return 200;
    }

    private boolean saveTasks(ArrayNode stored, JsonNode sent) {
        String before = stored.toString();
        List<Long> mentioned = new ArrayList<>();
        for (JsonNode one : sent) {
            ObjectNode task = null;
            for (JsonNode candidate : stored) {
                if (candidate.path("id").asLong() == one.path("id").asLong(-1)) {
                    task = (ObjectNode) candidate;
                }
            }
            if (task == null) {
                task = stored.addObject().put("id", id());
                task.putArray("days");
            }
            task.put("description", one.path("description").asString(""));
            mentioned.add(task.path("id").asLong());
            saveDays((ArrayNode) task.path("days"), one.path("days"));
        }
        stored.removeIf(task -> !mentioned.contains(task.path("id").asLong()) && !keepsAbsentDays);
        stored.removeIf(task -> task.path("days").isEmpty());
        return !stored.toString().equals(before);
    }

    private void saveDays(ArrayNode stored, JsonNode sent) {
        List<String> mentioned = new ArrayList<>();
        for (JsonNode day : sent) {
            String date = day.path("date").asString();
            mentioned.add(date);
            int minutes = day.path("hours").asInt() * 60 + day.path("minutes").asInt();
            int label = day.path("label").asInt(66);
            long id = id();
            for (JsonNode old : stored) {
                if (old.path("date").asString().equals(date)) {
                    id = old.path("id").asLong();
                }
            }
            stored.removeIf(old -> old.path("date").asString().equals(date));
            if (minutes > 0) {
                addDay(stored, LocalDate.parse(date), minutes, label);
                ((ObjectNode) stored.get(stored.size() - 1)).put("id", id);
            }
        }
        stored.removeIf(day -> !mentioned.contains(day.path("date").asString()) && !keepsAbsentDays);
        List<JsonNode> sorted = new ArrayList<>();
        stored.forEach(sorted::add);
        sorted.sort((left, right) ->
                left.path("date").asString().compareTo(right.path("date").asString()));
        stored.removeAll();
        sorted.forEach(stored::add);
    }

    /** Each entry becomes a line of its own, even if there is one like it: as the ERP does, and why it must not be sent twice. */
    boolean log(ObjectNode person, JsonNode logs) {
        for (JsonNode log : logs) {
            LocalDate date = LocalDate.parse(log.path("date").asString());
            LocalDate monday = io.throughline.timelog.Weeks.mondayOf(date);
            ObjectNode week = week(person, monday);
            if (week == null && makesWeeks) {
                week = addWeek(person, monday);
            }
            if (week == null) {
                return false;
            }
            int place = -1;
            for (int at = 0; at < week.path("projects").size(); at++) {
                if (week.path("projects").get(at).path("nsubteam_id").asLong()
                        == log.path("subteam").asLong()) {
                    place = at;
                }
            }
            if (place < 0) {
                return false;
            }
            String[] time = log.path("time_spent").asString().split(":");
            addLine(
                    week,
                    place,
                    log.path("description").asString(),
                    date,
                    Integer.parseInt(time[0]) * 60 + Integer.parseInt(time[1]),
                    log.path("label_id").asInt(66));
        }
        return true;
    }
}
