package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogService;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what changes of a week come to, with the projects that the person may add to it. Writes nothing. */
final class WeekPlanner {

    private static final int MANAGERS_NAMED = 3;

    private final AssignmentStore assignments;
    private final BacklogService backlog;
    private final boolean createsWeeks;

    WeekPlanner(AssignmentStore assignments, BacklogService backlog, boolean createsWeeks) {
        this.assignments = assignments;
        this.backlog = backlog;
        this.createsWeeks = createsWeeks;
    }

    /** @param stored null for a week that there is not yet */
    WeekPlan plan(Principal who, WeekChange change, @Nullable WeekLog stored, List<ErpLabel> labels) {
        WeekLog week = stored == null ? notYet(who, change.weekStarting()) : stored;
        Set<Long> missing = missing(week, change);
        WeekLog offered = missing.isEmpty() || !createsWeeks ? week : withAssigned(who, week, missing);
        WeekEdit.Result result = LabelRule.apply(offered, change.entries(), labels);
        List<EntryOutcome> entries = withItemNotes(who, withReasons(who, offered, result.entries()));
        List<WeekProject> used = result.week().projects().stream()
                .filter(project -> project.id() > 0 || !project.tasks().isEmpty())
                .toList();
        return new WeekPlan(week.with(used), entries);
    }

    private WeekLog notYet(Principal who, LocalDate monday) {
        LogPerson person = assignments
                .findPerson(who.personId())
                .orElseGet(() -> new LogPerson(who.personId(), who.personName(), null));
        return new WeekLog(0, person, monday, false, null, null, List.of());
    }

    /** Projects on which time is to be logged, and which the week does not have. */
    private static Set<Long> missing(WeekLog week, WeekChange change) {
        return change.entries().stream()
                .filter(EntryChange.Put.class::isInstance)
                .map(put -> put.project().id())
                .filter(id -> WeekLedger.findProject(week, id).isEmpty())
                .collect(Collectors.toSet());
    }

    private WeekLog withAssigned(Principal who, WeekLog week, Set<Long> missing) {
        List<WeekProject> added =
                assignments.projectsOf(who.tenantId(), who.personId(), week.weekStarting(), week.weekEnding()).stream()
                        .filter(project -> missing.contains(project.id()))
                        .map(project -> new WeekProject(-project.id(), project, List.of()))
                        .toList();
        return added.isEmpty()
                ? week
                : week.with(
                        Stream.concat(week.projects().stream(), added.stream()).toList());
    }

    /** Says of changes on projects that the week cannot get who can help. */
    private List<EntryOutcome> withReasons(Principal who, WeekLog offered, List<EntryOutcome> entries) {
        if (entries.stream().noneMatch(entry -> isOutside(offered, entry))) {
            return entries;
        }
        String managers = managers(who);
        return entries.stream()
                .map(entry -> isOutside(offered, entry)
                        ? with(entry, notInWeek(offered, entry.change().project(), managers))
                        : entry)
                .toList();
    }

    private static boolean isOutside(WeekLog offered, EntryOutcome entry) {
        return entry.kind() == EntryOutcome.Kind.REFUSED
                && entry.change() instanceof EntryChange.Put put
                && !put.date().isBefore(offered.weekStarting())
                && !put.date().isAfter(offered.weekEnding())
                && WeekLedger.findProject(offered, put.project().id()).isEmpty();
    }

    private String notInWeek(WeekLog week, LogProject project, String managers) {
        return createsWeeks
                ? "You are not assigned to '" + project.name() + "' in the week of " + week.weekStarting() + ". "
                        + managers + " can assign you."
                : "'" + project.name() + "' is not in the week log of " + week.weekStarting()
                        + ", and this server adds none by itself. " + managers + " can add it.";
    }

    /** Who runs the ERP, as the subject of a sentence. */
    String managers(Principal who) {
        List<String> names = assignments.managers(who.tenantId(), MANAGERS_NAMED);
        return names.isEmpty() ? "Whoever runs this server" : String.join(" or ", names);
    }

    /** Says of keys that name no item that they are kept all the same. */
    private List<EntryOutcome> withItemNotes(Principal who, List<EntryOutcome> entries) {
        Set<String> keys = entries.stream()
                .filter(entry -> entry.kind().changes() && entry.change() instanceof EntryChange.Put)
                .flatMap(entry -> Stream.ofNullable(entry.change().itemKey()))
                .collect(Collectors.toSet());
        Set<String> known = backlog.itemIds(who, keys).keySet();
        if (known.containsAll(keys)) {
            return entries;
        }
        List<EntryOutcome> noted = new ArrayList<>();
        for (EntryOutcome entry : entries) {
            String key = entry.change().itemKey();
            boolean unknown = entry.kind().changes()
                    && entry.change() instanceof EntryChange.Put
                    && key != null
                    && !known.contains(key);
            String note = "Your workspaces have no item " + key + "; the line names it all the same.";
            noted.add(unknown ? with(entry, entry.note() == null ? note : entry.note() + " " + note) : entry);
        }
        return noted;
    }

    private static EntryOutcome with(EntryOutcome entry, String note) {
        return new EntryOutcome(entry.change(), entry.kind(), entry.before(), entry.after(), entry.taskId(), note);
    }
}
