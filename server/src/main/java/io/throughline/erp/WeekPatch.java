package io.throughline.erp;

import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes our own change into the ERP's document of a week, and leaves everything else in it as it stands. */
final class WeekPatch {

    private final WeekDocument document;

    private WeekPatch(WeekDocument document) {
        this.document = document;
    }

    /**
     * Changes the document in place.
     *
     * @param after the week of the document as it is to become
     */
    static ObjectNode apply(WeekDocument document, WeekLog after) {
        var patch = new WeekPatch(document);
        Map<Long, WeekProject> before = new HashMap<>();
        document.week().projects().forEach(project -> before.put(project.id(), project));
        for (WeekProject project : after.projects()) {
            WeekProject was = before.get(project.id());
            if (was != null && !was.equals(project)) {
                patch.project(Objects.requireNonNull(document.project(project.id())), was, project);
            }
        }
        return document.document();
    }

    /** Empties a day by 0:00 instead of leaving it out, for an ERP that keeps what is left out. */
    static void zero(WeekDocument document, long taskId, LocalDate date) {
        ObjectNode task = document.task(taskId);
        if (task != null) {
            for (ObjectNode day : WeekDocument.objects(ErpJson.list(task, "days"))) {
                if (date.equals(document.dateOf(day))) {
                    time(day, 0);
                }
            }
        }
    }

    private void project(ObjectNode node, WeekProject was, WeekProject becomes) {
        ArrayNode list = ErpJson.list(node, "tasks");
        ArrayNode tasks = list == null ? node.putArray("tasks") : list;
        Map<Long, LoggedTask> before = new HashMap<>();
        was.tasks().forEach(task -> before.put(task.id(), task));
        for (LoggedTask task : becomes.tasks()) {
            LoggedTask old = before.remove(task.id());
            if (old == null) {
                add(tasks, task);
            } else if (!old.equals(task)) {
                change(Objects.requireNonNull(document.task(task.id())), old, task);
            }
        }
        Set<JsonNode> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        before.keySet().forEach(id -> gone.add(Objects.requireNonNull(document.task(id))));
        tasks.removeIf(gone::contains);
    }

    private static void add(ArrayNode tasks, LoggedTask task) {
        ObjectNode node = tasks.addObject();
        node.put("description", new ItemMark(task.itemKey(), task.description()).written());
        ArrayNode days = node.putArray("days");
        task.days().forEach(day -> add(days, day));
    }

    private void change(ObjectNode node, LoggedTask old, LoggedTask task) {
        if (!Objects.equals(old.itemKey(), task.itemKey())) {
            node.put("description", new ItemMark(task.itemKey(), task.description()).written());
        }
        ArrayNode list = ErpJson.list(node, "days");
        ArrayNode days = list == null ? node.putArray("days") : list;
        for (LoggedDay day : old.days()) {
            if (task.findDay(day.date()).isEmpty()) {
                days.removeIf(element -> isOn(element, day.date()));
            }
        }
        for (LoggedDay day : task.days()) {
            LoggedDay was = old.findDay(day.date()).orElse(null);
            if (!day.equals(was)) {
                set(days, was, day);
            }
        }
    }

    private void set(ArrayNode days, @Nullable LoggedDay was, LoggedDay day) {
        ObjectNode first = null;
        for (Iterator<JsonNode> nodes = days.iterator(); nodes.hasNext(); ) {
            if (nodes.next() instanceof ObjectNode node && isOn(node, day.date())) {
                if (first == null) {
                    first = node;
                } else {
                    nodes.remove(); // what was two entries is one now
                }
            }
        }
        if (first == null) {
            add(days, day);
            return;
        }
        time(first, day.minutes());
        if (was == null || !Objects.equals(was.label(), day.label())) {
            label(first, day);
        }
    }

    private boolean isOn(JsonNode element, LocalDate date) {
        return element instanceof ObjectNode node && date.equals(document.dateOf(node));
    }

    private static void add(ArrayNode days, LoggedDay day) {
        ObjectNode node = days.addObject();
        node.put("date", day.date().toString());
        time(node, day.minutes());
        label(node, day);
    }

    private static void time(ObjectNode day, int minutes) {
        day.put("hours", minutes / 60);
        day.put("minutes", minutes % 60);
        day.put("decimal_hours", WorkedTime.decimalHours(minutes));
    }

    private static void label(ObjectNode node, LoggedDay day) {
        if (day.label() == null) {
            node.putNull("label");
        } else {
            node.put("label", day.label().id());
        }
    }
}
