package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.database.Transactions;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.WeeksRead;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the time logs in our own database. */
public final class EmbeddedBackend implements TimeLogBackend {

    private final EmbeddedErp erp;
    private final WeekLedger weeks;
    private final WeekChanges changes;
    private final ActingPerson acting;
    private final Transactions transactions;

    /** @param acting as whom a caller logs time */
    EmbeddedBackend(
            EmbeddedErp erp, WeekLedger weeks, WeekChanges changes, ActingPerson acting, Transactions transactions) {
        this.erp = erp;
        this.weeks = weeks;
        this.changes = changes;
        this.acting = acting;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "Throughline's own ERP";
    }

    @Override
    public LogPerson person(Principal principal) {
        return erp.person(acting.of(principal));
    }

    @Override
    public List<LogProject> activeProjects(Principal principal) {
        return erp.activeProjects(acting.of(principal));
    }

    @Override
    public List<LogLabel> labels(Principal principal) {
        return erp.labels(acting.of(principal));
    }

    @Override
    public Optional<WeekLog> findWeek(Principal principal, LocalDate monday) {
        Principal who = acting.of(principal);
        return transactions.readOnce(() -> weeks.find(who, monday));
    }

    @Override
    public WeeksRead weeks(Principal principal, LocalDate from, LocalDate to) {
        Principal who = acting.of(principal);
        return new WeeksRead(transactions.readOnce(() -> weeks.overlapping(who, from, to)), List.of());
    }

    @Override
    public WeekOutcome change(Principal principal, WeekChange change) {
        Principal who = writer(principal);
        return transactions.write(() -> changes.change(who, change));
    }

    @Override
    public WeekOutcome preview(Principal principal, WeekChange change) {
        Principal who = acting.of(principal);
        return transactions.read(() -> changes.preview(who, change));
    }

    @Override
    public Optional<WeekLog> complete(
            Principal principal, LocalDate monday, boolean completed, @Nullable String reason) {
        Principal who = writer(principal);
        String kept = WeekLedger.checkedReason(reason);
        return transactions.write(
                () -> weeks.lock(who, monday).map(week -> weeks.complete(who, week, completed, kept)));
    }

    @Override
    public boolean sharesOurDatabase() {
        return true;
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return transactions.write(work);
    }

    /** Whoever signed in with a token has the scopes of the token alone. */
    private Principal writer(Principal principal) {
        Principal who = acting.of(principal);
        if (!who.scopes().contains(Scope.LOGS_WRITE)) {
            throw new TimeLogProblemException(
                    Kind.REFUSED,
                    "The key with which you are signed in to the ERP lacks the scope " + Scope.LOGS_WRITE.wireName()
                            + ". Sign in with one that has it, or sign out to log as yourself.");
        }
        return who;
    }
}
