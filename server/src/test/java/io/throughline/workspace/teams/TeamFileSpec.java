package io.throughline.workspace.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TeamFileSpec {

    private static final List<String> ODD_NAMES = List.of(
            "Ada \"the first\" O'Hara: # not a comment",
            "李小龍 🦊 ñandú",
            " blanks around ",
            "- yes",
            "null",
            "1e3",
            "2026-12-24",
            "*alias &anchor !!tag",
            "two\nlines\tand a tab\u0085\u2028",
            "{a: b}",
            "x".repeat(300),
            "<script>alert(1)</script>");

    private final TestServer server;
    private final WorkspaceService workspaces;
    private final TeamService teams;
    private final TeamFileService files;
    private final AtomicInteger companies = new AtomicInteger();

    TeamFileSpec(TestDatabase database) {
        server = TestServer.on(database);
        workspaces = server.get(WorkspaceService.class);
        teams = server.get(TeamService.class);
        files = server.get(TeamFileService.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("firm" + companies.incrementAndGet());
    }

    @Test
    void whatGoesOutComesInWithoutLoss() {
        TestServer.Company from = company();
        Workspace source = from.workspace();
        for (int at = 0; at < ODD_NAMES.size(); at++) {
            String name = ODD_NAMES.get(at);
            Team team = workspaces.addTeam(source, name);
            Member member = workspaces.addMember(
                    source,
                    name,
                    at % 2 == 0 ? null : "a" + at + "@x.example",
                    at % 3 == 0 ? null : team,
                    at % 4 == 0 ? null : 7 * at + 1,
                    Map.of(name, at % 5 + 1));
            workspaces.addDayOff(
                    source, new DayOff(member.id(), LocalDate.of(2027, 1, 1).plusDays(at), name));
        }
        workspaces.addTeam(source, "Empty");
        workspaces.addDayOff(source, new DayOff(null, LocalDate.of(2026, 12, 25), ""));
        String text = files.export(source);
        TestServer.Company to = company();

        TeamFileService.Preview preview = files.preview(to.principal(), to.workspace(), text, true);
        files.apply(to.principal(), to.workspace(), text, true, preview.version());

        assertThat(files.export(to.workspace())).isEqualTo(text);
        assertThat(TeamFileReader.read(text).members())
                .extracting(TeamFile.Entry::name)
                .containsExactlyInAnyOrderElementsOf(ODD_NAMES);
        assertThat(files.preview(to.principal(), to.workspace(), text, true).differences())
                .isEmpty();
    }

    @Test
    void thePreviewTellsTheDifferencesAndChangesNothing() {
        TestServer.Company company = company();
        Team web = workspaces.addTeam(company.workspace(), "Web");
        workspaces.addMember(company.workspace(), "Ada", null, web, 2_400, Map.of("java", 3));
        workspaces.addMember(company.workspace(), "Bob", null, null, null, Map.of());
        String before = files.export(company.workspace());
        assertThat(before).contains("weeklyCapacityHours: 40\n");
        String text = """
                teams: [Web, Ops]
                members:
                  - name: Ada
                    team: Ops
                    weeklyCapacityHours: 37.5
                    skills: {java: 5, sql: 2}
                    daysOff: [{day: 2026-12-28, reason: Vacation}]
                daysOff:
                  - day: 2026-12-25
                    reason: Christmas
                """;

        assertThat(files.preview(company.principal(), company.workspace(), text, true)
                        .differences())
                .containsExactly(
                        "Add the team Ops.",
                        "Change Ada: team Web → Ops, weekly capacity 40 h → 37 h 30 min, skill java 3 → 5, skill sql none"
                                + " → 2, off on 2026-12-28 (Vacation).",
                        "Add the day off 2026-12-25 (Christmas) for everybody.",
                        "Remove the member Bob.");
        assertThat(files.preview(company.principal(), company.workspace(), text, false)
                        .differences())
                .doesNotContain("Remove the member Bob.");
        assertThat(files.export(company.workspace())).isEqualTo(before);
    }

    @Test
    void whoWasSlowerOverwritesNothing() {
        TestServer.Company company = company();
        Team web = teams.addTeam(company.principal(), company.workspace(), "Web");
        Member ada = workspaces.addMember(company.workspace(), "Ada", null, web, null, Map.of());
        String seen = MemberDetails.of(ada).version();
        var changed = new MemberDetails("Ada", null, web.id(), 600, Map.of("java", 1));
        String text = files.export(company.workspace()) + "\n";
        String version = files.preview(company.principal(), company.workspace(), text, false)
                .version();
        teams.changeMember(company.principal(), company.workspace(), ada.id(), seen, changed);

        refused(
                () -> teams.changeMember(
                        company.principal(),
                        company.workspace(),
                        ada.id(),
                        seen,
                        new MemberDetails("Ada", null, null, 60, Map.of())),
                "Somebody else changed or removed this member meanwhile");
        refused(
                () -> teams.renameTeam(company.principal(), company.workspace(), web.id(), "Old", "New"),
                "Somebody else changed or removed this team meanwhile");
        refused(
                () -> files.apply(company.principal(), company.workspace(), text, false, version),
                "The teams, or the file, are not what they were at the preview");
        assertThat(workspaces.members(company.workspace()).getFirst().weeklyCapacityMinutes())
                .isEqualTo(600);
    }

    @Test
    void onlyOwnersAndAdminsChangeTeams() {
        TestServer.Company company = company();
        Principal member = server.colleague(company, "mia", Role.MEMBER);
        Principal admin = server.colleague(company, "adam", Role.ADMIN);
        Principal stranger = company().principal();

        refused(() -> teams.addTeam(member, company.workspace(), "Web"), "You are a member of workspace APP");
        refused(() -> files.apply(member, company.workspace(), "teams: [Web]", false, null), "You are a member of");
        refused(() -> teams.addTeam(stranger, company.workspace(), "Web"), "There is no workspace 'APP'.");
        assertThat(teams.addTeam(admin, company.workspace(), " Web ").name()).isEqualTo("Web");
        refused(() -> teams.addTeam(admin, company.workspace(), "Web"), "There is a team 'Web' already.");
    }

    @Test
    void daysOffAreSaidOncePerDay() {
        TestServer.Company company = company();
        LocalDate monday = LocalDate.of(2026, 12, 21);
        teams.addDaysOff(company.principal(), company.workspace(), null, monday, monday.plusDays(2), "Retreat");
        teams.addDaysOff(company.principal(), company.workspace(), null, monday, monday, "Holiday");
        teams.removeDayOff(company.principal(), company.workspace(), null, monday.plusDays(1));

        assertThat(teams.daysOff(company.workspace()))
                .containsExactly(new DayOff(null, monday, "Holiday"), new DayOff(null, monday.plusDays(2), "Retreat"));
        refused(
                () -> teams.addDaysOff(company.principal(), company.workspace(), null, monday, monday.minusDays(1), ""),
                "Days off must be a range of at most 366 days");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "teams: [A, A] | Line 1: the team 'A' stands here twice.",
                "members: [{name: Ada, team: B}] | Line 1: there is no team 'B' under teams. There are: none.",
                "members: [{team: B}] | Line 1: this member has no name. Add one: name: Ada",
                "members: [{name: Ada, skills: {java: 6}}] | Line 1: the level of a skill is '6', but must be 1 (learning) to 5 (expert).",
                "members: [{name: Ada, weeklyCapacityHours: 200}] | Line 1: weeklyCapacityHours is '200', but must be a number of hours from 0 to 168.",
                "daysOff: [{day: 24.12.2026}] | Line 1: the day is '24.12.2026', but must be a date from 1970 to 2199 such as 2026-12-24.",
                "team: [A] | Line 1: 'team' is not known here. What may stand here: teams, members, daysOff, workspace.",
                "teams: !!javax.script.ScriptEngineManager [A] | Line 1: this is no YAML that can be read: Global tag is not allowed",
                "- A | Line 1: names with values are expected here, such as name: Ada",
                "'' | The file is empty. Export the teams to see how one looks."
            })
    void aWrongFileIsRefusedWithLineAndReason(String text, String message) {
        refused(() -> TeamFileReader.read(text), message);
    }

    @Test
    void aFileThatGrowsWhenReadIsRefused() {
        var bomb = new StringBuilder("teams:\n - &a0 [x, x]\n");
        for (int at = 1; at < 30; at++) {
            bomb.append(" - &a%d [*a%d, *a%d, *a%d]\n".formatted(at, at - 1, at - 1, at - 1));
        }
        refused(() -> TeamFileReader.read(bomb.toString()), "");
        refused(
                () -> TeamFileReader.read("#".repeat(TeamFileReader.MOST_CHARACTERS + 1)),
                "The file is larger than 1 MB");
        refused(() -> TeamFileReader.read("[".repeat(100_000)), "");
        refused(() -> TeamFileReader.read("teams:\n  - A\n  bad"), "this is no YAML that can be read");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(call).withMessageContaining(message);
    }
}
