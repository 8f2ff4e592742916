package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The embedded ERP as its REST API offers it: the caller's own weeks, none of which is ever made here. Each write is all or
 * nothing. The API looks at the scopes. Safe for concurrent use.
 */
public final class EmbeddedErp {

    private static final int WEEKS_AHEAD = 4;

    private final WeekLedger weeks;
    private final AssignmentStore assignments;
    private final Labels labels;
    private final Transactions transactions;
    private final Clock clock;

    EmbeddedErp(WeekLedger weeks, AssignmentStore assignments, Labels labels, Transactions transactions, Clock clock) {
        this.weeks = weeks;
        this.assignments = assignments;
        this.labels = labels;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller, as the ERP knows them. */
    public LogPerson person(Principal principal) {
        return transactions
                .readOnce(() -> assignments.findPerson(principal.personId()))
                .orElseGet(() -> new LogPerson(principal.personId(), principal.personName(), null));
    }

    /**
     * On what the caller may log time now, by name: assignments that ended before last week are left out, so that what was
     * forgotten on a Friday can still be found on Monday, and those that begin later than four weeks from now.
     */
    public List<LogProject> activeProjects(Principal principal) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), principal.zone());
        return transactions.readOnce(() -> assignments.projectsOf(
                principal.tenantId(),
                principal.personId(),
                Weeks.mondayOf(today).minusWeeks(1),
                today.plusWeeks(WEEKS_AHEAD)));
    }

    /** The labels in use, by id. */
    public List<LogLabel> labels(Principal principal) {
        return Labels.inUse(transactions.readOnce(() -> labels.all(principal.tenantId())));
    }

    /**
     * The caller's weeks whose Monday lies in the year, by Monday.
     *
     * @param year 1 to 9999
     */
    public List<WeekHead> weeksOfYear(Principal principal, int year) {
        return transactions.readOnce(
                () -> weeks.heads(principal, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
    }

    /** Every week of the caller that overlaps the month, once, by Monday. */
    public List<WeekLog> weeksOfMonth(Principal principal, YearMonth month) {
        return transactions.readOnce(() -> weeks.overlapping(principal, month.atDay(1), month.atEndOfMonth()));
    }

    /** Empty also if the week is somebody else's. */
    public Optional<WeekLog> findWeek(Principal principal, long weekLogId) {
        return transactions.read(() -> weeks.findById(principal, weekLogId));
    }

    /**
     * Brings a week to what the document says.
     *
     * @return the week as it is now
     * @throws ErpRefusalException if it cannot be; nothing is changed then
     */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public WeekLog save(Principal principal, long weekLogId, SavedWeek document) {
        throw new UnsupportedOperationException();
    }

    /**
     * Completes a week or opens it again. Doing either twice is no error.
     *
     * @param reason why it is opened again; null if the caller did not say
     * @throws ErpRefusalException if there is no such week
     */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public WeekLog complete(Principal principal, long weekLogId, boolean completed, @Nullable String reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * Logs time on lines of weeks that are there, as a program does for a person.
     *
     * @throws ErpRefusalException if any entry cannot be logged; then none is
     */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public void logFromProgram(Principal principal, List<ProgramEntry> entries) {
        throw new UnsupportedOperationException();
    }
}
