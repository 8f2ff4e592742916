package io.throughline.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.problem.CallerMistakeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorkspaceSpec {

    private final TestServer server;
    private final WorkspaceService workspaces;
    private final AtomicInteger companies = new AtomicInteger();

    WorkspaceSpec(TestDatabase database) {
        server = TestServer.on(database);
        workspaces = server.get(WorkspaceService.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("firm" + companies.incrementAndGet());
    }

    @Test
    void aWorkspaceIsMeantByIdByKeyOrByDefault() {
        TestServer.Company company = company();
        server.pass(Duration.ofMinutes(1));
        Workspace second = workspaces.create(company.principal(), " web ", "The site");

        assertThat(second.key()).isEqualTo("WEB");
        assertThat(workspaces.resolve(company.principal(), null)).isEqualTo(company.workspace());
        assertThat(workspaces.resolve(company.principal(), " ")).isEqualTo(company.workspace());
        assertThat(workspaces.resolve(company.principal(), "web")).isEqualTo(second);
        assertThat(workspaces.resolve(company.principal(), second.publicId())).isEqualTo(second);
        assertThat(workspaces.workspaces(company.principal())).containsExactly(company.workspace(), second);
        assertThat(workspaces.keysBeginning(company.principal(), "w")).containsExactly("WEB");
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThereAre() {
        TestServer.Company company = company();
        workspaces.create(company.principal(), "PLAT", "Platform");

        refused(
                () -> workspaces.resolve(company.principal(), "PLATFORM"),
                "There is no workspace 'PLATFORM'. You can use: PLAT, APP.");
        refused(
                () -> workspaces.resolve(company.principal(), "w999999"),
                "There is no workspace 'w999999'. You can use: APP, PLAT.");
    }

    @Test
    void whoIsNoMemberIsToldWhoCanHelp() {
        TestServer.Company company = company();
        var stranger = server.get(AccessService.class).addPerson("s@x.example", null, null, false);
        Principal principal = server.principal(company.tenant(), stranger);

        assertThat(workspaces.workspaces(principal)).isEmpty();
        refused(
                () -> workspaces.resolve(principal, null),
                "Tenant not found: you are a member of no workspace here. An owner or admin can add you, or import a"
                        + " backlog into a new one: throughline import FILE --workspace KEY --create");
    }

    @Test
    void membersSeeOnlyTheirWorkspaces() {
        TestServer.Company company = company();
        workspaces.create(company.principal(), "SECRET", "Not for all");
        Principal colleague = server.colleague(company, "eve", Role.MEMBER);

        assertThat(workspaces.workspaces(colleague)).containsExactly(company.workspace());
        refused(() -> workspaces.resolve(colleague, "SECRET"), "There is no workspace 'SECRET'. You can use: APP.");
    }

    @Test
    void viewersReadAndMembersWrite() {
        TestServer.Company company = company();
        Principal viewer = server.colleague(company, "vera", Role.VIEWER);
        Principal member = server.colleague(company, "mia", Role.MEMBER);

        assertThat(workspaces.resolve(viewer, "APP")).isEqualTo(company.workspace());
        assertThat(workspaces.resolveForWriting(member, "APP")).isEqualTo(company.workspace());
        refused(
                () -> workspaces.resolveForWriting(viewer, "APP"),
                "You are a viewer of workspace APP and cannot change it. An owner or admin can make you a member.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1APP", "A B", "ÄPP", "A.B", "A123456789012345678901234567890123"})
    void keysAreShortWords(String key) {
        TestServer.Company company = company();

        refused(
                () -> workspaces.create(company.principal(), key, "Name"),
                "A workspace key must start with a letter and have at most 32 letters, digits, - or _, but was '" + key
                        + "'. Choose one such as APP.");
    }

    @Test
    void namesAndKeysAreChecked() {
        TestServer.Company company = company();

        refused(
                () -> workspaces.create(company.principal(), "app", "Again"),
                "There is a workspace APP already. Choose another key.");
        refused(
                () -> workspaces.create(company.principal(), "NEW", " "),
                "A workspace name must have 1 to 200 characters, but has 1.");
        refused(
                () -> workspaces.create(company.principal(), "NEW", "x".repeat(201)),
                "A workspace name must have 1 to 200 characters, but has 201.");
        assertThat(workspaces.allOfTenant(company.principal())).containsExactly(company.workspace());
    }

    @Test
    void membersHaveTeamsSkillsCapacityAndDaysOff() {
        TestServer.Company company = company();
        Workspace workspace = company.workspace();
        Team team = workspaces.addTeam(workspace, "Web");
        Member ada = workspaces.addMember(
                workspace, "Ada", company.owner().email(), team, 2_400, Map.of("java", 5, "sql", 3));
        Member bob = workspaces.addMember(workspace, "Bob", null, null, null, Map.of());
        var holiday = new DayOff(null, LocalDate.of(2026, 12, 25), "Christmas");
        var vacation = new DayOff(ada.id(), LocalDate.of(2026, 12, 28), "Vacation");
        workspaces.addDayOff(workspace, vacation);
        workspaces.addDayOff(workspace, holiday);

        assertThat(workspaces.teams(workspace)).containsExactly(team);
        assertThat(workspaces.members(workspace)).containsExactly(ada, bob);
        assertThat(workspaces.daysOff(workspace, LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 28)))
                .isEqualTo(List.of(holiday, vacation));
        assertThat(workspaces.daysOff(workspace, LocalDate.of(2026, 12, 26), LocalDate.of(2026, 12, 27)))
                .isEmpty();
    }

    @Test
    void everyChangeIsCounted() {
        TestServer.Company company = company();
        workspaces.noteChange(company.workspace());
        workspaces.noteChange(company.workspace());

        assertThat(workspaces.resolve(company.principal(), "APP").revision()).isEqualTo(2);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(call).withMessage(message);
    }
}
