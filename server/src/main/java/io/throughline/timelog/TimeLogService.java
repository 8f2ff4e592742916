package io.throughline.timelog;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the time logs, for tools and pages: whichever system keeps them, it checks the scope and the list of who may
 * log before anything else, and leaves a row in the audit trail for each write and each refusal, without descriptions. Safe
 * for concurrent use.
 */
public final class TimeLogService {

    private final TimeLogBackend backend;
    private final AuthorizedPeople authorized;
    private final AuditService audit;

    TimeLogService(TimeLogBackend backend, AuthorizedPeople authorized, AuditService audit) {
        this.backend = backend;
        this.authorized = authorized;
        this.audit = audit;
    }

    /** Where the logs are kept, for every answer. */
    public String backendName() {
        return backend.name();
    }

    /** For whom the backend takes the caller. */
    public LogPerson person(Principal principal) {
        return reading(principal, () -> backend.person(principal));
    }

    /** On what the caller may log time now, by name. */
    public List<LogProject> activeProjects(Principal principal) {
        return reading(principal, () -> backend.activeProjects(principal));
    }

    public List<LogLabel> labels(Principal principal) {
        return reading(principal, () -> backend.labels(principal));
    }

    /** @param monday a Monday */
    public Optional<WeekLog> findWeek(Principal principal, LocalDate monday) {
        return reading(principal, () -> backend.findWeek(principal, monday));
    }

    /** All weeks that overlap the range, whole; at most 367 days. */
    public WeeksRead weeks(Principal principal, LocalDate from, LocalDate to) {
        return reading(principal, () -> backend.weeks(principal, from, to));
    }

    /** Tells what {@link #change} would come to now, and changes nothing. */
    public WeekOutcome preview(Principal principal, WeekChange change) {
        return reading(principal, () -> backend.preview(principal, change));
    }

    /** @param action for the trail, such as {@code log.fill} */
    public WeekOutcome change(Principal principal, String action, WeekChange change) {
        return writing(
                principal,
                action,
                "week " + change.weekStarting(),
                () -> backend.change(principal, change),
                TimeLogService::entry);
    }

    /** @param reason why a week is opened again; null if the caller did not say */
    public Optional<WeekLog> complete(
            Principal principal, LocalDate monday, boolean completed, @Nullable String reason) {
        return writing(
                principal,
                completed ? "log.complete" : "log.reopen",
                "week " + monday,
                () -> backend.complete(principal, monday, completed, reason),
                week -> new Trace(week.isPresent(), week.isPresent() ? "" : "no such week"));
    }

    /**
     * Does several writes, and what else belongs to them, together where the backend can.
     *
     * @param action for the trail, if it is refused
     */
    public <T> T together(Principal principal, String action, Supplier<T> work) {
        try {
            return backend.together(work);
        } catch (TimeLogProblemException | CallerMistakeException e) {
            if (backend.sharesOurDatabase()) { // the row of the refusal was taken back with the rest
                record(principal, action, false, backend.name());
            }
            throw e;
        }
    }

    /**
     * Requires that the caller may write, for those who look at something before they do; a refusal leaves its row.
     *
     * @param action for the trail, such as {@code log.fill}
     */
    public void requireMayWrite(Principal principal, String action) {
        orRecordRefusal(principal, action, backend.name(), () -> {
            requireWriter(principal);
            return true;
        });
    }

    /** What the trail says of a write. */
    private record Trace(boolean done, String detail) {}

    private static Trace entry(WeekOutcome outcome) {
        return switch (outcome) {
            case WeekOutcome.Done done ->
                new Trace(
                        done.entries().isEmpty()
                                || done.entries().stream().anyMatch(entry -> entry.kind() != EntryOutcome.Kind.REFUSED),
                        counts(done.entries()) + entries(done.entries()));
            case WeekOutcome.Locked locked -> new Trace(false, "the week is completed");
            case WeekOutcome.NoWeek none -> new Trace(false, "there is no such week log");
            case WeekOutcome.Stale stale -> new Trace(false, "the week was changed meanwhile");
        };
    }

    private static String counts(List<EntryOutcome> entries) {
        return Arrays.stream(EntryOutcome.Kind.values())
                .map(kind ->
                        entries.stream().filter(entry -> entry.kind() == kind).count() + " "
                                + kind.name().toLowerCase(Locale.ROOT))
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", "));
    }

    private static String entries(List<EntryOutcome> entries) {
        return entries.stream()
                .map(entry -> entry.change().date() + " project "
                        + entry.change().project().id() + " " + minutes(entry.before()) + " to "
                        + minutes(entry.after()))
                .collect(Collectors.joining("; ", ": ", ""));
    }

    private static String minutes(@Nullable LoggedDay day) {
        return (day == null ? 0 : day.minutes()) + " min";
    }

    private <T> T reading(Principal principal, Supplier<T> work) {
        requireScope(principal, Scope.LOGS_READ);
        requireAuthorized(principal);
        return work.get();
    }

    private <T> T writing(
            Principal principal, String action, String what, Supplier<T> work, Function<T, Trace> traceOf) {
        String where = what + " in " + backend.name();
        return orRecordRefusal(principal, action, where, () -> {
            requireWriter(principal);
            String whose = where + forSomebodyElse(principal) + ": ";
            return backend.together(() -> {
                T outcome = work.get();
                Trace trace = traceOf.apply(outcome);
                record(principal, action, trace.done(), whose + trace.detail());
                return outcome;
            });
        });
    }

    /** @param where what the trail says was tried */
    private <T> T orRecordRefusal(Principal principal, String action, String where, Supplier<T> work) {
        try {
            return work.get();
        } catch (TimeLogProblemException e) {
            record(principal, action, false, where + ": " + e.kind().name().toLowerCase(Locale.ROOT));
            throw e;
        } catch (CallerMistakeException e) {
            record(principal, action, false, where);
            throw e;
        }
    }

    private void requireWriter(Principal principal) {
        requireScope(principal, Scope.LOGS_WRITE);
        requireAuthorized(principal);
    }

    /** Whose log it is, where that does not go without saying. */
    private String forSomebodyElse(Principal principal) {
        LogPerson person = backend.person(principal);
        boolean themselves = backend.sharesOurDatabase()
                && Long.valueOf(principal.personId()).equals(person.id());
        return themselves ? "" : " for " + person.shown();
    }

    private void record(Principal principal, String action, boolean done, String detail) {
        audit.record(principal, new AuditEntry(action, done ? AuditEntry.DONE : AuditEntry.REFUSED, detail));
    }

    private static void requireScope(Principal principal, Scope scope) {
        if (!principal.scopes().contains(scope)) {
            throw new CallerMistakeException("This needs the scope " + scope.wireName()
                    + ", which your key or token does not have. Make a key with it, or allow the program more.");
        }
    }

    /**
     * Requires that the backend's identity of the caller is on the list.
     *
     * @throws TimeLogProblemException if it is not, or the backend does not tell it
     */
    public void requireAuthorized(Principal principal) {
        if (!authorized.areAll()) {
            authorized.require(backend.person(principal));
        }
    }
}
