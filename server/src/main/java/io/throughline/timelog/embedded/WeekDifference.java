package io.throughline.timelog.embedded;

import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be written to bring a week from one state to another. Pure. */
record WeekDifference(
        List<NewTask> added, List<LoggedTask> renamed, List<Long> removedTasks, List<Long> removedDays, List<Put> put) {

    /** A line that is not stored yet. */
    record NewTask(long weekProjectId, LoggedTask task) {}

    /** A day as it is to be. */
    record Put(long taskId, LoggedDay day) {}

    boolean isEmpty() {
        return added.isEmpty() && renamed.isEmpty() && removedTasks.isEmpty() && removedDays.isEmpty() && put.isEmpty();
    }

    /** @param after lines that are not stored have negative ids; the same for projects is not provided for */
    static WeekDifference between(WeekLog before, WeekLog after) {
        Map<Long, LoggedTask> stored = new HashMap<>();
        before.projects().forEach(project -> project.tasks().forEach(task -> stored.put(task.id(), task)));
        List<NewTask> added = new ArrayList<>();
        List<LoggedTask> renamed = new ArrayList<>();
        List<Long> removedDays = new ArrayList<>();
        List<Put> put = new ArrayList<>();
        Set<Long> kept = new HashSet<>();
        for (WeekProject project : after.projects()) {
            for (LoggedTask task : project.tasks()) {
                LoggedTask old = stored.get(task.id());
                kept.add(task.id());
                if (old == null) {
                    added.add(new NewTask(project.id(), task));
                } else if (!old.description().equals(task.description())
                        || !Objects.equals(old.itemKey(), task.itemKey())) {
                    renamed.add(task);
                }
                days(old, task, put, removedDays);
            }
        }
        List<Long> removedTasks = stored.keySet().stream()
                .filter(id -> !kept.contains(id))
                .sorted()
                .toList();
        return new WeekDifference(added, renamed, removedTasks, removedDays, put);
    }

    private static void days(@Nullable LoggedTask old, LoggedTask task, List<Put> put, List<Long> removed) {
        for (LoggedDay day : task.days()) {
            LoggedDay was = old == null ? null : old.findDay(day.date()).orElse(null);
            if (was == null || was.minutes() != day.minutes() || !sameLabel(was, day)) {
                put.add(new Put(task.id(), day));
            }
        }
        if (old != null) {
            old.days().stream()
                    .filter(day -> task.findDay(day.date()).isEmpty())
                    .forEach(day -> removed.add(day.id()));
        }
    }

    private static boolean sameLabel(LoggedDay left, LoggedDay right) {
        return Objects.equals(
                left.label() == null ? null : left.label().id(),
                right.label() == null ? null : right.label().id());
    }

    /** The keys of backlog items of lines that are written. */
    Set<String> itemKeys() {
        Set<String> keys = new HashSet<>();
        added.forEach(line -> add(keys, line.task()));
        renamed.forEach(line -> add(keys, line));
        return keys;
    }

    private static void add(Set<String> keys, LoggedTask task) {
        String key = task.itemKey();
        if (key != null) {
            keys.add(key);
        }
    }
}
