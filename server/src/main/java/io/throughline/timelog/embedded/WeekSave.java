package io.throughline.timelog.embedded;

import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a week to what a client of the REST API handed in: within a project that is listed the document is the whole truth,
 * projects that it does not list stay as they are. New lines get negative ids. Pure.
 */
final class WeekSave {

    private final WeekLog week;
    private final List<LogLabel> labels;
    private long nextId = -1;

    private WeekSave(WeekLog week, List<LogLabel> labels) {
        this.week = week;
        this.labels = labels;
    }

    /**
     * @param labels those in use
     * @throws ErpRefusalException {@link ErpRefusalException.Reason#INVALID} at the first thing that is wrong
     */
    static WeekLog apply(WeekLog week, SavedWeek document, List<LogLabel> labels) {
        return new WeekSave(week, labels).apply(document);
    }

    private WeekLog apply(SavedWeek document) {
        Map<Long, WeekProject> saved = new HashMap<>();
        for (int at = 0; at < document.projects().size(); at++) {
            SavedWeek.ProjectPart part = document.projects().get(at);
            String field = "projects[" + at + "]";
            WeekProject project = project(field, part);
            List<SavedWeek.TaskPart> tasks = part.tasks();
            WeekProject after = tasks == null
                    ? project
                    : new WeekProject(project.id(), project.project(), tasks(field + ".tasks", project, tasks));
            if (saved.put(project.id(), after) != null) {
                throw ErpRefusalException.invalid(
                        field, "'" + project.project().name() + "' is listed twice. List each project once.");
            }
        }
        WeekLog after = week.with(week.projects().stream()
                .map(project -> saved.getOrDefault(project.id(), project))
                .toList());
        SaveRules.requireWholeDays("projects", after);
        return after;
    }

    // --- projects ---

    private WeekProject project(String field, SavedWeek.ProjectPart part) {
        Long id = part.id();
        Long projectId = part.nsubteamId();
        if (id != null) {
            return only(field + ".id", "the id " + id, project -> project.id() == id);
        }
        if (projectId != null) {
            return only(
                    field + ".nsubteam_id",
                    "the nsubteam_id " + projectId,
                    project -> project.project().id() == projectId);
        }
        String team = text(part.team());
        String subteam = text(part.subteam());
        if (team.isEmpty() && subteam.isEmpty()) {
            throw ErpRefusalException.invalid(field, "says by no id and no name which project it is.");
        }
        Predicate<WeekProject> sameTeam =
                project -> Folded.same(project.project().team(), team);
        if (!team.isEmpty() && week.projects().stream().anyMatch(sameTeam)) {
            return only(field + ".team", "the team '" + team + "'", sameTeam);
        }
        String name = subteam.isEmpty() ? team : subteam;
        return only(
                field + (subteam.isEmpty() ? ".team" : ".subteam"),
                "the name '" + name + "'",
                project -> Folded.same(project.project().subteam(), name));
    }

    private WeekProject only(String field, String what, Predicate<WeekProject> which) {
        List<WeekProject> found = week.projects().stream().filter(which).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String projects = week.projects().isEmpty()
                ? "It has no project at all."
                : "Its projects are: "
                        + week.projects().stream()
                                .map(project ->
                                        project.id() + " " + project.project().name())
                                .collect(Collectors.joining(", "))
                        + ".";
        throw ErpRefusalException.invalid(
                field,
                "the week log of " + week.weekStarting() + " has "
                        + (found.isEmpty() ? "no project" : "several projects") + " with " + what + ". " + projects);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    // --- lines ---

    private List<LoggedTask> tasks(String field, WeekProject project, List<SavedWeek.TaskPart> parts) {
        if (parts.size() > WeekEdit.MOST_LINES) {
            throw ErpRefusalException.invalid(
                    field,
                    "has " + parts.size() + " lines. A project has at most " + WeekEdit.MOST_LINES + " in a week.");
        }
        Set<Long> named = parts.stream()
                .map(SavedWeek.TaskPart::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Long> taken = new HashSet<>();
        List<LoggedTask> after = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            SavedWeek.TaskPart part = parts.get(at);
            String of = field + "[" + at + "]";
            LoggedTask old = old(of, project, part, named, taken).orElse(null);
            if (old != null && !taken.add(old.id())) {
                throw ErpRefusalException.invalid(of + ".id", "the line " + old.id() + " is listed twice.");
            }
            after.add(task(of, part, old));
        }
        return after;
    }

    /** The stored line that is meant; empty for a new one. */
    private static Optional<LoggedTask> old(
            String field, WeekProject project, SavedWeek.TaskPart part, Set<Long> named, Set<Long> taken) {
        Long id = part.id();
        if (id != null) {
            return Optional.of(project.tasks().stream()
                    .filter(task -> task.id() == id)
                    .findFirst()
                    .orElseThrow(() -> ErpRefusalException.invalid(
                            field + ".id",
                            "'" + project.project().name() + "' has no line with the id " + id
                                    + " in this week. Leave the id out for a new line.")));
        }
        String description = part.description();
        if (description == null) {
            throw ErpRefusalException.invalid(field + ".description", "is missing. Say in some words what was done.");
        }
        String kept = SaveRules.description(field + ".description", description);
        return project.tasks().stream()
                .filter(task ->
                        task.description().equals(kept) && !named.contains(task.id()) && !taken.contains(task.id()))
                .findFirst();
    }

    private LoggedTask task(String field, SavedWeek.TaskPart part, @Nullable LoggedTask old) {
        String description = part.description();
        String kept = description == null && old != null
                ? old.description()
                : SaveRules.description(field + ".description", text(description));
        String key = part.itemKey();
        String keptKey = key != null ? SaveRules.itemKey(field + ".item_key", key) : old == null ? null : old.itemKey();
        List<SavedWeek.DayPart> days = part.days();
        List<LoggedDay> keptDays =
                days != null ? days(field + ".days", days, old) : old == null ? List.of() : old.days();
        return new LoggedTask(old == null ? nextId-- : old.id(), kept, keptKey, keptDays);
    }

    private List<LoggedDay> days(String field, List<SavedWeek.DayPart> parts, @Nullable LoggedTask old) {
        Set<LocalDate> dates = new HashSet<>();
        List<LoggedDay> after = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            SavedWeek.DayPart part = parts.get(at);
            String of = field + "[" + at + "]";
            LocalDate date = SaveRules.date(of + ".date", part.date(), week);
            if (!dates.add(date)) {
                throw ErpRefusalException.invalid(of + ".date", date + " is listed twice for this line.");
            }
            LoggedDay was = old == null ? null : old.findDay(date).orElse(null);
            int minutes = SaveRules.minutes(of + ".hours", part.minutes(), 0);
            LogLabel label = SaveRules.label(of + ".label", part.labelId(), part.labelGiven(), was, labels);
            if (minutes > 0) {
                after.add(new LoggedDay(was == null ? 0 : was.id(), date, minutes, label));
            }
        }
        after.sort(Comparator.comparing(LoggedDay::date));
        return after;
    }
}
