package io.throughline.erp;

import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Applies changes to a week whose projects may bear names alone. A project that could be several of the caller's is never
 * taken for one of them.
 *
 * @param defaultLabel for new entries that name none
 */
record ErpEdit(KnownNames names, LogLabel defaultLabel) {

    /** The change with the item that its description names, as it will be read back. */
    static EntryChange marked(EntryChange change) {
        ItemMark mark = ItemMark.read(change.description());
        if (change.itemKey() != null || mark.itemKey() == null) {
            return change;
        }
        return switch (change) {
            case EntryChange.Put put ->
                new EntryChange.Put(
                        put.project(),
                        mark.description(),
                        mark.itemKey(),
                        put.taskId(),
                        put.date(),
                        put.minutes(),
                        put.label());
            case EntryChange.Remove remove ->
                new EntryChange.Remove(
                        remove.project(), mark.description(), mark.itemKey(), remove.taskId(), remove.date());
        };
    }

    WeekEdit.Result apply(WeekLog week, List<EntryChange> changes) {
        List<EntryChange> clear =
                changes.stream().filter(change -> !isUnclear(week, change)).toList();
        WeekEdit.Result result = WeekEdit.apply(week, clear, defaultLabel);
        if (clear.size() == changes.size()) {
            return result;
        }
        Iterator<EntryOutcome> outcomes = result.entries().iterator();
        List<EntryOutcome> all = new ArrayList<>();
        for (EntryChange change : changes) {
            all.add(isUnclear(week, change) ? refused(change) : outcomes.next());
        }
        return new WeekEdit.Result(result.week(), all);
    }

    /** As {@link #apply}, for changes as callers write them; the outcomes are of these. */
    WeekEdit.Result applyAsked(WeekLog week, List<EntryChange> asked) {
        WeekEdit.Result result = apply(week, asked.stream().map(ErpEdit::marked).toList());
        List<EntryOutcome> outcomes = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            outcomes.add(as(asked.get(place), result.entries().get(place)));
        }
        return new WeekEdit.Result(result.week(), outcomes);
    }

    /** The outcome of a change as the caller wrote it. */
    static EntryOutcome as(EntryChange asked, EntryOutcome outcome) {
        return new EntryOutcome(
                asked, outcome.kind(), outcome.before(), outcome.after(), outcome.taskId(), outcome.note());
    }

    private boolean isUnclear(WeekLog week, EntryChange change) {
        long wanted = change.project().id();
        if (week.projects().stream().anyMatch(project -> project.project().id() == wanted)) {
            return false;
        }
        return week.projects().stream()
                .filter(project -> project.project().id() == 0)
                .map(project -> names.candidates(project.project()))
                .anyMatch(candidates -> candidates.size() > 1
                        && candidates.stream().map(LogProject::id).anyMatch(id -> id == wanted));
    }

    private EntryOutcome refused(EntryChange change) {
        return new EntryOutcome(
                change,
                EntryOutcome.Kind.REFUSED,
                null,
                null,
                0,
                "You have several projects named '" + change.project().name()
                        + "', and the ERP does not say which of them is the one in this week. Nothing was logged, since it"
                        + " could land on the wrong one. Log it in the ERP itself.");
    }
}
