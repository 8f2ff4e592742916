package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The embedded ERP as its REST API offers it: the caller's own weeks, none of which is ever made here. Each write is all or
 * nothing. The API looks at the scopes. Safe for concurrent use.
 */
@SuppressWarnings("DoNotCallSuggester") // filled in next
public final class EmbeddedErp {

    EmbeddedErp() {}

    public LogPerson person(Principal principal) {
        throw new UnsupportedOperationException();
    }

    /** On what the caller may log time now, by name. */
    public List<LogProject> activeProjects(Principal principal) {
        throw new UnsupportedOperationException();
    }

    /** The labels in use, by id. */
    public List<LogLabel> labels(Principal principal) {
        throw new UnsupportedOperationException();
    }

    /**
     * The caller's weeks whose Monday lies in the year, by Monday.
     *
     * @param year 1 to 9999
     */
    public List<WeekHead> weeksOfYear(Principal principal, int year) {
        throw new UnsupportedOperationException();
    }

    /** Every week of the caller that overlaps the month, once, by Monday. */
    public List<WeekLog> weeksOfMonth(Principal principal, YearMonth month) {
        throw new UnsupportedOperationException();
    }

    /** Empty also if the week is somebody else's. */
    public Optional<WeekLog> findWeek(Principal principal, long weekLogId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings a week to what the document says.
     *
     * @return the week as it is now
     * @throws ErpRefusalException if it cannot be; nothing is changed then
     */
    public WeekLog save(Principal principal, long weekLogId, SavedWeek document) {
        throw new UnsupportedOperationException();
    }

    /**
     * Completes a week or opens it again. Doing either twice is no error.
     *
     * @param reason why it is opened again; null if the caller did not say
     * @throws ErpRefusalException if there is no such week
     */
    public WeekLog complete(Principal principal, long weekLogId, boolean completed, @Nullable String reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * Logs time on lines of weeks that are there, as a program does for a person.
     *
     * @throws ErpRefusalException if any entry cannot be logged; then none is
     */
    public void logFromProgram(Principal principal, List<ProgramEntry> entries) {
        throw new UnsupportedOperationException();
    }
}
