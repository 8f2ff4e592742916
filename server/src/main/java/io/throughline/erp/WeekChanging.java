package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.EntryOutcome.Kind;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One change of one week: reads it, sends it back with our change in it, and looks whether it is there. Where somebody else was
 * faster it begins anew with the same change; where it is not known whether a save arrived it looks first. Used once.
 */
final class WeekChanging {

    private static final int TRIES = 3;

    private final WeekSaving saving;
    private final KeptSignIn signIn;
    private final WeekChange change;
    private final List<EntryChange> asked;
    private final long startedNanos = System.nanoTime();
    /** What is known to be done, by its place among the changes. */
    private final Map<Integer, EntryOutcome> settled = new TreeMap<>();

    private @Nullable Sent unsure;
    private WeekSaving.@Nullable Trouble trouble;

    /** @param places of the outcomes among the changes */
    private record Sent(WeekLog before, WeekEdit.Result result, List<Integer> places) {}

    WeekChanging(WeekSaving saving, KeptSignIn signIn, WeekChange change) {
        this.saving = saving;
        this.signIn = signIn;
        this.change = change;
        this.asked = change.entries().stream().map(ErpEdit::marked).toList();
    }

    /** @return empty if there is no such week; nothing was sent then */
    Optional<WeekOutcome> run() {
        for (int attempt = 1; ; attempt++) {
            Optional<WeekDocument> found = look();
            if (found.isEmpty()) {
                if (trouble != null) {
                    throw trouble.problem();
                }
                return Optional.empty();
            }
            WeekDocument document = found.get();
            WeekLog week = document.week();
            settle(week);
            WeekOutcome early = earlyEnd(week);
            if (early != null) {
                return Optional.of(early);
            }
            List<Integer> places = pending();
            ErpEdit edit = saving.edit(signIn, document);
            WeekDocument named = saving.named(signIn, document, edit);
            WeekEdit.Result result =
                    edit.apply(named.week(), places.stream().map(asked::get).toList());
            var sent = new Sent(named.week(), result, places);
            if (!result.changesAnything()) {
                return Optional.of(done(named.week(), sent));
            }
            if (trouble != null && (!trouble.again() || attempt > TRIES || isLate())) {
                return Optional.of(giveUp(week, trouble));
            }
            WeekSaving.Saved saved = saving.save(signIn, named, result.week());
            switch (saved) {
                case WeekSaving.Kept kept -> {
                    return Optional.of(verified(kept.document(), sent));
                }
                case WeekSaving.Trouble met -> {
                    trouble = met;
                    unsure = met.unsure() ? sent : unsure;
                    if (met.again() && !saving.pause(attempt, met.pause())) {
                        trouble = met.withoutAgain();
                    }
                }
            }
        }
    }

    private boolean isLate() {
        return Duration.ofNanos(System.nanoTime() - startedNanos)
                        .compareTo(saving.patience().change())
                > 0;
    }

    private Optional<WeekDocument> look() {
        try {
            return saving.find(signIn, change.weekStarting());
        } catch (TimeLogProblemException e) {
            if (unsure != null && trouble != null) {
                throw saving.uncertain(trouble.problem(), e);
            }
            throw e;
        }
    }

    private List<Integer> pending() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            if (!settled.containsKey(place)) {
                places.add(place);
            }
        }
        return places;
    }

    /** After a save of which it is not known whether it arrived: what of it is there. */
    private void settle(WeekLog week) {
        if (unsure == null) {
            return;
        }
        var saved = new SavedEntries(unsure.before(), unsure.result().week(), week);
        for (int at = 0; at < unsure.places().size(); at++) {
            EntryOutcome outcome = unsure.result().entries().get(at);
            int place = unsure.places().get(at);
            if (outcome.kind().changes()) {
                saved.find(outcome).ifPresent(found -> settled.put(place, found));
            }
        }
        unsure = null;
    }

    private @Nullable WeekOutcome earlyEnd(WeekLog week) {
        if (settled.size() == asked.size() && !asked.isEmpty()) {
            return new WeekOutcome.Done(week, inOrder(List.of(), List.of()), false, null);
        }
        if (week.completed()) {
            return settled.isEmpty() ? new WeekOutcome.Locked(week) : partly(week, "The week was completed meanwhile.");
        }
        String seen = change.seenModifiedAt();
        if (seen != null && settled.isEmpty() && !Versions.same(seen, week.modifiedAt())) {
            return new WeekOutcome.Stale(week);
        }
        return null;
    }

    private WeekOutcome giveUp(WeekLog week, WeekSaving.Trouble met) {
        if (settled.isEmpty()) {
            throw met.afterALook();
        }
        return partly(week, String.valueOf(met.problem().getMessage()));
    }

    private WeekOutcome partly(WeekLog week, String why) {
        List<Integer> places = pending();
        List<EntryOutcome> refused = places.stream()
                .map(place -> new EntryOutcome(asked.get(place), Kind.REFUSED, null, null, 0, why))
                .toList();
        return new WeekOutcome.Done(week, inOrder(places, refused), false, null);
    }

    private WeekOutcome done(WeekLog week, Sent sent) {
        return new WeekOutcome.Done(week, inOrder(sent.places(), sent.result().entries()), false, null);
    }

    /** The save was accepted: tells what it came to by what the ERP shows, not by what it said. */
    private WeekOutcome verified(WeekDocument document, Sent sent) {
        WeekDocument shown = saving.emptied(signIn, document, sent.before(), sent.result());
        var saved = new SavedEntries(sent.before(), sent.result().week(), shown.week());
        List<EntryOutcome> entries = sent.result().entries().stream()
                .map(outcome ->
                        outcome.kind().changes() ? saved.find(outcome).orElseGet(() -> lacking(outcome)) : outcome)
                .toList();
        return new WeekOutcome.Done(shown.week(), inOrder(sent.places(), entries), false, null);
    }

    private static EntryOutcome lacking(EntryOutcome outcome) {
        return new EntryOutcome(
                outcome.change(),
                Kind.REFUSED,
                outcome.before(),
                outcome.before(),
                Math.max(outcome.taskId(), 0),
                "The ERP said that it saved this, but its week does not show it. Look at the week there, and change it"
                        + " there.");
    }

    /** Outcomes as they were asked for, with the changes as the caller wrote them. */
    private List<EntryOutcome> inOrder(List<Integer> places, List<EntryOutcome> entries) {
        Map<Integer, EntryOutcome> all = new TreeMap<>(settled);
        for (int at = 0; at < places.size(); at++) {
            all.put(places.get(at), entries.get(at));
        }
        List<EntryOutcome> ordered = new ArrayList<>();
        all.forEach((place, outcome) -> ordered.add(ErpEdit.as(change.entries().get(place), outcome)));
        return ordered;
    }
}
