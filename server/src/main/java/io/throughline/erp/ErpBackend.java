package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.erp.signin.SignIns;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.WeeksRead;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time logs in a foreign ERP, over its REST API and as whom the caller is signed in to it. What can be promised of writes, and
 * what cannot, is in {@code docs/decisions/0013}.
 */
final class ErpBackend implements TimeLogBackend, AutoCloseable {

    private static final long MOST_DAYS = 366;

    private final ErpSignIn signIn;
    private final ErpHttp http;
    private final ErpAnswers answers;
    private final ErpWeeks weeks;
    private final ErpMonths months;
    private final WeekSaving saving;
    private final WeekCompleting completing;
    private final NewWeek newWeek;
    private final WeekLocks locks;

    /** @param defaultLabelId of new entries that name no label */
    ErpBackend(
            ErpHttp http,
            ErpAnswers answers,
            ErpSignIn signIn,
            SignIns signIns,
            long defaultLabelId,
            Patience patience,
            Clock clock) {
        this.http = http;
        this.answers = answers;
        this.signIn = signIn;
        var api = new ErpApi(http, answers, patience, signIns::forget, clock);
        this.weeks = new ErpWeeks(api, new Remembered());
        this.months = new ErpMonths(api, weeks);
        this.saving = new WeekSaving(api, weeks, patience, defaultLabelId);
        this.completing = new WeekCompleting(api, weeks);
        this.newWeek = new NewWeek(api, weeks);
        this.locks = new WeekLocks(patience);
    }

    @Override
    public String name() {
        return answers.name();
    }

    /** By what the ERP said when they signed in. */
    @Override
    public LogPerson person(Principal principal) {
        return signIn.require(principal).person();
    }

    @Override
    public List<LogProject> activeProjects(Principal principal) {
        return weeks.activeProjects(signIn.require(principal));
    }

    @Override
    public List<LogLabel> labels(Principal principal) {
        return weeks.labels(signIn.require(principal));
    }

    @Override
    public Optional<WeekLog> findWeek(Principal principal, LocalDate monday) {
        return weeks.find(signIn.require(principal), monday).map(WeekDocument::week);
    }

    @Override
    public WeeksRead weeks(Principal principal, LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        if (days < 0 || days > MOST_DAYS) {
            throw new CallerMistakeException(
                    days < 0
                            ? "The range ends on " + to + ", before it begins on " + from + "."
                            : "The range " + from + " to " + to + " is " + (days + 1) + " days, but at most "
                                    + (MOST_DAYS + 1) + " are read at once. Ask for less.");
        }
        return months.read(signIn.require(principal), from, to);
    }

    @Override
    public WeekOutcome change(Principal principal, WeekChange change) {
        KeptSignIn kept = signIn.require(principal);
        return locks.alone(
                kept,
                change.weekStarting(),
                () -> new WeekChanging(saving, kept, change)
                        .run()
                        .orElseGet(() -> newWeek.log(kept, change, saving.defaultLabel(weeks.names(kept, false)))));
    }

    @Override
    public WeekOutcome preview(Principal principal, WeekChange change) {
        KeptSignIn kept = signIn.require(principal);
        WeekDocument document = weeks.find(kept, change.weekStarting()).orElse(null);
        if (document == null) {
            return new WeekOutcome.NoWeek(answers.capitalised() + " has no log of the week of " + change.weekStarting()
                    + ". It may make one when time is logged in it; that shows only when it is tried.");
        }
        WeekLog week = document.week();
        if (week.completed()) {
            return new WeekOutcome.Locked(week);
        }
        String seen = change.seenModifiedAt();
        if (seen != null && !Versions.same(seen, week.modifiedAt())) {
            return new WeekOutcome.Stale(week);
        }
        ErpEdit edit = saving.edit(kept, document);
        WeekEdit.Result result =
                edit.applyAsked(saving.named(kept, document, edit).week(), change.entries());
        return new WeekOutcome.Done(result.week(), result.entries(), false, null);
    }

    /** The reason is kept in our own audit trail alone: the ERP has no place for it. */
    @Override
    public Optional<WeekLog> complete(
            Principal principal, LocalDate monday, boolean completed, @Nullable String reason) {
        KeptSignIn kept = signIn.require(principal);
        return locks.alone(kept, monday, () -> completing.complete(kept, monday, completed));
    }

    @Override
    public void close() {
        http.close();
    }
}
