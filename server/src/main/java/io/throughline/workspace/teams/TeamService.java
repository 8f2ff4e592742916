package io.throughline.workspace.teams;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.Principal;
import io.throughline.changes.ChangeService;
import io.throughline.changes.ResourceAddresses;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes teams, their members and the calendar. Owners and admins of the workspace may; each change is refused if somebody
 * else changed the same thing since the caller saw it. Safe for concurrent use.
 */
public final class TeamService {

    private static final int MAX_NAME_CHARACTERS = 200;
    private static final int MAX_SKILLS = 100;
    private static final int MAX_WEEK_MINUTES = 7 * 24 * 60;
    private static final long MAX_DAYS_AT_ONCE = 366;
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private final TeamStore store;
    private final WorkspaceService workspaces;
    private final AccessService access;
    private final ChangeService changes;
    private final Transactions transactions;

    TeamService(
            TeamStore store,
            WorkspaceService workspaces,
            AccessService access,
            ChangeService changes,
            Transactions transactions) {
        this.store = store;
        this.workspaces = workspaces;
        this.access = access;
        this.changes = changes;
        this.transactions = transactions;
    }

    // --- teams ---

    public Team addTeam(Principal principal, Workspace workspace, String name) {
        String checked = checkedName("team", name);
        return change(principal, workspace, "team.add", checked, () -> {
            requireFreeTeamName(workspace, checked);
            return workspaces.addTeam(workspace, checked);
        });
    }

    /** @param nameBefore the name that the caller saw */
    public void renameTeam(Principal principal, Workspace workspace, long teamId, String nameBefore, String name) {
        String checked = checkedName("team", name);
        change(principal, workspace, "team.rename", nameBefore + " to " + checked, () -> {
            if (!checked.equals(nameBefore)) {
                requireFreeTeamName(workspace, checked);
            }
            require(store.renameTeam(workspace.tenantId(), workspace.id(), teamId, nameBefore, checked), "team");
            return checked;
        });
    }

    /** Removes a team; its members and items stay, without a team. */
    public void removeTeam(Principal principal, Workspace workspace, long teamId, String nameBefore) {
        change(principal, workspace, "team.remove", nameBefore, () -> {
            require(store.deleteTeam(workspace.tenantId(), workspace.id(), teamId, nameBefore), "team");
            return nameBefore;
        });
    }

    private void requireFreeTeamName(Workspace workspace, String name) {
        if (workspaces.teams(workspace).stream().anyMatch(team -> team.name().equals(name))) {
            throw new CallerMistakeException("There is a team '" + name + "' already. Choose another name.");
        }
    }

    // --- members ---

    public Member addMember(Principal principal, Workspace workspace, MemberDetails member) {
        return change(principal, workspace, "team-member.add", member.name(), () -> {
            MemberDetails checked = checked(workspace, member, null);
            return workspaces.addMember(
                    workspace,
                    checked.name(),
                    checked.email(),
                    checked.teamId() == null ? null : team(workspace, checked.teamId()),
                    checked.weeklyCapacityMinutes(),
                    checked.skills());
        });
    }

    /** @param versionBefore {@link MemberDetails#version} of the member as the caller saw it */
    public void changeMember(
            Principal principal, Workspace workspace, long memberId, String versionBefore, MemberDetails member) {
        change(principal, workspace, "team-member.change", member.name(), () -> {
            Member before = member(workspace, memberId, versionBefore);
            MemberDetails checked = checked(workspace, member, before);
            store.updateMember(workspace.tenantId(), workspace.id(), memberId, checked);
            return checked;
        });
    }

    /** Removes a member with their skills and days off; their items stay, without an assignee. */
    public void removeMember(Principal principal, Workspace workspace, long memberId, String versionBefore) {
        change(principal, workspace, "team-member.remove", "member " + memberId, () -> {
            Member before = member(workspace, memberId, versionBefore);
            store.deleteMember(workspace.tenantId(), workspace.id(), memberId);
            return before;
        });
    }

    private Member member(Workspace workspace, long memberId, String versionBefore) {
        return workspaces.members(workspace).stream()
                .filter(each -> each.id() == memberId
                        && MemberDetails.of(each).version().equals(versionBefore))
                .findFirst()
                .orElseThrow(() -> changedMeanwhile("member"));
    }

    private Team team(Workspace workspace, long teamId) {
        return workspaces.teams(workspace).stream()
                .filter(team -> team.id() == teamId)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException(
                        "The team is not there any more. Reload the page and choose another."));
    }

    private MemberDetails checked(Workspace workspace, MemberDetails member, @Nullable Member before) {
        String name = before != null && before.name().equals(member.name())
                ? member.name() // as an import wrote it
                : checkedName("member", member.name());
        boolean taken = workspaces.members(workspace).stream()
                .anyMatch(each -> each.name().equals(name) && (before == null || each.id() != before.id()));
        if (taken) {
            throw new CallerMistakeException("There is a member '" + name + "' already. Choose another name.");
        }
        if (member.teamId() != null) {
            team(workspace, member.teamId());
        }
        Integer capacity = member.weeklyCapacityMinutes();
        if (capacity != null && (capacity < 0 || capacity > MAX_WEEK_MINUTES)) {
            throw new CallerMistakeException(
                    "A week has 0 to 168 hours, but the capacity was " + capacity / 60.0 + " hours.");
        }
        if (member.skills().size() > MAX_SKILLS) {
            throw new CallerMistakeException("A member can have at most " + MAX_SKILLS + " skills.");
        }
        member.skills().forEach((skill, level) -> {
            if (level < 1 || level > 5) {
                throw new CallerMistakeException(
                        "The level of a skill is 1 (learning) to 5 (expert), but '" + skill + "' has " + level + ".");
            }
        });
        String email = member.email() == null || member.email().isBlank()
                ? null
                : member.email().strip();
        return new MemberDetails(name, email, member.teamId(), capacity, member.skills());
    }

    // --- calendar ---

    /** All days off of the workspace, whenever they are, in the order of days. */
    public List<DayOff> daysOff(Workspace workspace) {
        return workspaces.daysOff(workspace, FIRST_DAY, LAST_DAY);
    }

    /**
     * Adds days off, one for each day of a range.
     *
     * @param memberId null for everybody
     * @param to last day, included
     */
    public void addDaysOff(
            Principal principal,
            Workspace workspace,
            @Nullable Long memberId,
            LocalDate from,
            LocalDate to,
            String reason) {
        if (from.isBefore(FIRST_DAY)
                || to.isAfter(LAST_DAY)
                || to.isBefore(from)
                || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS_AT_ONCE) {
            throw new CallerMistakeException("Days off must be a range of at most " + MAX_DAYS_AT_ONCE
                    + " days from 1970 to 2199, the first day first, but was " + from + " to " + to + ".");
        }
        if (reason.strip().length() > MAX_NAME_CHARACTERS) {
            throw new CallerMistakeException(
                    "The reason of a day off may have at most " + MAX_NAME_CHARACTERS + " characters.");
        }
        change(principal, workspace, "calendar.add", from + " to " + to, () -> {
            from.datesUntil(to.plusDays(1)).forEach(day -> {
                store.deleteDayOff(workspace.tenantId(), workspace.id(), memberId, day); // said anew
                addDayOff(workspace, new DayOff(memberId, day, reason.strip()));
            });
            return from;
        });
    }

    private void addDayOff(Workspace workspace, DayOff day) {
        Long memberId = day.memberId();
        if (memberId != null && workspaces.members(workspace).stream().noneMatch(each -> each.id() == memberId)) {
            throw changedMeanwhile("member");
        }
        workspaces.addDayOff(workspace, day);
    }

    /** @param memberId null for a day of everybody */
    public void removeDayOff(Principal principal, Workspace workspace, @Nullable Long memberId, LocalDate day) {
        change(principal, workspace, "calendar.remove", day.toString(), () -> {
            require(store.deleteDayOff(workspace.tenantId(), workspace.id(), memberId, day), "day off");
            return day;
        });
    }

    // --- for a whole file, whose bringer was checked already ---

    void writeMember(Workspace workspace, long memberId, MemberDetails member) {
        store.updateMember(workspace.tenantId(), workspace.id(), memberId, member);
    }

    void eraseMember(Workspace workspace, long memberId) {
        store.deleteMember(workspace.tenantId(), workspace.id(), memberId);
    }

    void eraseTeam(Workspace workspace, Team team) {
        store.deleteTeam(workspace.tenantId(), workspace.id(), team.id(), team.name());
    }

    void replaceDaysOff(Workspace workspace, @Nullable Long memberId, List<DayOff> days) {
        store.deleteDaysOff(workspace.tenantId(), workspace.id(), memberId);
        days.forEach(day -> workspaces.addDayOff(workspace, day));
    }

    // --- what all changes have in common ---

    /** Checks that the caller may, makes the change, tells listeners and the trail of it: all or nothing. */
    <T> T change(Principal principal, Workspace workspace, String action, String detail, Supplier<T> work) {
        return transactions.write(() -> {
            workspaces.requireManager(principal, workspace);
            T result = work.get();
            changes.noteChange(workspace.tenantId(), ResourceAddresses.WORKSPACES);
            workspaces.noteChange(workspace);
            access.record(principal, new AuditEntry(action, AuditEntry.DONE, detail, workspace.id()));
            return result;
        });
    }

    static String checkedName(String what, String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME_CHARACTERS) {
            throw new CallerMistakeException("The name of a " + what + " must have 1 to " + MAX_NAME_CHARACTERS
                    + " characters, but has " + stripped.length() + ".");
        }
        return stripped;
    }

    private static void require(boolean done, String what) {
        if (!done) {
            throw changedMeanwhile(what);
        }
    }

    private static CallerMistakeException changedMeanwhile(String what) {
        return new CallerMistakeException(
                "Somebody else changed or removed this " + what
                        + " meanwhile, so nothing was done. Look at it as it is now, and change it again if you still want to.");
    }
}
