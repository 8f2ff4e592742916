package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded ERP is set up: projects, who is assigned to them, labels. For owners and admins of any workspace of the
 * tenant, and for whoever works at this machine; every change and every refusal stands in the audit trail. All may throw
 * {@link CallerMistakeException}. Safe for concurrent use.
 */
public final class ErpAdministration {

    private final ProjectStore projects;
    private final AssignmentStore assignments;
    private final AssignedWeeks weeks;
    private final Labels labels;
    private final ErpManagers managers;
    private final WorkspaceService workspaces;

    ErpAdministration(
            ProjectStore projects,
            AssignmentStore assignments,
            AssignedWeeks weeks,
            Labels labels,
            ErpManagers managers,
            WorkspaceService workspaces) {
        this.projects = projects;
        this.assignments = assignments;
        this.weeks = weeks;
        this.labels = labels;
        this.managers = managers;
        this.workspaces = workspaces;
    }

    /** Whether the caller may do anything of this. */
    public boolean mayManage(Principal principal) {
        return managers.includes(principal);
    }

    // --- projects ---

    /** All projects by complete name, those that are switched off, too. */
    public List<ErpProject> projects(Principal principal) {
        return managers.read(principal, () -> projects.projects(principal.tenantId()));
    }

    /**
     * @param team complete name, such as {@code Atlas / Mobile}; unique in the tenant
     * @param subteam short name, such as {@code Mobile}; blank for the last part of the complete one
     * @param workspaceKey null for none
     */
    public LogProject addProject(Principal principal, String team, String subteam, @Nullable String workspaceKey) {
        return managers.write(principal, "erp.project.add", "'" + team + "'", () -> {
            Names names = names(principal, team, subteam, 0);
            Long workspaceId = workspaceKey == null ? null : workspaceId(principal, workspaceKey);
            long id = projects.insert(principal.tenantId(), names.team(), names.subteam(), workspaceId);
            return new LogProject(id, names.team(), names.subteam());
        });
    }

    public void renameProject(Principal principal, long projectId, String team, String subteam) {
        managers.write(principal, "erp.project.rename", "project " + projectId + " to '" + team + "'", () -> {
            project(principal, projectId);
            Names names = names(principal, team, subteam, projectId);
            projects.rename(principal.tenantId(), projectId, names.team(), names.subteam());
            return projectId;
        });
    }

    /** @param workspaceKey null for none */
    public void linkProject(Principal principal, long projectId, @Nullable String workspaceKey) {
        managers.write(principal, "erp.project.link", "project " + projectId + " to " + workspaceKey, () -> {
            project(principal, projectId);
            Long workspaceId = workspaceKey == null ? null : workspaceId(principal, workspaceKey);
            projects.setWorkspace(principal.tenantId(), projectId, workspaceId);
            return projectId;
        });
    }

    /** What is logged on a project stays when it is switched off; nobody finds it for new weeks. */
    public void switchProject(Principal principal, long projectId, boolean active) {
        managers.write(principal, "erp.project.switch", "project " + projectId + (active ? " on" : " off"), () -> {
            project(principal, projectId);
            projects.setActive(principal.tenantId(), projectId, active);
            return projectId;
        });
    }

    private record Names(String team, String subteam) {}

    /** @param ownId of the project that has the name already; 0 for a new one */
    private Names names(Principal principal, String team, String subteam, long ownId) {
        String kept = AccessService.checkedName(team, "The complete name of a project");
        String last = kept.substring(kept.lastIndexOf('/') + 1);
        String shortName = AccessService.checkedName(subteam.isBlank() ? last : subteam, "The short name of a project");
        projects.projects(principal.tenantId()).stream()
                .filter(other -> other.project().id() != ownId
                        && Folded.same(other.project().team(), kept))
                .findFirst()
                .ifPresent(other -> {
                    throw new CallerMistakeException("There is a project '"
                            + other.project().team() + "' already (id "
                            + other.project().id() + "). Choose another name: people find projects by it.");
                });
        return new Names(kept, shortName);
    }

    private ErpProject project(Principal principal, long projectId) {
        return projects.find(principal.tenantId(), projectId)
                .orElseThrow(() -> new CallerMistakeException(
                        "There is no project with the id " + projectId + ". List the projects to see their ids."));
    }

    private long workspaceId(Principal principal, String key) {
        return workspaces
                .findByKey(principal, key)
                .map(Workspace::id)
                .orElseThrow(() -> new CallerMistakeException("There is no workspace '" + key + "'."));
    }

    // --- people ---

    /** Everybody who works in the tenant or is assigned, by name. */
    public List<ErpPerson> people(Principal principal) {
        return managers.read(principal, () -> {
            Map<Long, List<ErpAssignment>> all = assignments.assignments(principal.tenantId()).stream()
                    .collect(Collectors.groupingBy(ErpAssignment::personId));
            return assignments.members(principal.tenantId()).stream()
                    .map(person -> new ErpPerson(
                            id(person),
                            person.name(),
                            String.valueOf(person.email()),
                            all.getOrDefault(id(person), List.of())))
                    .toList();
        });
    }

    /**
     * Lets a person log time on a project, and makes the weeks from the first day up to four weeks after today.
     *
     * @param from at most ten years ago
     * @param to last day; null if it goes on
     */
    public ErpAssignment assign(
            Principal principal, long projectId, String email, LocalDate from, @Nullable LocalDate to) {
        String what = email + " to project " + projectId + " from " + from + (to == null ? "" : " to " + to);
        return managers.write(principal, "erp.assign", what, () -> {
            ErpProject project = project(principal, projectId);
            LogPerson person = person(principal, email);
            weeks.requireRange(principal, from, to);
            requireActive(project);
            LocalDate last = to == null ? LocalDate.MAX : to;
            assignments.assignmentsOf(principal.tenantId(), id(person)).stream()
                    .filter(other -> other.project().id() == projectId && other.overlaps(from, last))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new CallerMistakeException(person.shown() + " is assigned to '"
                                + project.project().team() + "' from "
                                + other.from() + (other.to() == null ? " on" : " to " + other.to())
                                + " already. End that assignment, or choose other days.");
                    });
            long id = assignments.insert(principal.tenantId(), projectId, id(person), from, to);
            var made = new ErpAssignment(id, id(person), project.project(), true, from, to);
            weeks.make(principal, made);
            return made;
        });
    }

    private static void requireActive(ErpProject project) {
        if (!project.active()) {
            throw new CallerMistakeException(
                    "'" + project.project().team() + "' is switched off. Switch it on, then assign people.");
        }
    }

    /**
     * Gives an assignment its last day. Later weeks lose the project where nothing is logged on it and the week is open.
     *
     * @param lastDay before the first day to take the assignment back altogether
     */
    public void endAssignment(Principal principal, long assignmentId, LocalDate lastDay) {
        managers.write(principal, "erp.assignment.end", "assignment " + assignmentId + " on " + lastDay, () -> {
            ErpAssignment assignment = assignments
                    .find(principal.tenantId(), assignmentId)
                    .orElseThrow(() -> new CallerMistakeException("There is no assignment with the id " + assignmentId
                            + ". List the people to see their assignments."));
            if (lastDay.isBefore(assignment.from())) {
                assignments.delete(principal.tenantId(), assignmentId);
            } else {
                assignments.setEnd(principal.tenantId(), assignmentId, lastDay);
            }
            weeks.takeBack(principal, assignment, lastDay);
            assignments.assignmentsOf(principal.tenantId(), assignment.personId()).stream()
                    .filter(other ->
                            other.project().id() == assignment.project().id())
                    .forEach(other -> weeks.make(principal, other));
            return assignmentId;
        });
    }

    /**
     * Does several changes together: all or none.
     *
     * @param action for the trail, if one is refused
     * @param what is changed, for the trail
     */
    public <T> T together(Principal principal, String action, String what, Supplier<T> changes) {
        return managers.together(principal, action, what, changes);
    }

    /** Makes this week's logs and those of the four weeks after it, for everybody who is assigned then. */
    public void makeComingWeeks(Principal principal) {
        managers.write(principal, "erp.weeks.make", "the coming weeks", () -> {
            weeks.makeComing(principal);
            return true;
        });
    }

    /** Makes the log of a week, and in it the projects to which the person is assigned then, unless they are there. */
    public WeekLog ensureWeek(Principal principal, String email, LocalDate monday) {
        return managers.write(principal, "erp.week.ensure", "week " + monday + " of " + email, () -> {
            if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
                throw new CallerMistakeException(
                        monday + " is no Monday. For that week it is " + Weeks.mondayOf(monday) + ".");
            }
            return weeks.ensure(principal, person(principal, email), monday);
        });
    }

    private LogPerson person(Principal principal, String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<LogPerson> self =
                assignments.findPerson(principal.personId()).filter(person -> address.equals(person.email()));
        return self.or(() -> assignments.findMember(principal.tenantId(), address))
                .orElseThrow(() -> new CallerMistakeException("Nobody with the address " + address
                        + " works here. Invite them to a workspace first, or: throughline user add " + address
                        + " --workspace KEY --role member"));
    }

    private static long id(LogPerson person) {
        return Objects.requireNonNull(person.id());
    }

    // --- labels ---

    /** All labels by id, those that are switched off, too. */
    public List<ErpLabel> labels(Principal principal) {
        return managers.read(principal, () -> labels.all(principal.tenantId()));
    }

    public LogLabel addLabel(Principal principal, String name) {
        return managers.write(
                principal, "erp.label.add", "'" + name + "'", () -> labels.add(principal.tenantId(), name));
    }

    public void renameLabel(Principal principal, long labelId, String name) {
        managers.write(principal, "erp.label.rename", "label " + labelId + " to '" + name + "'", () -> {
            labels.rename(principal.tenantId(), labelId, name);
            return labelId;
        });
    }

    /** Entries keep a label that is switched off; new ones cannot have it. The default label stays on. */
    public void switchLabel(Principal principal, long labelId, boolean active) {
        managers.write(principal, "erp.label.switch", "label " + labelId + (active ? " on" : " off"), () -> {
            labels.turn(principal.tenantId(), labelId, active);
            return labelId;
        });
    }
}
