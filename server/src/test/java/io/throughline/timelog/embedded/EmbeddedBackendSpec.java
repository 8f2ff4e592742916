package io.throughline.timelog.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.backlog.BacklogService;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.EntryOutcome.Kind;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the embedded ERP does beyond what every backend does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedBackendSpec {

    private static final String MOBILE = "Atlas / Mobile";
    private static final String INTERNAL = "Internal";
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    private final TestServer server;
    private final ErpCompany company;
    private final EmbeddedBackend backend;
    private final AtomicInteger people = new AtomicInteger();

    EmbeddedBackendSpec(TestDatabase database) {
        server = TestServer.on(database);
        company = new ErpCompany(server, "backend");
        backend = server.get(EmbeddedBackend.class);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Principal person() {
        return company.person("person" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE), MONDAY);
    }

    private EntryChange.Put put(LogProject project, String description, LocalDate date, int minutes) {
        return new EntryChange.Put(project, description, null, null, date, minutes, null);
    }

    private EntryChange.Put put(String description, LocalDate date, int minutes) {
        return put(company.project(MOBILE), description, date, minutes);
    }

    private static WeekChange change(EntryChange... changes) {
        return new WeekChange(
                changes[0].date().minusDays(changes[0].date().getDayOfWeek().getValue() - 1), List.of(changes));
    }

    private static EntryOutcome only(WeekOutcome outcome) {
        assertThat(outcome).isInstanceOf(WeekOutcome.Done.class);
        return ((WeekOutcome.Done) outcome).entries().getFirst();
    }

    private WeekLog week(Principal who) {
        return backend.findWeek(who, MONDAY).orElseThrow();
    }

    // --- weeks and projects that are made ---

    @Test
    void aWeekIsMadeOnlyWhereThePersonIsAssigned() {
        Principal who = person();
        LocalDate before = MONDAY.minusWeeks(10);

        for (WeekOutcome outcome : List.of(
                backend.preview(who, change(put("Early", before, 60))),
                backend.change(who, change(put("Early", before, 60))))) {
            assertThat(only(outcome).kind()).isEqualTo(Kind.REFUSED);
            assertThat(only(outcome).note())
                    .isEqualTo(
                            "You are not assigned to 'Atlas / Mobile' in the week of 2026-09-07. Ada Owner can assign"
                                    + " you.");
        }
        assertThat(backend.findWeek(who, before)).isEmpty();
    }

    @Test
    void aProjectIsAddedToTheWeekWhereThePersonIsAssigned() {
        Principal who = person();
        LogProject later = company.project("Later " + people.get());
        server.sql()
                .sql("insert into log_assignment (tenant_id, project_id, person_id, from_epoch_day) values"
                        + " (:tenant, :project, :person, :from)")
                .param("tenant", who.tenantId())
                .param("project", later.id())
                .param("person", who.personId())
                .param("from", MONDAY.plusDays(6).toEpochDay())
                .update();
        String version = week(who).modifiedAt();

        EntryOutcome outcome = only(backend.change(who, change(put(later, "Start", MONDAY, 60))));

        assertThat(outcome.kind()).isEqualTo(Kind.CREATED);
        assertThat(week(who).projects())
                .extracting(project -> project.project().team())
                .contains(later.team());
        assertThat(week(who).modifiedAt()).isGreaterThan(version);
    }

    @Test
    void whereNoWeeksAreMadeTheAnswerSaysWhoCan() {
        Principal who = person();
        var labels = server.get(Labels.class);
        var planner = new WeekPlanner(new AssignmentStore(server.sql()), server.get(BacklogService.class), false);
        var careful = new WeekChanges(server.get(WeekLedger.class), planner, labels, false);
        LogProject internal = company.project(INTERNAL);
        Transactions transactions = server.get(Transactions.class);

        WeekOutcome noWeek =
                transactions.write(() -> careful.change(who, change(put("Ahead", MONDAY.plusWeeks(20), 60))));
        WeekOutcome noProject =
                transactions.write(() -> careful.change(who, change(put(internal, "Talk", MONDAY, 60))));

        assertThat(noWeek)
                .isEqualTo(new WeekOutcome.NoWeek("There is no week log for the week of 2027-04-05, and this server"
                        + " makes none by itself. Ada Owner can make it."));
        assertThat(only(noProject).note())
                .isEqualTo("'Internal' is not in the week log of 2026-11-16, and this server adds none by itself. Ada"
                        + " Owner can add it.");
    }

    // --- labels and items ---

    @Test
    void aLabelOutOfUseIsRefusedUnlessTheEntryHasIt() {
        Principal who = person();
        LogProject mobile = company.project(MOBILE);
        LogLabel label = company.administration().addLabel(company.owner(), "Old " + people.get());
        var put = new EntryChange.Put(mobile, "Login", null, null, MONDAY, 60, label);
        backend.change(who, change(put));
        company.administration().switchLabel(company.owner(), label.id(), false);

        WeekOutcome outcome = backend.change(
                who,
                change(
                        new EntryChange.Put(mobile, "Login", null, null, MONDAY, 90, label),
                        new EntryChange.Put(mobile, "Login", null, null, MONDAY.plusDays(1), 90, label),
                        put("Review", MONDAY.plusDays(1), 30)));

        assertThat(((WeekOutcome.Done) outcome).entries())
                .extracting(EntryOutcome::kind)
                .containsExactly(Kind.UPDATED, Kind.REFUSED, Kind.CREATED);
        assertThat(((WeekOutcome.Done) outcome).entries().get(1).note())
                .startsWith(
                        "Label " + label.id() + " does not exist or is no longer in use. The labels are: 61 Coding, ");
        assertThat(week(who).minutes()).isEqualTo(120);
    }

    @Test
    void aKeyThatNamesNoItemIsKeptAndSaid() {
        Principal who = person();
        MemoryFile.of(Draft.of("APP-12").title("Login")).into(server, company.company());
        LogProject mobile = company.project(MOBILE);

        EntryOutcome known =
                only(backend.change(who, change(new EntryChange.Put(mobile, "A", "APP-12", null, MONDAY, 60, null))));
        EntryOutcome unknown =
                only(backend.change(who, change(new EntryChange.Put(mobile, "B", "APP-99", null, MONDAY, 60, null))));

        assertThat(known.note()).isNull();
        assertThat(unknown.note()).isEqualTo("Your workspaces have no item APP-99; the line names it all the same.");
        assertThat(server.sql()
                        .sql("select log_task.item_key, item.key from log_task left join item on item.id = item_id"
                                + " where log_task.id in (:tasks) order by log_task.item_key")
                        .param("tasks", List.of(known.taskId(), unknown.taskId()))
                        .query((row, number) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactly("APP-12 APP-12", "APP-99 null");
    }

    // --- who ---

    @Test
    void aTokenIsGoodForItsPersonInItsCompanyWithItsScopes() {
        Principal caller = person();
        Principal holder = company.person("holder" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE), MONDAY);
        String email = company.email("holder" + people.get());
        EmbeddedTokens tokens = server.get(EmbeddedTokens.class);
        AccessService access = server.get(AccessService.class);
        String readOnly = access.createKey(email, "backend", "reads", Set.of("mcp:enabled", "logs:read"), null);
        String noLogs = access.createKey(email, "backend", "none", Set.of("mcp:enabled"), null);
        TestServer.Company others = server.company("others" + people.get());
        String foreign =
                access.createKey(others.owner().email(), null, "foreign", Set.of("mcp:enabled", "logs:read"), null);

        assertThat(tokens.person(caller, readOnly).email()).isEqualTo(email);
        assertThat(tokens.holder(caller, readOnly).personId()).isEqualTo(holder.personId());
        assertThat(tokens.holder(caller, readOnly).scopes())
                .containsExactlyInAnyOrder(Scope.MCP_ENABLED, Scope.LOGS_READ);
        for (String bad : List.of(noLogs, foreign, "pm33_live_" + "x".repeat(43), "nonsense")) {
            assertThatExceptionOfType(TimeLogProblemException.class)
                    .isThrownBy(() -> tokens.holder(caller, bad))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(TimeLogProblemException.Kind.SIGN_IN_NEEDED))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(bad));
        }
        access.keys(holder).forEach(key -> access.revokeKey(holder, key.id()));
        assertThatExceptionOfType(TimeLogProblemException.class).isThrownBy(() -> tokens.holder(caller, readOnly));
    }

    @Test
    void whoeverActsAsAnotherWritesInTheirNameWithTheirScopes() {
        Principal caller = person();
        Principal holder = company.person("acting" + people.incrementAndGet(), Role.MEMBER, List.of(MOBILE), MONDAY);
        TimeLogBackend acting = acting(holder);
        TimeLogBackend reading = acting(new Principal(
                holder.tenantId(), holder.personId(), "reader", holder.zone(), "test", Set.of(Scope.LOGS_READ)));

        assertThat(only(acting.change(caller, change(put("As another", MONDAY, 60))))
                        .kind())
                .isEqualTo(Kind.CREATED);
        assertThat(week(holder).minutes()).isEqualTo(60);
        assertThat(week(caller).minutes()).isZero();
        assertThat(reading.findWeek(caller, MONDAY)).contains(week(holder));
        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> reading.change(caller, change(put("Forbidden", MONDAY, 60))))
                .withMessage(
                        "The key with which you are signed in to the ERP lacks the scope logs:write. Sign in with one"
                                + " that has it, or sign out to log as yourself.");
    }

    private TimeLogBackend acting(Principal holder) {
        var planner = new WeekPlanner(new AssignmentStore(server.sql()), server.get(BacklogService.class), true);
        return new EmbeddedBackend(
                server.get(EmbeddedErp.class),
                server.get(WeekLedger.class),
                new WeekChanges(server.get(WeekLedger.class), planner, server.get(Labels.class), true),
                caller -> holder,
                server.get(Transactions.class));
    }

    @Test
    void theGuardedWayLeavesARowForEachWrite() {
        ErpCompany own = new ErpCompany(server, "guarded" + people.incrementAndGet());
        Principal who = own.person("amina", Role.MEMBER, List.of(MOBILE), MONDAY);
        TimeLogService service = server.get(TimeLogService.class);

        service.change(who, "log.put", change(put(own.project(MOBILE), "Secret", MONDAY, 60)));

        assertThat(server.get(AccessService.class).auditTrail(who))
                .filteredOn(entry -> entry.action().equals("log.put"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .isEqualTo("week 2026-11-16 in Throughline's own ERP: 1 created: 2026-11-16 project "
                                + own.project(MOBILE).id() + " 0 min to 60 min"));
    }

    @Test
    void aReasonThatCannotBeShownIsRefused() {
        Principal who = person();
        backend.complete(who, MONDAY, true, null);

        for (String reason : List.of("bell \u0007", "nothing \u0000", "x".repeat(1_001))) {
            assertThatExceptionOfType(CallerMistakeException.class)
                    .isThrownBy(() -> backend.complete(who, MONDAY, false, reason))
                    .withMessage(
                            "The reason must have at most 1000 characters, and none that cannot be shown. Say it in"
                                    + " plain words.");
        }
        assertThat(week(who).completed()).isTrue();
    }

    @Test
    void anotherCompanyHasItsOwnProjectsAndLabels() {
        Principal who = person();
        ErpCompany others = new ErpCompany(server, "apart" + people.incrementAndGet());
        Principal stranger = others.person("amina", Role.MEMBER, List.of(INTERNAL), MONDAY);
        company.administration().renameLabel(company.owner(), 68, "Writing " + people.get());

        assertThat(backend.activeProjects(stranger)).containsExactly(others.project(INTERNAL));
        assertThat(backend.labels(stranger)).contains(new LogLabel(68, "Documentation"));
        assertThat(backend.labels(who)).doesNotContain(new LogLabel(68, "Documentation"));
        assertThat(only(backend.change(stranger, change(put("Theirs", MONDAY, 60))))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    // --- at once ---

    @Test
    void twentyWritersInThreeProcessesLoseNothing() throws Exception {
        Principal who = person();
        LocalDate fresh = MONDAY.plusWeeks(30); // which all of them want to make
        List<Future<WeekOutcome>> outcomes = new ArrayList<>();
        try (TestServer second = server.beside();
                TestServer third = server.beside();
                ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<TestServer> processes = List.of(server, second, third);
            for (int at = 0; at < 20; at++) {
                EmbeddedBackend process = processes.get(at % 3).get(EmbeddedBackend.class);
                EntryChange.Put put = put("Line " + at, fresh.plusDays(at % 7), 10);
                outcomes.add(threads.submit(() -> process.change(who, change(put))));
            }
        }
        int weeksCreated = 0;
        for (Future<WeekOutcome> outcome : outcomes) {
            assertThat(only(outcome.get()).kind()).isEqualTo(Kind.CREATED);
            weeksCreated += ((WeekOutcome.Done) outcome.get()).weekCreated() ? 1 : 0;
        }

        WeekLog week = backend.findWeek(who, fresh).orElseThrow();
        assertThat(weeksCreated).isOne();
        assertThat(week.projects()).hasSize(1);
        assertThat(week.projects().getFirst().tasks()).hasSize(20);
        assertThat(week.minutes()).isEqualTo(200);
    }
}
