package io.throughline.workspace.teams;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The teams of a workspace as one file: out and in again without loss. Safe for concurrent use. */
public final class TeamFileService {

    private final TeamService service;
    private final WorkspaceService workspaces;
    private final Transactions transactions;

    TeamFileService(TeamService service, WorkspaceService workspaces, Transactions transactions) {
        this.service = service;
        this.workspaces = workspaces;
        this.transactions = transactions;
    }

    /**
     * What a file would change.
     *
     * @param differences one sentence each, in the order in which they would be made; empty if the workspace is as the file
     *     says
     * @param version of the workspace and the file that were compared, to be given to {@link #apply}
     */
    public record Preview(List<String> differences, String version) {
        public Preview {
            differences = List.copyOf(differences);
        }
    }

    /** YAML, UTF-8. */
    public String export(Workspace workspace) {
        return TeamFileText.of(transactions.read(() -> current(workspace)));
    }

    /**
     * Compares a file with the workspace and changes nothing.
     *
     * @param removeOthers whether teams, members and days of everybody that the file does not name would go
     * @throws CallerMistakeException if the file is wrong; says the line and what would be right
     */
    public Preview preview(Principal principal, Workspace workspace, String text, boolean removeOthers) {
        TeamFile wanted = TeamFileReader.read(text);
        return transactions.read(() -> {
            workspaces.requireManager(principal, workspace);
            return preview(current(workspace), wanted, removeOthers);
        });
    }

    private static Preview preview(TeamFile current, TeamFile wanted, boolean removeOthers) {
        byte[] compared = (current + " → " + wanted + removeOthers).getBytes(StandardCharsets.UTF_8);
        return new Preview(
                TeamFileDifferences.between(current, wanted, removeOthers),
                java.util.UUID.nameUUIDFromBytes(compared).toString());
    }

    /**
     * Makes the workspace as the file says, if it is still as it was at the preview.
     *
     * @param version of the {@link Preview} that the caller has seen; null to go without one
     * @throws CallerMistakeException if somebody changed the teams since, or the file is another
     */
    public Preview apply(
            Principal principal, Workspace workspace, String text, boolean removeOthers, @Nullable String version) {
        TeamFile wanted = TeamFileReader.read(text);
        return service.change(
                principal,
                workspace,
                "team-file.import",
                "file of " + wanted.members().size() + " members",
                () -> {
                    Preview preview = preview(current(workspace), wanted, removeOthers);
                    if (version != null && !preview.version().equals(version)) {
                        throw new CallerMistakeException(
                                "The teams, or the file, are not what they were at the preview, so"
                                        + " nothing was changed. Look at the differences again.");
                    }
                    write(workspace, wanted, removeOthers);
                    return preview;
                });
    }

    private void write(Workspace workspace, TeamFile wanted, boolean removeOthers) {
        Map<String, Team> teams = new HashMap<>();
        workspaces.teams(workspace).forEach(team -> teams.put(team.name(), team));
        for (String name : wanted.teams()) {
            teams.computeIfAbsent(name, missing -> workspaces.addTeam(workspace, missing));
        }
        Map<String, Member> members = new HashMap<>();
        workspaces.members(workspace).forEach(member -> members.put(member.name(), member));
        for (TeamFile.Entry entry : wanted.members()) {
            Team team = entry.team() == null ? null : teams.get(entry.team());
            Member known = members.get(entry.name());
            long id;
            if (known == null) {
                id = workspaces
                        .addMember(
                                workspace,
                                entry.name(),
                                entry.email(),
                                team,
                                entry.weeklyCapacityMinutes(),
                                entry.skills())
                        .id();
            } else {
                id = known.id();
                service.writeMember(
                        workspace,
                        id,
                        new MemberDetails(
                                entry.name(),
                                entry.email(),
                                team == null ? null : team.id(),
                                entry.weeklyCapacityMinutes(),
                                entry.skills()));
            }
            service.replaceDaysOff(workspace, id, days(id, entry.daysOff()));
        }
        List<TeamFile.Day> everybody = new ArrayList<>(wanted.daysOff());
        if (!removeOthers) {
            List<TeamFile.Day> before = daysOf(null, service.daysOff(workspace));
            before.stream().filter(day -> !everybody.contains(day)).forEach(everybody::add);
        }
        service.replaceDaysOff(workspace, null, days(null, everybody));
        if (removeOthers) {
            List<String> named =
                    wanted.members().stream().map(TeamFile.Entry::name).toList();
            members.values().stream()
                    .filter(member -> !named.contains(member.name()))
                    .forEach(member -> service.eraseMember(workspace, member.id()));
            teams.values().stream()
                    .filter(team -> !wanted.teams().contains(team.name()))
                    .forEach(team -> service.eraseTeam(workspace, team));
        }
    }

    private static List<DayOff> days(@Nullable Long memberId, List<TeamFile.Day> days) {
        return days.stream()
                .map(day -> new DayOff(memberId, day.day(), day.reason()))
                .toList();
    }

    private TeamFile current(Workspace workspace) {
        List<DayOff> daysOff = service.daysOff(workspace);
        Map<Long, String> teamNames =
                workspaces.teams(workspace).stream().collect(Collectors.toMap(Team::id, Team::name));
        return new TeamFile(
                workspace.key(),
                workspaces.teams(workspace).stream().map(Team::name).toList(),
                workspaces.members(workspace).stream()
                        .map(member -> new TeamFile.Entry(
                                member.name(),
                                member.email(),
                                member.teamId() == null ? null : teamNames.get(member.teamId()),
                                member.weeklyCapacityMinutes(),
                                member.skills(),
                                daysOf(member.id(), daysOff)))
                        .toList(),
                daysOf(null, daysOff));
    }

    private static List<TeamFile.Day> daysOf(@Nullable Long memberId, List<DayOff> daysOff) {
        return daysOff.stream()
                .filter(day -> Objects.equals(day.memberId(), memberId))
                .map(day -> new TeamFile.Day(day.day(), day.reason()))
                .toList();
    }
}
