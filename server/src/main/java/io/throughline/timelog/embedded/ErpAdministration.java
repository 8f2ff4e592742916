package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded ERP is set up: projects, who is assigned to them, labels. For owners and admins of any workspace of the
 * tenant, and for whoever works at this machine. All may throw {@link io.throughline.problem.CallerMistakeException}. Safe for
 * concurrent use.
 */
@SuppressWarnings("DoNotCallSuggester") // filled in next
public final class ErpAdministration {

    ErpAdministration() {}

    /** All projects by complete name, those that are switched off, too. */
    public List<ErpProject> projects(Principal principal) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param team complete name, such as {@code Atlas / Mobile}; unique in the tenant
     * @param subteam short name, such as {@code Mobile}
     * @param workspaceKey null for none
     */
    public LogProject addProject(Principal principal, String team, String subteam, @Nullable String workspaceKey) {
        throw new UnsupportedOperationException();
    }

    public void renameProject(Principal principal, long projectId, String team, String subteam) {
        throw new UnsupportedOperationException();
    }

    /** @param workspaceKey null for none */
    public void linkProject(Principal principal, long projectId, @Nullable String workspaceKey) {
        throw new UnsupportedOperationException();
    }

    /** What is logged on a project stays when it is switched off; nobody finds it for new weeks. */
    public void switchProject(Principal principal, long projectId, boolean active) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lets a person log time on a project, and makes the weeks from the first day up to four weeks after today.
     *
     * @param to last day; null if it goes on
     */
    public ErpAssignment assign(
            Principal principal, long projectId, String email, LocalDate from, @Nullable LocalDate to) {
        throw new UnsupportedOperationException();
    }

    /** Ends an assignment. Later weeks lose the project where nothing is logged on it. */
    public void endAssignment(Principal principal, long assignmentId, LocalDate lastDay) {
        throw new UnsupportedOperationException();
    }

    /** Everybody who works in the tenant, by name. */
    public List<ErpPerson> people(Principal principal) {
        throw new UnsupportedOperationException();
    }

    /** All labels by id, those that are switched off, too. */
    public List<ErpLabel> labels(Principal principal) {
        throw new UnsupportedOperationException();
    }

    public LogLabel addLabel(Principal principal, String name) {
        throw new UnsupportedOperationException();
    }

    public void renameLabel(Principal principal, long labelId, String name) {
        throw new UnsupportedOperationException();
    }

    /** Entries keep a label that is switched off; new ones cannot have it. The default label stays on. */
    public void switchLabel(Principal principal, long labelId, boolean active) {
        throw new UnsupportedOperationException();
    }

    /** Makes the log of a week, and of all weeks' projects to which the person is assigned then, unless they are there. */
    public WeekLog ensureWeek(Principal principal, String email, LocalDate monday) {
        throw new UnsupportedOperationException();
    }
}
