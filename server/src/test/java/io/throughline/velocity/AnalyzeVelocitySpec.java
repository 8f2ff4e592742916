package io.throughline.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.backlog.ItemType;
import io.throughline.backlog.Sprint;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.SprintSnapshot;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.mcp.ArgumentReader;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.embedded.EmbeddedBackend;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.workspace.Team;
import io.throughline.workspace.WorkspaceService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnalyzeVelocitySpec {

    private static final LocalDate MONDAY = Deliveries.THIS_MONDAY;

    private final TestServer server;
    private int companies;

    AnalyzeVelocitySpec(TestDatabase database) {
        server = TestServer.on(database);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Deliveries company() {
        return new Deliveries(server, "velocity" + companies++);
    }

    private VelocityAnswer ask(Principal principal, Map<String, Object> arguments) {
        return server.get(VelocityService.class)
                .analyze(
                        principal,
                        new ArgumentReader(JsonMapper.builder().build())
                                .read(arguments, AnalyzeVelocityArguments.class));
    }

    private VelocityAnswer ask(Deliveries company, Map<String, Object> arguments) {
        return ask(company.company().principal(), arguments);
    }

    private void refused(Deliveries company, Map<String, Object> arguments, String message) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> ask(company, arguments))
                .withMessage(message);
    }

    @Test
    void idleWeeksCountAndTheRunningOneIsToldApart() {
        Deliveries company = company().finished("Web", 3, 0, 5);
        company.done("Web", MONDAY.plusDays(1), null);
        company.write();

        VelocityAnswer answer = ask(company, Map.of());

        assertThat(answer.period()).isEqualTo("week");
        assertThat(answer.throughputPerWeek().weeks()).containsExactly(3.0, 0.0, 5.0);
        assertThat(answer.throughputPerWeek().runningWeek()).isEqualTo(1);
        assertThat(answer.series().getFirst().from()).isEqualTo(MONDAY.minusWeeks(3));
        assertThat(answer.mean()).isEqualTo(2.67);
        assertThat(answer.median()).isEqualTo(3);
        assertThat(answer.asOf()).isEqualTo("2026-11-21");
        assertThat(answer.notes())
                .contains("There are only 3 periods: no trend (needs 5), no outliers, no changes of level (needs 12).");
    }

    @Test
    void anItemThatWasReopenedCountsOnceWhereItWasLastDone() {
        Deliveries company = company().finished("Web", 1, 1, 1);
        company.item("Web", null)
                .status("Released", StatusCategory.DONE)
                .history(
                        Deliveries.change(MONDAY.minusWeeks(3), "", "In Progress", StatusCategory.IN_PROGRESS),
                        Deliveries.change(MONDAY.minusWeeks(3), "", "Done", StatusCategory.DONE),
                        Deliveries.change(MONDAY.minusWeeks(2), "", "In Progress", StatusCategory.IN_PROGRESS),
                        Deliveries.change(MONDAY.minusWeeks(1), "", "Done", StatusCategory.DONE),
                        Deliveries.change(MONDAY, "", "Released", StatusCategory.DONE));
        company.item("Web", null)
                .status("In Progress", StatusCategory.IN_PROGRESS)
                .history(
                        Deliveries.change(MONDAY.minusWeeks(3), "", "Done", StatusCategory.DONE),
                        Deliveries.change(MONDAY.minusWeeks(1), "", "In Progress", StatusCategory.IN_PROGRESS));
        company.write();

        assertThat(ask(company, Map.of()).throughputPerWeek().weeks()).containsExactly(1.0, 1.0, 2.0);
    }

    @Test
    void eachPieceOfWorkCountsOnce() {
        Deliveries company = company().finished("Web", 1, 1);
        LocalDate day = MONDAY.minusDays(3);
        company.done("Web", day, null).type(ItemType.EPIC);
        String story = "APP-" + (company.made() + 1);
        company.done("Web", day, null);
        company.done("Web", day, null).type(ItemType.SUBTASK).parent(story);
        String feature = "APP-" + (company.made() + 1);
        company.done("Web", day, null).type(ItemType.FEATURE);
        company.done("Web", day, null).parent(feature);
        company.write();

        assertThat(ask(company, Map.of()).throughputPerWeek().weeks()).containsExactly(1.0, 3.0);
    }

    @Test
    void pointsAreThoseOfTheSizedAndTheOthersAreTold() {
        Deliveries company = company();
        company.done("Web", MONDAY.minusDays(10), 3.0);
        company.done("Web", MONDAY.minusDays(3), 5.0);
        company.done("Web", MONDAY.minusDays(3), null);
        company.done("Web", MONDAY.minusDays(3), -8.0);
        company.write();

        VelocityAnswer answer = ask(company, Map.of("unit", "points"));

        assertThat(answer.throughputPerWeek().weeks()).containsExactly(3.0, 5.0);
        assertThat(answer.notes()).anyMatch(note -> note.startsWith("1 of the finished items have no points"));
    }

    @Test
    void whatIsDoneTomorrowOrNobodyKnowsWhenIsLeftOutAndTold() {
        Deliveries company = company().finished("Web", 2, 2);
        company.done("Web", LocalDate.of(2027, 5, 1), null);
        company.item("Web", null).status("Done", StatusCategory.DONE);
        company.write();

        VelocityAnswer answer = ask(company, Map.of());

        assertThat(answer.throughputPerWeek().weeks()).containsExactly(2.0, 2.0);
        assertThat(answer.notes())
                .contains(
                        "Done, but nobody knows when, and so in no week: 1 item.",
                        "Left out, since the day of their finish is still to come: 1 item.");
    }

    @Test
    void anEmptyWorkspaceSaysThatItCannotTell() {
        VelocityAnswer answer = ask(company(), Map.of());

        assertThat(answer.series()).isEmpty();
        assertThat(answer.mean()).isNull();
        assertThat(answer.trend()).isNull();
        assertThat(answer.notes())
                .contains("Nothing was finished in a whole week yet, so nothing can be said of pace.");
        assertThat(VelocityText.of(answer)).contains("nothing can be said of pace");
    }

    @Test
    void cycleTimesAndAgesGoByTheHistories() {
        Deliveries company = company().finished("Web", 4, 4, 4);
        company.item("Web", null)
                .status("In Progress", StatusCategory.IN_PROGRESS)
                .history(Deliveries.change(LocalDate.of(2026, 11, 10), "", "Doing", StatusCategory.IN_PROGRESS));
        company.write();

        VelocityAnswer answer = ask(company, Map.of("teamId", "web"));

        assertThat(Objects.requireNonNull(answer.cycleTimeDays()).p50()).isEqualTo(2);
        assertThat(answer.cycleTimeDays().items()).isEqualTo(12);
        assertThat(answer.workInProgress().items()).isEqualTo(1);
        assertThat(answer.workInProgress().oldest().getFirst().key()).isEqualTo("APP-13");
        assertThat(answer.workInProgress().olderThanP85()).isEqualTo(1);
    }

    @Test
    void sprintsAreAsTheirSnapshotsSawThem() {
        Deliveries company = company();
        for (int item = 0; item < 5; item++) {
            company.item("Web", 2.0).status("Done", StatusCategory.DONE);
        }
        company.write();
        sprint(company, "Sprint 1", LocalDate.of(2026, 11, 2), List.of(1, 2, 3), List.of(1, 2, 4), List.of(1, 4));

        VelocityAnswer answer = ask(company, Map.of("teamId", "Web", "unit", "points"));

        VelocityAnswer.Period sprint = answer.series().getFirst();
        assertThat(answer.period()).isEqualTo("sprint");
        assertThat(sprint.committed()).isEqualTo(6);
        assertThat(sprint.completed()).isEqualTo(4);
        assertThat(sprint.added()).isEqualTo(2);
        assertThat(sprint.removed()).isEqualTo(2);
        assertThat(sprint.carriedOver()).isEqualTo(2);
        assertThat(answer.predictability()).isEqualTo(0.67);
    }

    /** Items by number; all of the close are open there but those that are done. */
    private void sprint(
            Deliveries company,
            String name,
            LocalDate from,
            List<Integer> atStart,
            List<Integer> atClose,
            List<Integer> done) {
        var workspace = company.company().workspace();
        SprintService sprints = server.get(SprintService.class);
        Team team = server.get(WorkspaceService.class).teams(workspace).getFirst();
        sprints.keep(
                workspace, new Sprint(0, name, null, null, SprintState.CLOSED, from, from.plusDays(13)), team.id());
        Map<String, Long> ids = sprints.itemIdsByKey(workspace);
        long sprintId = sprints.sprints(workspace).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        sprints.keepSnapshot(
                workspace,
                sprintId,
                new SprintSnapshot(
                        SprintSnapshot.Moment.START,
                        Instant.EPOCH,
                        false,
                        atStart.stream().map(number -> line(ids, number, false)).toList()));
        sprints.keepSnapshot(
                workspace,
                sprintId,
                new SprintSnapshot(
                        SprintSnapshot.Moment.CLOSE,
                        Instant.EPOCH,
                        false,
                        atClose.stream()
                                .map(number -> line(ids, number, done.contains(number)))
                                .toList()));
    }

    private static SprintSnapshot.Line line(Map<String, Long> ids, int number, boolean done) {
        return new SprintSnapshot.Line(
                Objects.requireNonNull(ids.get("APP-" + number)),
                2.0,
                done ? StatusCategory.DONE : StatusCategory.IN_PROGRESS);
    }

    @Test
    void hoursAreThoseLoggedOnProjectsOfTheWorkspaceByTheTeam() {
        Deliveries company = company().finished("Web", 1);
        company.item("Ops", null);
        company.write();
        var principal = company.company().principal();
        WorkspaceService workspaces = server.get(WorkspaceService.class);
        Team web = workspaces.resolveTeam(company.company().workspace(), "team", "Web");
        workspaces.addMember(
                company.company().workspace(), "Ada", company.company().owner().email(), web, null, Map.of());
        ErpAdministration erp = server.get(ErpAdministration.class);
        LogProject project = erp.addProject(principal, "Apollo", "Apollo", "APP");
        LogProject elsewhere = erp.addProject(principal, "Elsewhere", "Elsewhere", null);
        LocalDate week = MONDAY.minusWeeks(1);
        for (LogProject each : List.of(project, elsewhere)) {
            erp.assign(principal, each.id(), company.company().owner().email(), week, null);
            server.get(EmbeddedBackend.class)
                    .change(
                            principal,
                            new WeekChange(
                                    week, List.of(new EntryChange.Put(each, "Work", null, null, week, 90, null))));
        }

        assertThat(ask(company, Map.of("unit", "hours", "teamId", "Web"))
                        .throughputPerWeek()
                        .weeks())
                .containsExactly(1.5);
        assertThat(ask(company, Map.of("unit", "hours", "teamId", "Ops")).series())
                .isEmpty();
    }

    @Test
    void aChangeOfTheBacklogIsSeenAtOnce() {
        Deliveries company = company().finished("Web", 1, 1).write();
        assertThat(ask(company, Map.of()).throughputPerWeek().weeks()).containsExactly(1.0, 1.0);

        company.done("Web", MONDAY.minusDays(3), null);
        company.write();

        assertThat(ask(company, Map.of()).throughputPerWeek().weeks()).containsExactly(1.0, 2.0);
    }

    @Test
    void teamsOfTheWorkspaceAreToldBesideEachOther() {
        Deliveries company =
                company().finished("Web", 2, 2, 2).finished("Ops", 5, 5, 5).write();

        VelocityAnswer answer = ask(company, Map.of());

        assertThat(answer.mean()).isEqualTo(7);
        assertThat(Objects.requireNonNull(answer.teams()))
                .extracting(VelocityAnswer.TeamFigures::team, VelocityAnswer.TeamFigures::meanPerWeek)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Web", 2.0),
                        org.assertj.core.groups.Tuple.tuple("Ops", 5.0));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        Deliveries company = company().finished("Web", 1).write();

        refused(company, Map.of("unit", "apples"), "unit is 'apples', but must be items, points or hours.");
        refused(company, Map.of("periods", 0), "periods is 0, but must be from 1 to 260 sprints or weeks.");
        refused(
                company,
                Map.of("teamId", "Wep"),
                "teamId has 'Wep', which does not occur in workspace APP; the teams are: Web.");
    }

    @Test
    void viewersMayAskAndStrangersSeeNothing() {
        Deliveries company = company().finished("Web", 1, 1).write();
        Principal viewer = server.colleague(company.company(), "vera", Role.VIEWER);
        Deliveries other = company();

        assertThat(ask(viewer, Map.of()).throughputPerWeek().weeks()).hasSize(2);
        refused(
                other,
                Map.of("workspaceId", company.company().workspace().publicId()),
                "There is no workspace '" + company.company().workspace().publicId() + "'. You can use: APP.");
        assertThat(ask(other, Map.of()).series()).isEmpty();
    }

    @Test
    void aForeignWaitingStatusShowsInTheFlow() {
        Deliveries company = company();
        for (int item = 0; item < 6; item++) {
            LocalDate day = MONDAY.minusDays(3 + item);
            company.item("Web", null)
                    .status("Done", StatusCategory.DONE)
                    .history(
                            Deliveries.change(day.minusDays(8), "", "Doing", StatusCategory.IN_PROGRESS),
                            Deliveries.change(day.minusDays(6), "", "Blocked", StatusCategory.IN_PROGRESS),
                            Deliveries.change(day, "", "Done", StatusCategory.DONE));
        }
        company.write();

        assertThat(ask(company, Map.of()).notes()).anyMatch(note -> note.contains("items were worked on for 25 %"));
    }

    @Test
    void itemsOfOtherWorkspacesAreNoneOfIt() {
        Deliveries company = company().finished("Web", 2, 2).write();
        var second = server.get(WorkspaceService.class).create(company.company().principal(), "SECOND", "Another");
        MemoryFile.of(Draft.of("SECOND-1").status("Done", StatusCategory.DONE).done("2026-11-11T12:00:00Z"))
                .into(
                        server,
                        new TestServer.Company(
                                company.company().tenant(),
                                company.company().owner(),
                                company.company().principal(),
                                second));

        assertThat(ask(company, Map.of("workspaceId", "SECOND"))
                        .throughputPerWeek()
                        .weeks())
                .containsExactly(1.0);
        assertThat(ask(company, Map.of("workspaceId", "APP"))
                        .throughputPerWeek()
                        .weeks())
                .containsExactly(2.0, 2.0);
    }
}
