package io.throughline.workspace;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.changes.ChangeService;
import io.throughline.changes.ResourceAddresses;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Workspaces with their teams, members and calendars. Safe for concurrent use. */
public final class WorkspaceService {

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_-]{0,31}");
    private static final int MAX_NAME_CHARACTERS = 200;

    private final WorkspaceStore store;
    private final AccessService access;
    private final ChangeService changes;
    private final Transactions transactions;
    private final Clock clock;

    WorkspaceService(
            WorkspaceStore store, AccessService access, ChangeService changes, Transactions transactions, Clock clock) {
        this.store = store;
        this.access = access;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The workspaces in which the caller is a member, the default one first. */
    public List<Workspace> workspaces(Principal principal) {
        List<Workspace> all = transactions.read(() -> store.workspacesOf(principal.tenantId(), principal.personId()));
        return all.stream()
                .filter(workspace -> principal.reaches(workspace.id()))
                .toList();
    }

    /**
     * The workspace that a call means.
     *
     * @param idOrKey id or key; null for the caller's default, or the only one
     * @throws CallerMistakeException if the caller is a member of no such workspace; lists those there are
     */
    public Workspace resolve(Principal principal, @Nullable String idOrKey) {
        List<Workspace> all = workspaces(principal);
        if (all.isEmpty()) {
            throw new CallerMistakeException(
                    "Tenant not found: you are a member of no workspace here. An owner or admin can add you, or import a"
                            + " backlog into a new one: throughline import FILE --workspace KEY --create");
        }
        if (idOrKey == null || idOrKey.isBlank()) {
            return all.getFirst();
        }
        String wanted = idOrKey.strip();
        return all.stream()
                .filter(workspace ->
                        workspace.publicId().equals(wanted) || workspace.key().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(wanted, all));
    }

    /** The keys of the caller's workspaces that begin as typed, for completing. */
    public List<String> keysBeginning(Principal principal, String typed) {
        String start = typed.strip().toUpperCase(Locale.ROOT);
        return workspaces(principal).stream()
                .map(Workspace::key)
                .filter(key -> key.startsWith(start))
                .toList();
    }

    private static CallerMistakeException unknown(String wanted, List<Workspace> all) {
        return new CallerMistakeException("There is no workspace '" + wanted + "'. You can use: "
                + NearMatches.list(wanted, all.stream().map(Workspace::key).toList()) + ".");
    }

    /** As {@link #resolve}, for a caller who will write: viewers may not. */
    public Workspace resolveForWriting(Principal principal, @Nullable String idOrKey) {
        Workspace workspace = resolve(principal, idOrKey);
        Role role = access.findRole(principal, workspace.id()).orElse(Role.VIEWER);
        if (!role.atLeast(Role.MEMBER)) {
            throw new CallerMistakeException("You are a " + role.wireName() + " of workspace " + workspace.key()
                    + " and cannot change it. An owner or admin can make you a member.");
        }
        return workspace;
    }

    /** The workspace of the caller's tenant with that key, whether the caller is a member or not: for the operator. */
    public Optional<Workspace> findByKey(Principal operator, String key) {
        return transactions.read(
                () -> store.findByKey(operator.tenantId(), key.strip().toUpperCase(Locale.ROOT)));
    }

    /** All workspaces of the caller's tenant: for the operator. */
    public List<Workspace> allOfTenant(Principal operator) {
        return transactions.read(() -> store.workspaces(operator.tenantId()));
    }

    /** Makes a workspace and its maker the owner. */
    public Workspace create(Principal principal, String key, String name) {
        String upperKey = checkedKey(key);
        String kept = checkedName(name);
        return transactions.write(() -> {
            if (store.findByKey(principal.tenantId(), upperKey).isPresent()) {
                throw new CallerMistakeException("There is a workspace " + upperKey + " already. Choose another key.");
            }
            long id = store.insert(principal.tenantId(), upperKey, kept, clock.instant());
            access.grantRole(principal.tenantId(), id, principal.personId(), Role.OWNER); // which tells listeners, too
            return new Workspace(id, principal.tenantId(), upperKey, kept, 0);
        });
    }

    /**
     * Requires a caller who runs a workspace already: who makes one is its owner, and owners read and end what is the whole
     * company's.
     *
     * @throws CallerMistakeException if the caller is neither owner nor admin anywhere
     */
    public void requireMayCreate(Principal principal) {
        if (!managesAny(principal)) {
            throw new CallerMistakeException(
                    "Only owners and admins of a workspace make new ones. Ask one of them, or the operator of this server.");
        }
    }

    /** Whether the caller is owner or admin of any workspace that they reach. */
    public boolean managesAny(Principal principal) {
        return workspaces(principal).stream()
                .flatMap(workspace -> access.findRole(principal, workspace.id()).stream())
                .anyMatch(role -> role.atLeast(Role.ADMIN));
    }

    /** A key as it is kept, in capitals. @throws CallerMistakeException if it cannot be one */
    public static String checkedKey(String key) {
        String upperKey = key.strip().toUpperCase(Locale.ROOT);
        if (!KEY.matcher(upperKey).matches()) {
            throw new CallerMistakeException(
                    "A workspace key must start with a letter and have at most 32 letters, digits,"
                            + " - or _, but was '" + key + "'. Choose one such as APP.");
        }
        return upperKey;
    }

    /** A name as it is kept. @throws CallerMistakeException if it is blank or too long */
    public static String checkedName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
            throw new CallerMistakeException("A workspace name must have 1 to " + MAX_NAME_CHARACTERS
                    + " characters, but has " + name.length() + ".");
        }
        return name.strip();
    }

    /** Gives a workspace another name; its key stays, since people and files go by it. */
    public void rename(Principal principal, Workspace workspace, String name) {
        requireManager(principal, workspace);
        String newName = checkedName(name);
        transactions.write(() -> {
            store.rename(workspace.tenantId(), workspace.id(), newName);
            changes.noteChange(workspace.tenantId(), ResourceAddresses.WORKSPACES);
            noteChange(workspace); // its summary bears the name
        });
    }

    /** @throws CallerMistakeException unless the caller is admin or owner of the workspace */
    public void requireManager(Principal principal, Workspace workspace) {
        Role role = access.findRole(principal, workspace.id())
                .orElseThrow(() -> new CallerMistakeException("There is no workspace '" + workspace.key() + "'."));
        if (!role.atLeast(Role.ADMIN)) {
            throw new CallerMistakeException("You are a " + role.wireName() + " of workspace " + workspace.key()
                    + " and cannot change how it is set up. An owner or admin can do it, or make you an admin.");
        }
    }

    /** Says that the backlog changed; to be called in the transaction that changed it. */
    public void noteChange(Workspace workspace) {
        store.bumpRevision(workspace.tenantId(), workspace.id());
        changes.noteChange(
                workspace.tenantId(),
                ResourceAddresses.backlogSummary(workspace.publicId()),
                ResourceAddresses.backlogSummary(workspace.key()),
                ResourceAddresses.currentVelocity(workspace.publicId()),
                ResourceAddresses.currentVelocity(workspace.key()));
    }

    public List<Team> teams(Workspace workspace) {
        return transactions.read(() -> store.teams(workspace.tenantId(), workspace.id()));
    }

    /**
     * The team that a caller names.
     *
     * @param argument name of the argument, for saying what was wrong
     * @param nameOrId name in any case, or id
     * @throws CallerMistakeException if there is none; lists those there are
     */
    public Team resolveTeam(Workspace workspace, String argument, String nameOrId) {
        List<Team> teams = teams(workspace);
        String wanted = nameOrId.strip();
        return teams.stream()
                .filter(team ->
                        team.name().equalsIgnoreCase(wanted) || team.publicId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException(argument + " has '" + wanted
                        + "', which does not occur in workspace " + workspace.key() + "; the teams are: "
                        + NearMatches.list(
                                wanted, teams.stream().map(Team::name).toList()) + "."));
    }

    public List<Member> members(Workspace workspace) {
        return transactions.read(() -> store.members(workspace.tenantId(), workspace.id()));
    }

    public List<DayOff> daysOff(Workspace workspace, LocalDate from, LocalDate to) {
        return transactions.read(() -> store.daysOff(workspace.tenantId(), workspace.id(), from, to));
    }

    /** How much the caller works in each workspace that lists them as a member of its work, with the days off of a range. */
    public List<WorkingTime> workingTimes(Principal principal, LocalDate from, LocalDate to) {
        return transactions.read(() -> store.workspacesOf(principal.tenantId(), principal.personId()).stream()
                .filter(workspace -> principal.reaches(workspace.id()))
                .flatMap(workspace -> workingTimes(principal, workspace, from, to).stream())
                .toList());
    }

    private List<WorkingTime> workingTimes(Principal principal, Workspace workspace, LocalDate from, LocalDate to) {
        return store.capacities(workspace.tenantId(), workspace.id(), principal.personId()).stream()
                .map(member -> new WorkingTime(
                        workspace.key(),
                        member.weeklyCapacityMinutes(),
                        store.daysOff(workspace.tenantId(), workspace.id(), from, to).stream()
                                .filter(day -> day.memberId() == null || day.memberId() == member.memberId())
                                .toList()))
                .toList();
    }

    public Team addTeam(Workspace workspace, String name) {
        return transactions.write(() -> {
            long id = store.insertTeam(workspace.tenantId(), workspace.id(), name);
            changes.noteChange(workspace.tenantId(), ResourceAddresses.WORKSPACES);
            return new Team(id, name);
        });
    }

    /** Adds a member; a person with the same address and a membership is linked to them. */
    public Member addMember(
            Workspace workspace,
            String name,
            @Nullable String email,
            @Nullable Team team,
            @Nullable Integer weeklyCapacityMinutes,
            Map<String, Integer> skills) {
        return transactions.write(() -> {
            Long teamId = team == null ? null : team.id();
            long id = store.insertMember(
                    workspace.tenantId(), workspace.id(), name, email, teamId, weeklyCapacityMinutes);
            skills.forEach((skill, level) -> store.insertSkill(workspace.tenantId(), id, skill, level));
            return new Member(id, name, email, teamId, weeklyCapacityMinutes, skills);
        });
    }

    public void addDayOff(Workspace workspace, DayOff dayOff) {
        transactions.write(() -> store.insertDayOff(workspace.tenantId(), workspace.id(), dayOff));
    }
}
