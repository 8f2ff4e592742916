package io.throughline.timelog.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.embedded.SavedWeek.DayPart;
import io.throughline.timelog.embedded.SavedWeek.ProjectPart;
import io.throughline.timelog.embedded.SavedWeek.TaskPart;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ErpAdministrationSpec {

    private static final String MOBILE = "Atlas / Mobile";
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    private final TestServer server;
    private final ErpAdministration administration;
    private final EmbeddedErp erp;
    private final AtomicInteger companies = new AtomicInteger();

    ErpAdministrationSpec(TestDatabase database) {
        server = TestServer.on(database);
        administration = server.get(ErpAdministration.class);
        erp = server.get(EmbeddedErp.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private ErpCompany company() {
        return new ErpCompany(server, "admin" + companies.incrementAndGet());
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(call).withMessage(message);
    }

    private List<String> mondays(Principal who) {
        return java.util.stream.Stream.of(2025, 2026, 2027)
                .flatMap(year -> erp.weeksOfYear(who, year).stream())
                .map(head -> head.weekStarting().toString())
                .toList();
    }

    private List<String> teams(Principal who, LocalDate monday) {
        return server.get(EmbeddedBackend.class).findWeek(who, monday).orElseThrow().projects().stream()
                .map(project -> project.project().team())
                .toList();
    }

    private ErpAssignment assign(ErpCompany company, LogProject project, LocalDate from, @Nullable LocalDate to) {
        return administration.assign(company.owner(), project.id(), company.email("eve"), from, to);
    }

    // --- projects ---

    @Test
    void projectsAreAddedRenamedLinkedAndSwitchedOff() {
        ErpCompany company = company();
        LogProject mobile = company.project(MOBILE);
        Principal owner = company.owner();

        administration.renameProject(owner, mobile.id(), "Atlas / App", "App");
        administration.linkProject(owner, mobile.id(), "app");
        administration.switchProject(owner, mobile.id(), false);

        assertThat(mobile.subteam()).isEqualTo("Mobile");
        assertThat(administration.projects(owner))
                .containsExactly(new ErpProject(new LogProject(mobile.id(), "Atlas / App", "App"), false, "APP"));
        administration.linkProject(owner, mobile.id(), null);
        assertThat(administration.projects(owner).getFirst().workspaceKey()).isNull();
    }

    @Test
    void twoProjectsCannotHaveOneName() {
        ErpCompany company = company();
        LogProject mobile = company.project(MOBILE);
        LogProject web = company.project("Atlas / Web");
        String message = "There is a project 'Atlas / Mobile' already (id " + mobile.id()
                + "). Choose another name: people find projects by it.";

        refused(message, () -> administration.addProject(company.owner(), "ATLAS /  mobile", "", null));
        refused(message, () -> administration.renameProject(company.owner(), web.id(), MOBILE, "Mobile"));
        administration.renameProject(company.owner(), mobile.id(), "atlas / mobile", "Mobile");
        refused(
                "There is no project with the id 4711. List the projects to see their ids.",
                () -> administration.switchProject(company.owner(), 4_711, true));
        refused("There is no workspace 'NONE'.", () -> administration.linkProject(company.owner(), web.id(), "NONE"));
    }

    // --- assignments ---

    @Test
    void anAssignmentMakesTheWeeksUpToFourAfterToday() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);

        assign(company, company.project(MOBILE), LocalDate.of(2026, 11, 4), null);

        assertThat(mondays(eve))
                .containsExactly(
                        "2026-11-02",
                        "2026-11-09",
                        "2026-11-16",
                        "2026-11-23",
                        "2026-11-30",
                        "2026-12-07",
                        "2026-12-14");
        assertThat(teams(eve, MONDAY)).containsExactly(MOBILE);
        assertThat(erp.activeProjects(eve)).containsExactly(company.project(MOBILE));
    }

    @Test
    void aShortAssignmentMakesItsOwnWeeksAlone() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);

        assign(company, company.project(MOBILE), LocalDate.of(2025, 12, 30), LocalDate.of(2026, 1, 5));

        assertThat(mondays(eve)).containsExactly("2025-12-29", "2026-01-05");
        assertThat(erp.activeProjects(eve)).isEmpty();
    }

    @Test
    void anAssignmentThatEndsTakesItsProjectFromLaterWeeksUnlessTimeIsOnIt() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        LogProject mobile = company.project(MOBILE);
        ErpAssignment assignment = assign(company, mobile, MONDAY, null);
        WeekLog later = server.get(EmbeddedBackend.class)
                .findWeek(eve, MONDAY.plusWeeks(2))
                .orElseThrow();
        erp.save(
                eve,
                later.id(),
                new SavedWeek(
                        later.modifiedAt(),
                        List.of(new ProjectPart(
                                null,
                                mobile.id(),
                                null,
                                null,
                                List.of(new TaskPart(
                                        null,
                                        "Ahead",
                                        null,
                                        List.of(new DayPart(MONDAY.plusWeeks(2), 60, null, false))))))));

        administration.endAssignment(company.owner(), assignment.id(), MONDAY.plusDays(2));

        assertThat(teams(eve, MONDAY)).containsExactly(MOBILE);
        assertThat(teams(eve, MONDAY.plusWeeks(1))).isEmpty();
        assertThat(teams(eve, MONDAY.plusWeeks(2))).containsExactly(MOBILE);
        assertThat(administration.people(company.owner()).stream().flatMap(person -> person.assignments().stream()))
                .extracting(ErpAssignment::to)
                .containsExactly(MONDAY.plusDays(2));
    }

    @Test
    void anAssignmentTakenBackAltogetherLeavesNothing() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        ErpAssignment assignment = assign(company, company.project(MOBILE), MONDAY.plusDays(2), null);

        administration.endAssignment(company.owner(), assignment.id(), MONDAY);

        assertThat(teams(eve, MONDAY)).isEmpty();
        assertThat(administration.people(company.owner()))
                .extracting(ErpPerson::name, person -> person.assignments().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Ada Owner", 0),
                        org.assertj.core.groups.Tuple.tuple("eve", 0));
    }

    @Test
    void anAssignmentThatCannotBeIsRefused() {
        ErpCompany company = company();
        server.colleague(company.company(), "eve", Role.MEMBER);
        LogProject mobile = company.project(MOBILE);
        String eve = company.email("eve");
        assign(company, mobile, MONDAY, MONDAY.plusWeeks(1));

        refused(
                "eve <" + eve + "> is assigned to 'Atlas / Mobile' from 2026-11-16 to 2026-11-23 already. End that"
                        + " assignment, or choose other days.",
                () -> assign(company, mobile, MONDAY.plusDays(7), null));
        assign(company, mobile, MONDAY.plusDays(8), null);
        refused(
                "The last day 2026-11-15 is before the first day 2026-11-16.",
                () -> assign(company, mobile, MONDAY, MONDAY.minusDays(1)));
        refused(
                "The first day is 0206-11-16, but must not be before 2016-11-21: weeks are made from there on.",
                () -> assign(company, mobile, LocalDate.of(206, 11, 16), null));
        refused(
                "Nobody with the address nobody@example.com works here. Invite them to a workspace first, or: throughline"
                        + " user add nobody@example.com --workspace KEY --role member",
                () -> administration.assign(company.owner(), mobile.id(), "Nobody@example.com ", MONDAY, null));
        administration.switchProject(company.owner(), mobile.id(), false);
        refused(
                "'Atlas / Mobile' is switched off. Switch it on, then assign people.",
                () -> assign(company, mobile, MONDAY.minusWeeks(9), MONDAY.minusWeeks(8)));
    }

    @Test
    void aWeekIsMadeWithAllThatThePersonIsAssignedTo() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        assign(company, company.project(MOBILE), MONDAY, null);
        LocalDate far = MONDAY.plusWeeks(40);

        WeekLog made = administration.ensureWeek(company.owner(), company.email("eve"), far);

        assertThat(made).isEqualTo(erp.findWeek(eve, made.id()).orElseThrow());
        assertThat(teams(eve, far)).containsExactly(MOBILE);
        assertThat(administration.ensureWeek(company.owner(), company.email("eve"), far))
                .isEqualTo(made);
        refused(
                "2026-11-17 is no Monday. For that week it is 2026-11-16.",
                () -> administration.ensureWeek(company.owner(), company.email("eve"), MONDAY.plusDays(1)));
    }

    @Test
    void completedWeeksGetNoProject() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        WeekLog week = administration.ensureWeek(company.owner(), company.email("eve"), MONDAY);
        erp.complete(eve, week.id(), true, null);

        assign(company, company.project(MOBILE), MONDAY, null);

        assertThat(teams(eve, MONDAY)).isEmpty();
        assertThat(teams(eve, MONDAY.plusWeeks(1))).containsExactly(MOBILE);
    }

    @Test
    void theComingWeeksAreMadeForEverybody() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        assign(company, company.project(MOBILE), MONDAY, MONDAY.plusYears(3));
        server.sql()
                .sql("delete from week_log where person_id = :person")
                .param("person", eve.personId())
                .update();

        administration.makeComingWeeks(company.owner());

        assertThat(mondays(eve)).containsExactly("2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14");
    }

    @Test
    void aServerMakesTheComingWeeksOnceADay() {
        ErpCompany company = company();
        Principal eve = server.colleague(company.company(), "eve", Role.MEMBER);
        assign(company, company.project(MOBILE), MONDAY, null);
        LocalDate[] today = {MONDAY.plusWeeks(3)};
        var coming = new ComingWeeks(server.get(AssignedWeeks.class), server.get(Transactions.class), () -> today[0]);

        coming.makeOnceADay();
        assertThat(mondays(eve)).endsWith("2026-12-14", "2026-12-21", "2026-12-28", "2027-01-04");
        today[0] = today[0].plusWeeks(1);
        coming.makeOnceADay();
        assertThat(mondays(eve)).endsWith("2027-01-04", "2027-01-11");
    }

    // --- labels ---

    @Test
    void everyTenantBeginsWithLabelsAndChangesThem() {
        ErpCompany company = company();
        Principal owner = company.owner();
        assertThat(administration.labels(owner)).hasSize(8).contains(new ErpLabel(new LogLabel(66, "General"), true));

        LogLabel travel = administration.addLabel(owner, " Travel ");
        administration.renameLabel(owner, 61, "Programming");
        administration.switchLabel(owner, 62, false);

        assertThat(travel).isEqualTo(new LogLabel(69, "Travel"));
        assertThat(erp.labels(owner))
                .contains(new LogLabel(61, "Programming"), travel)
                .extracting(LogLabel::id)
                .doesNotContain(62L);
        refused(
                "Label 66 'General' is what entries get that name none, and stays on. Rename it if it should be another.",
                () -> administration.switchLabel(owner, 66, false));
        refused(
                "Label 69 is called 'Travel' already. Use it, or choose another name.",
                () -> administration.addLabel(owner, "TRAVEL"));
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> administration.renameLabel(owner, 7, "x"))
                .withMessageStartingWith("There is no label 7. The labels are: 61 Programming, 62 Code review, ");
    }

    // --- who may ---

    @Test
    void onlyThoseWhoRunAWorkspaceAndTheOperatorMay() {
        ErpCompany company = company();
        Principal admin = server.colleague(company.company(), "adam", Role.ADMIN);
        Principal operator = server.get(AccessService.class)
                .localPerson(company.company().tenant().key());
        String message =
                "Projects, labels and who logs on what are set by owners and admins of a workspace. Ask one of them.";

        assertThat(administration.addProject(admin, "By adam", "", null).subteam())
                .isEqualTo("By adam");
        assertThat(administration
                        .addProject(operator, "By the operator", "", null)
                        .id())
                .isPositive();
        for (Principal other : List.of(
                server.colleague(company.company(), "mia", Role.MEMBER),
                server.colleague(company.company(), "vic", Role.VIEWER),
                server.principal(company.company().tenant(), company().company().owner()))) {
            assertThat(administration.mayManage(other)).isFalse();
            refused(message, () -> administration.projects(other));
            refused(message, () -> administration.people(other));
            refused(message, () -> administration.addLabel(other, "Mine"));
            refused(message, () -> administration.assign(other, 1, "mia@example.com", MONDAY, null));
        }
    }

    @Test
    void theOperatorAssignsThemself() {
        Principal operator = server.get(AccessService.class)
                .localPerson(company().company().tenant().key());
        LogProject project = administration.addProject(operator, MOBILE, "", null);

        administration.assign(operator, project.id(), "me@localhost", MONDAY, null);

        assertThat(erp.activeProjects(operator)).containsExactly(project);
        assertThat(administration.people(operator)).extracting(ErpPerson::email).contains("me@localhost");
    }

    @Test
    void whatIsAnotherCompanysDoesNotExist() {
        ErpCompany mine = company();
        ErpCompany theirs = company();
        server.colleague(theirs.company(), "eve", Role.MEMBER);
        LogProject project = theirs.project(MOBILE);
        ErpAssignment assignment = assign(theirs, project, MONDAY, null);
        String noProject = "There is no project with the id " + project.id() + ". List the projects to see their ids.";

        refused(noProject, () -> administration.renameProject(mine.owner(), project.id(), "Ours", "Ours"));
        refused(noProject, () -> administration.assign(mine.owner(), project.id(), "x@example.com", MONDAY, null));
        refused(
                "There is no assignment with the id " + assignment.id() + ". List the people to see their assignments.",
                () -> administration.endAssignment(mine.owner(), assignment.id(), MONDAY));
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> administration.ensureWeek(mine.owner(), theirs.email("eve"), MONDAY));
        assertThat(administration.people(mine.owner()))
                .extracting(ErpPerson::name)
                .containsExactly("Ada Owner");
        assertThat(administration.projects(mine.owner())).isEmpty();
    }

    @Test
    void changesAndRefusalsAreInTheTrail() {
        ErpCompany company = company();
        Principal mia = server.colleague(company.company(), "mia", Role.MEMBER);
        LogProject mobile = company.project(MOBILE);
        administration.assign(company.owner(), mobile.id(), company.email("mia"), MONDAY, null);
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> administration.switchProject(mia, mobile.id(), false));

        assertThat(server.get(AccessService.class).auditTrail(mia))
                .extracting(entry -> entry.action() + " " + entry.outcome() + " " + entry.detail())
                .filteredOn(entry -> entry.startsWith("erp."))
                .containsExactly(
                        "erp.project.add done 'Atlas / Mobile'",
                        "erp.assign done " + company.email("mia") + " to project " + mobile.id() + " from 2026-11-16",
                        "erp.project.switch refused project " + mobile.id() + " off");
    }
}
