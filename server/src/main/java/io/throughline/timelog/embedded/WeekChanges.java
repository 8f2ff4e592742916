package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.WeekProject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of single entries, as the tools make them. Unlike the REST API they may make the week and the projects within it
 * that they need, where the person is assigned. Within a transaction of the caller's.
 */
final class WeekChanges {

    private final WeekLedger weeks;
    private final WeekPlanner planner;
    private final Labels labels;
    private final boolean createsWeeks;

    /** @param createsWeeks whether a week log that is missing is made */
    WeekChanges(WeekLedger weeks, WeekPlanner planner, Labels labels, boolean createsWeeks) {
        this.weeks = weeks;
        this.planner = planner;
        this.labels = labels;
        this.createsWeeks = createsWeeks;
    }

    /** What {@link #change} would come to. Writes nothing. */
    WeekOutcome preview(Principal who, WeekChange change) {
        WeekLog stored = weeks.find(who, change.weekStarting()).orElse(null);
        WeekOutcome refusal = refusal(who, change, stored);
        if (refusal != null) {
            return refusal;
        }
        WeekPlan plan = planner.plan(who, change, stored, labels.all(who.tenantId()));
        return new WeekOutcome.Done(plan.after(), plan.entries(), stored == null && plan.changesAnything(), null);
    }

    WeekOutcome change(Principal who, WeekChange change) {
        WeekLog stored = weeks.lock(who, change.weekStarting()).orElse(null);
        WeekOutcome refusal = refusal(who, change, stored);
        if (refusal != null) {
            return refusal;
        }
        WeekPlan plan = planner.plan(who, change, stored, labels.allStored(who.tenantId()));
        if (!plan.changesAnything()) {
            return new WeekOutcome.Done(plan.after(), plan.entries(), false, null);
        }
        if (stored != null) {
            return keep(who, plan, stored, false);
        }
        if (!weeks.make(who, change.weekStarting())) {
            return change(who, change); // somebody else made it a moment ago, and may have written to it
        }
        return keep(who, plan, weeks.lock(who, change.weekStarting()).orElseThrow(), true);
    }

    private @Nullable WeekOutcome refusal(Principal who, WeekChange change, @Nullable WeekLog stored) {
        if (stored == null) {
            return noWeek(who, change);
        }
        if (stored.completed()) {
            return new WeekOutcome.Locked(stored);
        }
        String seen = change.seenModifiedAt();
        String current = stored.modifiedAt();
        return seen == null || (current != null && Version.same(seen, current)) ? null : new WeekOutcome.Stale(stored);
    }

    private WeekOutcome.@Nullable NoWeek noWeek(Principal who, WeekChange change) {
        if (change.entries().stream().noneMatch(EntryChange.Put.class::isInstance)) {
            return new WeekOutcome.NoWeek("There is no week log for the week of " + change.weekStarting()
                    + ", so there is nothing to take away.");
        }
        return createsWeeks
                ? null
                : new WeekOutcome.NoWeek("There is no week log for the week of " + change.weekStarting()
                        + ", and this server makes none by itself. " + planner.managers(who) + " can make it.");
    }

    private WeekOutcome keep(Principal who, WeekPlan plan, WeekLog stored, boolean created) {
        List<WeekProject> projects = plan.after().projects().stream()
                .map(project -> project.id() > 0
                        ? project
                        : new WeekProject(
                                weeks.addProject(
                                        who, stored.id(), project.project().id()),
                                project.project(),
                                project.tasks()))
                .toList();
        WeekLedger.Kept kept = weeks.keep(who, stored, stored.with(projects));
        return new WeekOutcome.Done(
                kept.week(),
                plan.entries().stream().map(entry -> stored(entry, kept)).toList(),
                created,
                null);
    }

    /** The outcome with the numbers that line and day have got. */
    private static EntryOutcome stored(EntryOutcome entry, WeekLedger.Kept kept) {
        long taskId = kept.taskIds().getOrDefault(entry.taskId(), entry.taskId());
        LoggedDay after = entry.after();
        Optional<LoggedDay> day = after == null
                ? Optional.empty()
                : kept.week().projects().stream()
                        .flatMap(project -> project.tasks().stream())
                        .filter(task -> task.id() == taskId)
                        .flatMap(task -> task.findDay(after.date()).stream())
                        .findFirst();
        return new EntryOutcome(entry.change(), entry.kind(), entry.before(), day.orElse(after), taskId, entry.note());
    }
}
