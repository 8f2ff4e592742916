package io.throughline.demo;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.Urgency;
import io.throughline.backlog.ValueInputs;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Turns a simulated item into what an export of a tracker would say of it. */
final class ItemWriter {

    private static final int MINUTES_PER_POINT = 240;
    private static final List<Integer> SCALE = List.of(1, 2, 3, 5, 8, 13);

    private final Map<WorkItem, String> keys;
    private final Map<WorkItem, List<SprintRun>> sprints;
    private final Timeline timeline;
    private final WorkCalendar calendar;
    private final RandomGenerator random;

    ItemWriter(
            Map<WorkItem, String> keys,
            Map<WorkItem, List<SprintRun>> sprints,
            Timeline timeline,
            WorkCalendar calendar,
            RandomGenerator random) {
        this.keys = keys;
        this.sprints = sprints;
        this.timeline = timeline;
        this.calendar = calendar;
        this.random = random;
    }

    ImportedItem write(WorkItem item) {
        CompanyScript.Item script = item.script();
        String key = key(item);
        LocalDate lastDay = timeline.today().minusDays(1);
        boolean blocked = !item.status().closed() && item.blockedOn(lastDay);
        SampleMember assignee = assignee(item);
        return new ImportedItem(
                key,
                key,
                script.title(),
                description(script),
                script.type(),
                sourceType(script.type()),
                item.status().title(),
                item.status().category(),
                priority(script),
                rank(item),
                sizePoints(script),
                estimateMinutes(script),
                assignee == null ? null : assignee.name(),
                assignee == null ? null : assignee.email(),
                item.team().name(),
                item.epic() == null ? null : key(item.epic()),
                script.labels(),
                script.themes(),
                script.skills(),
                sprints.getOrDefault(item, List.of()).stream()
                        .map(ItemWriter::sprint)
                        .toList(),
                item.waits().stream()
                        .map(wait -> new ImportedDependency(key(wait.predecessor()), wait.lagDays()))
                        .toList(),
                worth(item),
                item.createdAt(),
                item.lastChangeAt(),
                item.startedAt(),
                item.doneAt(),
                null,
                dueOn(item),
                blocked,
                blocked ? item.blockedReason : null,
                item.history(),
                null);
    }

    static ImportedSprint sprint(SprintRun sprint) {
        return new ImportedSprint(sprint.name(), sprint.state(), sprint.startsOn(), sprint.endsOn());
    }

    static @Nullable Double sizePoints(CompanyScript.Item script) {
        Integer points = script.sizePoints();
        return points == null ? null : Double.valueOf(points);
    }

    private String key(WorkItem item) {
        String key = keys.get(item);
        if (key == null) {
            throw new IllegalStateException("“" + item.script().title() + "” was never created.");
        }
        return key;
    }

    private static @Nullable String description(CompanyScript.Item script) {
        StringBuilder description = new StringBuilder();
        if (script.text() != null) {
            description.append(script.text());
        }
        if (!script.accept().isEmpty()) {
            description.append(description.isEmpty() ? "" : "\n\n").append("Acceptance criteria:");
            script.accept().forEach(line -> description.append("\n- ").append(line));
        }
        return description.isEmpty() ? null : description.toString();
    }

    private static String sourceType(ItemType type) {
        String name = type.wireName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String priority(CompanyScript.Item script) {
        if (script.priority() != null) {
            return script.priority();
        }
        return script.dueInDays() == null ? "Medium" : "High";
    }

    /** As LexoRank writes it; lower positions come first as text. */
    private static String rank(WorkItem item) {
        long place = Math.round((item.position + 100) * 10_000);
        return String.format(Locale.ROOT, "0|i%08d:", place);
    }

    /** Spikes have a time box and some tasks an estimate in hours. */
    private static @Nullable Integer estimateMinutes(CompanyScript.Item script) {
        Integer points = script.sizePoints();
        boolean timed = script.type() == ItemType.SPIKE || script.type() == ItemType.TASK;
        return timed && points != null ? Integer.valueOf(points * MINUTES_PER_POINT) : null;
    }

    /** The first member leads the epics; some planned items have their person before they start. */
    private @Nullable SampleMember assignee(WorkItem item) {
        List<SampleMember> members = item.team().team().members();
        if (item.assignee != null) {
            return item.assignee;
        }
        if (item.script().type() == ItemType.EPIC) {
            return item.status() == Status.TO_DO ? null : members.getFirst();
        }
        boolean planned = sprints.containsKey(item) && item.status() == Status.TO_DO;
        return planned && Noise.chance(0.4, random) ? Noise.pick(members, random) : null;
    }

    private @Nullable LocalDate dueOn(WorkItem item) {
        Integer days = item.script().dueInDays();
        LocalDate due = null;
        if (days != null) {
            due = item.status().closed()
                    ? item.lastChangeOn().plusDays(random.nextInt(20) - 6L)
                    : timeline.today().plusDays(days);
        } else if (item.status().category() == Status.IN_PROGRESS.category()
                && item.script().type() != ItemType.EPIC
                && Noise.chance(0.35, random)) {
            due = item.lastChangeOn().plusDays(4L + random.nextInt(12)); // some of these are overdue
        }
        return due == null ? null : calendar.workingDayOnOrAfter(due);
    }

    /** Epics are valued as the script says; children get a part of it, and of many nobody has said anything. */
    private ValueInputs worth(WorkItem item) {
        WorkItem epic = item.epic();
        CompanyScript.Worth own = item.script().worth();
        if (!own.points().isEmpty()) {
            return inputs(own.points(), own.costPerWeek(), own.urgency());
        }
        if (item.bug() && "Highest".equals(item.script().priority())) {
            return new ValueInputs(null, 13.0, 8.0, null, null, Urgency.EXPEDITE);
        }
        if (epic == null || epic.script().worth().points().isEmpty() || !Noise.chance(0.6, random)) {
            return ValueInputs.UNKNOWN;
        }
        CompanyScript.Worth whole = epic.script().worth();
        List<Integer> points = whole.points().stream().map(this::near).toList();
        double share = 0.05 + 0.25 * random.nextDouble();
        Integer cost = whole.costPerWeek();
        Integer part = cost != null && Noise.chance(0.35, random) ? 50 * (int) (cost * share / 50) : null;
        Urgency urgency = item.script().dueInDays() == null ? Urgency.STANDARD : Urgency.FIXED_DATE;
        return inputs(points, part, urgency);
    }

    /** The same value or one step beside it, mostly below. */
    private Integer near(Integer points) {
        int place = SCALE.indexOf(points) + random.nextInt(4) - 2;
        return SCALE.get(Math.clamp(place, 0, SCALE.size() - 1));
    }

    private ValueInputs inputs(List<Integer> points, @Nullable Integer cost, @Nullable Urgency urgency) {
        Double opportunity = Noise.chance(0.85, random) ? points.get(3).doubleValue() : null;
        return new ValueInputs(
                points.get(0).doubleValue(),
                points.get(1).doubleValue(),
                points.get(2).doubleValue(),
                opportunity,
                cost == null ? null : Double.valueOf(cost),
                urgency);
    }
}
