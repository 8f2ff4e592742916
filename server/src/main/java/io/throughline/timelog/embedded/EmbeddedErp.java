package io.throughline.timelog.embedded;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.embedded.ErpRefusalException.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The embedded ERP as its REST API offers it: the caller's own weeks, none of which is ever made here. Each write is all or
 * nothing. The API looks at the scopes. Safe for concurrent use.
 */
public final class EmbeddedErp {

    private final WeekLedger weeks;
    private final AssignmentStore assignments;
    private final Labels labels;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    EmbeddedErp(
            WeekLedger weeks,
            AssignmentStore assignments,
            Labels labels,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        this.weeks = weeks;
        this.assignments = assignments;
        this.labels = labels;
        this.audit = audit;
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
                today.plusWeeks(AssignedWeeks.WEEKS_AHEAD)));
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
    public WeekLog save(Principal principal, long weekLogId, SavedWeek document) {
        return recorded(principal, "erp.save", "week log " + weekLogId, () -> {
            WeekLog week = weeks.lockById(principal, weekLogId).orElseThrow(EmbeddedErp::noWeek);
            requireCurrent(week, document.modifiedAt());
            WeekLog after = WeekSave.apply(week, document, inUseStored(principal));
            return weeks.keep(principal, week, after).week();
        });
    }

    /**
     * Completes a week or opens it again. Doing either twice is no error.
     *
     * @param reason why it is opened again; null if the caller did not say
     * @throws ErpRefusalException if there is no such week
     */
    public WeekLog complete(Principal principal, long weekLogId, boolean completed, @Nullable String reason) {
        String kept = SaveRules.reason("reason", reason);
        String what = "week log " + weekLogId + (completed ? " completed" : " opened again");
        return recorded(principal, "erp.complete", what, () -> {
            WeekLog week = weeks.lockById(principal, weekLogId).orElseThrow(EmbeddedErp::noWeek);
            return weeks.complete(principal, week, completed, kept);
        });
    }

    /**
     * Logs time on lines of weeks that are there, as a program does for a person.
     *
     * @throws ErpRefusalException if any entry cannot be logged; then none is
     */
    public void logFromProgram(Principal principal, List<ProgramEntry> entries) {
        if (entries.isEmpty()) {
            throw ErpRefusalException.invalid("logs", "is empty. Send at least one entry.");
        }
        recorded(principal, "erp.log", entries.size() + " entries", () -> {
            logEach(principal, entries);
            return entries.size();
        });
    }

    /** By Monday, so that no two callers wait for each other. */
    private void logEach(Principal principal, List<ProgramEntry> entries) {
        SortedMap<LocalDate, List<Integer>> byWeek = new TreeMap<>();
        for (int at = 0; at < entries.size(); at++) {
            byWeek.computeIfAbsent(Weeks.mondayOf(entries.get(at).date()), monday -> new ArrayList<>())
                    .add(at);
        }
        byWeek.forEach((monday, places) -> {
            WeekLog week = weeks.lock(principal, monday)
                    .orElseThrow(() -> ProgramWeek.notInProject(entries.get(places.getFirst())));
            requireOpen(week);
            var changed = new ProgramWeek(week, inUseStored(principal));
            places.forEach(at -> changed.add("logs[" + at + "]", entries.get(at)));
            weeks.keep(principal, week, changed.result());
        });
    }

    private List<LogLabel> inUseStored(Principal principal) {
        return Labels.inUse(labels.allStored(principal.tenantId()));
    }

    private static void requireCurrent(WeekLog week, @Nullable String modifiedAt) {
        if (modifiedAt == null) {
            throw ErpRefusalException.invalid(
                    "modified_at", "is missing. Send it as you read it, so that nothing newer is overwritten.");
        }
        if (Version.parse(modifiedAt).isEmpty()) {
            throw ErpRefusalException.invalid(
                    "modified_at", "must be an instant such as 2026-01-06T09:15:27.103482Z. Send it as you read it.");
        }
        requireOpen(week);
        String current = week.modifiedAt();
        if (current == null || !Version.same(modifiedAt, current)) {
            throw new ErpRefusalException(
                    Reason.STALE,
                    "The week log of " + week.weekStarting() + " was changed meanwhile. Read it again and repeat your"
                            + " change.",
                    Map.of(),
                    current);
        }
    }

    private static void requireOpen(WeekLog week) {
        if (week.completed()) {
            throw new ErpRefusalException(
                    Reason.COMPLETED,
                    "The week of " + week.weekStarting()
                            + " is completed. Open it again by completing it with save_draft"
                            + " true, then change it.");
        }
    }

    private static ErpRefusalException noWeek() {
        return new ErpRefusalException(Reason.NOT_FOUND, "There is no such week log.");
    }

    /** The row of a refusal stays in the trail though all else is rolled back. */
    private <T> T recorded(Principal principal, String action, String what, Supplier<T> work) {
        try {
            return transactions.write(() -> {
                T result = work.get();
                audit.record(principal, new AuditEntry(action, AuditEntry.DONE, what));
                return result;
            });
        } catch (ErpRefusalException e) {
            String why = e.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            audit.record(principal, new AuditEntry(action, AuditEntry.REFUSED, what + ": " + why));
            throw e;
        }
    }
}
