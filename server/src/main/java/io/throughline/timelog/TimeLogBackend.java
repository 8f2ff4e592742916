package io.throughline.timelog;

import io.throughline.access.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The system that keeps the time logs. Every call is about the person as whom the caller is signed in to it, and nobody else.
 * All may throw {@link TimeLogProblemException}. Safe for concurrent use.
 *
 * <p>Writes are told as what is to be different ({@link EntryChange}), not as the week that is wanted: an adapter reads the
 * week, applies them by {@link WeekEdit} and saves, or, where the system knows single entries only, looks each up and writes
 * it. Either way another writer of the same week loses nothing, and the same change again changes nothing.
 */
public interface TimeLogBackend {

    /** For every answer, such as {@code Throughline's own ERP} or {@code the ERP at erp.example.com}. */
    String name();

    /** For whom the backend takes the caller. */
    LogPerson person(Principal principal);

    /** On what the caller may log time now, by name. */
    List<LogProject> activeProjects(Principal principal);

    /** The labels in use, by id. */
    List<LogLabel> labels(Principal principal);

    /** @param monday a Monday */
    Optional<WeekLog> findWeek(Principal principal, LocalDate monday);

    /**
     * All weeks that overlap the range, whole.
     *
     * @param from first day
     * @param to last day, at most 366 days after the first
     */
    WeeksRead weeks(Principal principal, LocalDate from, LocalDate to);

    /** Changes a week. What comes back was read from the backend after the change. */
    WeekOutcome change(Principal principal, WeekChange change);

    /** Tells what {@link #change} would come to now, and changes nothing. */
    WeekOutcome preview(Principal principal, WeekChange change);

    /**
     * Completes a week or opens it again. Doing either twice is no error.
     *
     * @param reason why it is opened again; null if the caller did not say
     * @return the week as it is now; empty if there is none
     */
    Optional<WeekLog> complete(Principal principal, LocalDate monday, boolean completed, @Nullable String reason);

    /** Whether the logs are in our own database, so that people are ours and {@link #together} rolls back. */
    default boolean sharesOurDatabase() {
        return false;
    }

    /** Does a write and what records it: both or neither, where the backend keeps its logs in our own database. */
    default <T> T together(Supplier<T> work) {
        return work.get();
    }
}
