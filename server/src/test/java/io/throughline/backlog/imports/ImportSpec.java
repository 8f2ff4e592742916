package io.throughline.backlog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.backlog.Item;
import io.throughline.backlog.Query;
import io.throughline.backlog.Sprint;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.SprintSnapshot;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.workspace.Member;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImportSpec {

    private static final StatusCategory DONE = StatusCategory.DONE;

    private final TestServer server;
    private final AtomicInteger companies = new AtomicInteger();

    ImportSpec(TestDatabase database) {
        server = TestServer.on(database);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private TestServer.Company company() {
        return server.company("company" + companies.incrementAndGet());
    }

    @Test
    void importingTwiceChangesNothing() {
        TestServer.Company company = company();
        MemoryFile file = MemoryFile.of(
                Draft.of("A-1").labels("x", "x").skills("java"),
                Draft.of("A-2").parent("A-1").waitsFor("A-1").team("Web").assignee("Ada", null),
                Draft.of("A-3").sprints(new ImportedSprint("S1", SprintState.CLOSED, null, null)));
        ImportReport first = file.into(server, company);
        Map<String, Long> rows = server.rowsByTable();
        long revision = revision(company);

        ImportReport second = file.into(server, company);

        assertThat(counts(first)).containsExactly(3, 0, 0, 0);
        assertThat(counts(second)).containsExactly(0, 0, 3, 0);
        assertThat(second.examples()).isEmpty();
        assertThat(second.rows()).isEqualTo(3);
        assertThat(server.rowsByTable()).isEqualTo(rows);
        assertThat(revision(company)).isEqualTo(revision);
    }

    private static List<Integer> counts(ImportReport report) {
        return List.of(
                (int) report.created(), (int) report.changed(), (int) report.unchanged(), (int) report.refused());
    }

    private long revision(TestServer.Company company) {
        return server.get(WorkspaceService.class)
                .resolve(company.principal(), company.workspace().key())
                .revision();
    }

    @Test
    void aChangedRowIsBroughtUpToDateWithAllThatHangsOnIt() {
        TestServer.Company company = company();
        MemoryFile.of(
                        Draft.of("A-1")
                                .title("Old words")
                                .points(3.0)
                                .labels("old")
                                .waitsFor("A-2"),
                        Draft.of("A-2").title("Stays"))
                .into(server, company);

        ImportReport report = MemoryFile.of(
                        Draft.of("A-1")
                                .title("New words")
                                .points(5.0)
                                .labels("new")
                                .status("Done", DONE),
                        Draft.of("A-2").title("Stays"))
                .into(server, company);

        assertThat(counts(report)).containsExactly(0, 1, 1, 0);
        assertThat(report.examples())
                .containsExactly(new ImportReport.Example(
                        "A-1", "New words", false, "title was \"Old words\", status To Do → Done, size 3.0 → 5.0"));
        Query query = query(company);
        assertThat(query.keys("mode", "full", "text", "old")).isEmpty();
        assertThat(query.keys("mode", "full", "text", "new words")).containsExactly("A-1");
        Item item = item(company, "A-1");
        assertThat(item.labels()).containsExactly("new");
        assertThat(item.blockedBy()).isNull();
        assertThat(item.sizePoints()).isEqualTo(5.0);
    }

    private Query query(TestServer.Company company) {
        return new Query(server, company.principal());
    }

    private Item item(TestServer.Company company, String key) {
        return Objects.requireNonNull(query(company)
                        .ask(Map.of("ids", List.of(key), "responseFormat", "detailed"))
                        .items())
                .getFirst();
    }

    @Test
    void parentsMayComeLaterInTheFileOrInALaterFile() {
        TestServer.Company company = company();

        ImportReport first = MemoryFile.of(
                        Draft.of("A-1").parent("A-2"),
                        Draft.of("A-2").parent("A-9"),
                        Draft.of("A-3").waitsFor("A-9"))
                .into(server, company);
        assertThat(first.notes())
                .containsExactly(
                        "Parents that no file has brought yet (1): A-2 → A-9.",
                        "Predecessors that no file has brought yet (1): A-3 → A-9.");
        assertThat(query(company).keys("parent", "A-2")).containsExactly("A-1");

        ImportReport second = MemoryFile.of(Draft.of("A-9")).into(server, company);
        assertThat(second.notes()).isEmpty();
        assertThat(query(company).keys("parent", "A-9")).containsExactly("A-2");
        assertThat(query(company).keys("blocked", true)).containsExactly("A-3");
    }

    @Test
    void cyclesAreLeftOutAndNamed() {
        TestServer.Company company = company();

        ImportReport report = MemoryFile.of(
                        Draft.of("A-1").waitsFor("A-2"),
                        Draft.of("A-2").waitsFor("A-3"),
                        Draft.of("A-3").waitsFor("A-1"),
                        Draft.of("A-4").waitsFor("A-4").parent("A-5"),
                        Draft.of("A-5").parent("A-4"))
                .into(server, company);

        assertThat(report.notes())
                .containsExactly(
                        "Parents left out, since an item would be in itself (1): A-5 in A-4 in A-5.",
                        "Dependencies left out, since an item would wait for itself (2): A-3 waits for A-1 waits for A-2"
                                + " waits for A-3, A-4 waits for A-4.");
        assertThat(query(company).keys("blocked", true)).containsExactly("A-1", "A-2");
        assertThat(query(company).keys("parent", "A-5")).containsExactly("A-4");
        assertThat(query(company).keys("parent", "A-4")).isEmpty();
    }

    @Test
    void aDryRunTellsAllAndLeavesNothing() {
        TestServer.Company company = company();
        MemoryFile.of(Draft.of("A-1")).into(server, company);
        Map<String, Long> rows = server.rowsByTable();
        long revision = revision(company);

        ImportReport report = MemoryFile.of(
                        Draft.of("A-1").title("Changed"),
                        Draft.of("A-2")
                                .team("New team")
                                .assignee("New member", null)
                                .parent("A-1"))
                .into(server, company, true);

        assertThat(report.dryRun()).isTrue();
        assertThat(counts(report)).containsExactly(1, 1, 0, 0);
        assertThat(server.rowsByTable()).isEqualTo(rows);
        assertThat(revision(company)).isEqualTo(revision);
        assertThat(item(company, "A-1").title()).isEqualTo("Title of A-1");
    }

    @Test
    void afterADryRunTheImportDoesWhatWasTold() {
        TestServer.Company company = company();
        MemoryFile file =
                MemoryFile.of(Draft.of("A-1").team("Web"), Draft.of("A-2").parent("A-1"));

        ImportReport told = file.into(server, company, true);
        ImportReport done = file.into(server, company);

        assertThat(counts(done)).isEqualTo(counts(told));
        assertThat(done.examples()).isEqualTo(told.examples());
        assertThat(done.notes()).isEqualTo(told.notes());
    }

    @Test
    void whatCannotBeReadToItsEndLeavesNothing() {
        TestServer.Company company = company();
        Map<String, Long> rows = server.rowsByTable();
        Draft[] many = IntStream.range(0, 1_200)
                .mapToObj(number -> Draft.of("A-" + number).team("Team"))
                .toArray(Draft[]::new);

        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> MemoryFile.of(many).unreadableAtTheEnd().read(server, company, false))
                .withMessage("The file is no backlog. Export it again.");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MemoryFile.of(many).breakingOff().read(server, company, false))
                .withMessageContaining("the disk is gone");

        assertThat(server.rowsByTable()).isEqualTo(rows);
    }

    @Test
    void aRefusedRowStopsNoOther() {
        TestServer.Company company = company();
        var refusal = new RowRefusal(2, "Story Points", "many", "This is no number.", "Write 3.");

        ImportReport report = MemoryFile.of(Draft.of("A-1"), Draft.of("A-2"))
                .refusing(refusal)
                .noting("The column 'Foo' was not used.")
                .into(server, company);

        assertThat(counts(report)).containsExactly(2, 0, 0, 1);
        assertThat(report.refusals()).containsExactly(refusal);
        assertThat(report.notes()).containsExactly("The column 'Foo' was not used.");
        assertThat(report.rows()).isEqualTo(3);
    }

    @Test
    void theFirstThousandRefusalsAreListedAndAllAreCounted() {
        TestServer.Company company = company();
        MemoryFile file = MemoryFile.of();
        for (int line = 1; line <= 1_500; line++) {
            file.refusing(new RowRefusal(line, null, null, "It is empty.", "Fill it."));
        }

        ImportReport report = file.into(server, company);

        assertThat(report.refused()).isEqualTo(1_500);
        assertThat(report.refusals()).hasSize(1_000);
    }

    @Test
    void textOfAnyCharactersGoesIn() {
        TestServer.Company company = company();
        String odd = "nul \u2400 emoji 😀 tab \t quote ' \" backslash \\ percent % rtl \u202e";

        ImportReport report = MemoryFile.of(Draft.of("A-1")
                        .title(odd)
                        .description(odd)
                        .status(odd, StatusCategory.TODO)
                        .labels(odd)
                        .team(odd)
                        .assignee(odd, odd)
                        .parent(odd)
                        .waitsFor(odd)
                        .sprints(new ImportedSprint(odd, SprintState.FUTURE, null, null))
                        .blocked(odd))
                .into(server, company);

        assertThat(counts(report)).containsExactly(1, 0, 0, 0);
        assertThat(item(company, "A-1").title()).startsWith("nul").contains("emoji 😀 tab");
        assertThat(query(company).keys("text", "backslash")).containsExactly("A-1");
    }

    @Test
    void textOfAnyLengthGoesIn() {
        TestServer.Company company = company();
        var long1 = new StringBuilder();
        for (int word = 0; word < 30_000; word++) {
            long1.append("w").append(word).append("x".repeat(120)).append(' ');
        }

        ImportReport report = MemoryFile.of(
                        Draft.of("A-1").title("first").description(long1.toString()),
                        Draft.of("A-2").description("页".repeat(100_000)),
                        Draft.of("A-3").description("é".repeat(5_000)))
                .into(server, company);

        assertThat(counts(report)).containsExactly(3, 0, 0, 0);
        assertThat(query(company).keys("text", "first w17")).containsExactly("A-1");
        assertThat(query(company).keys("text", "页页")).containsExactly("A-2");
        assertThat(query(company).keys("text", "é".repeat(5_000))).containsExactly("A-3");
    }

    @Test
    void itemsWithoutRankKeepTheirPlaceAndNewOnesGoToTheEnd() {
        TestServer.Company company = company();
        MemoryFile.of(Draft.of("A-3"), Draft.of("A-1"), Draft.of("A-2")).into(server, company);
        MemoryFile.of(
                        Draft.of("A-1").title("Changed"),
                        Draft.of("A-4"),
                        Draft.of("A-2").title("Changed too"),
                        Draft.of("A-3"))
                .into(server, company);

        assertThat(query(company).keys()).containsExactly("A-3", "A-1", "A-2", "A-4");
    }

    @Test
    void ranksOfTheSourceAreItsOwnOrderByCodePoint() {
        TestServer.Company company = company();
        MemoryFile.of(
                        Draft.of("A-1").rank("0|b"),
                        Draft.of("A-2").rank("0|B"),
                        Draft.of("A-3").rank("0|a"),
                        Draft.of("A-4"),
                        Draft.of("A-5").rank("0|ä"))
                .into(server, company);
        assertThat(query(company).keys()).containsExactly("A-2", "A-3", "A-1", "A-5", "A-4");

        MemoryFile.of(Draft.of("A-1").rank("0|A")).into(server, company);
        assertThat(query(company).keys()).containsExactly("A-1", "A-2", "A-3", "A-5", "A-4");
    }

    @Test
    void ranksThatLookLikeOursDisturbNothing() {
        TestServer.Company company = company();
        MemoryFile.of(
                        Draft.of("A-1").rank("~zebra"),
                        Draft.of("A-2").rank("~"),
                        Draft.of("A-3").rank("~99999999999999999999"))
                .into(server, company);

        assertThat(counts(MemoryFile.of(Draft.of("A-4"), Draft.of("A-5")).into(server, company)))
                .containsExactly(2, 0, 0, 0);
        assertThat(query(company).keys()).hasSize(5);
    }

    @Test
    void sourcesDoNotMix() {
        TestServer.Company company = company();
        MemoryFile.of("jira", List.of(Draft.of("1").title("of Jira").item())).into(server, company);
        MemoryFile.of("github", List.of(Draft.of("1").title("of GitHub").item()))
                .into(server, company);

        assertThat(Objects.requireNonNull(
                        query(company).ask(Map.of("columns", List.of("source"))).items()))
                .extracting(Item::source, Item::title)
                .containsExactly(tuple("jira", "of Jira"), tuple("github", "of GitHub"));
    }

    @Test
    void historyIsDerivedFromDatesWhereTheExportHasNone() {
        TestServer.Company company = company();
        MemoryFile.of(
                        Draft.of("A-1")
                                .created("2026-01-01T00:00:00Z")
                                .started("2026-01-05T00:00:00Z")
                                .done("2026-01-09T00:00:00Z")
                                .status("Closed", DONE),
                        Draft.of("A-2")
                                .history(new StatusChange(
                                        Instant.parse("2026-02-01T00:00:00Z"), null, "Open", StatusCategory.TODO)),
                        Draft.of("A-3")
                                .created("2026-01-07T00:00:00Z")
                                .started("2026-01-05T00:00:00Z")
                                .status("Doing", StatusCategory.IN_PROGRESS))
                .into(server, company);

        assertThat(history(company, "A-1"))
                .containsExactly(
                        "2026-01-01T00:00:00Z null>To Do/todo true",
                        "2026-01-05T00:00:00Z To Do>In Progress/in_progress true",
                        "2026-01-09T00:00:00Z In Progress>Closed/done true");
        assertThat(history(company, "A-2")).containsExactly("2026-02-01T00:00:00Z null>Open/todo false");
        assertThat(history(company, "A-3"))
                .containsExactly(
                        "2026-01-07T00:00:00Z null>To Do/todo true",
                        "2026-01-07T00:00:00Z To Do>Doing/in_progress true");
    }

    private List<String> history(TestServer.Company company, String key) {
        return server.sql()
                .sql(
                        "select at_micros, from_status, to_status, to_category, derived from item_status_change"
                                + " where item_id = (select id from item where tenant_id = :tenant and key = :key) order by step")
                .param("tenant", company.tenant().id())
                .param("key", key)
                .query((row, number) -> Instant.ofEpochMilli(row.getLong(1) / 1_000) + " " + row.getString(2) + ">"
                        + row.getString(3) + "/" + row.getString(4) + " " + row.getBoolean(5))
                .list();
    }

    @Test
    void snapshotsOfPastSprintsAreDerivedFromHistories() {
        TestServer.Company company = company();
        var past =
                new ImportedSprint("Past", SprintState.CLOSED, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 15));
        var running = new ImportedSprint(
                "Running", SprintState.ACTIVE, LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 29));
        var planned = new ImportedSprint(
                "Planned", SprintState.FUTURE, LocalDate.of(2026, 11, 30), LocalDate.of(2026, 12, 13));
        MemoryFile.of(
                        Draft.of("A-1")
                                .points(3.0)
                                .sprints(past)
                                .created("2026-10-01T00:00:00Z")
                                .done("2026-11-10T00:00:00Z")
                                .status("Done", DONE),
                        Draft.of("A-2").sprints(past, running).created("2026-11-09T00:00:00Z"),
                        Draft.of("A-3").sprints(planned).created("2026-11-09T00:00:00Z"))
                .into(server, company);
        SprintService sprints = server.get(SprintService.class);
        Map<String, Long> ids = sprints.itemIdsByKey(company.workspace());
        long first = Objects.requireNonNull(ids.get("A-1"));
        long second = Objects.requireNonNull(ids.get("A-2"));

        assertThat(sprints.sprints(company.workspace()))
                .extracting(Sprint::name)
                .containsExactly("Past", "Running", "Planned");
        List<SprintSnapshot> ofPast = snapshots(company, "Past");
        assertThat(ofPast).extracting(SprintSnapshot::derived).containsExactly(true, true);
        assertThat(ofPast.getFirst().moment()).isEqualTo(SprintSnapshot.Moment.START);
        assertThat(ofPast.getFirst().lines()).containsExactly(new SprintSnapshot.Line(first, 3.0, StatusCategory.TODO));
        assertThat(ofPast.getLast().lines())
                .containsExactly(
                        new SprintSnapshot.Line(first, 3.0, DONE),
                        new SprintSnapshot.Line(second, null, StatusCategory.TODO));
        assertThat(snapshots(company, "Running"))
                .extracting(SprintSnapshot::moment)
                .containsExactly(SprintSnapshot.Moment.START);
        assertThat(snapshots(company, "Planned")).isEmpty();
    }

    private List<SprintSnapshot> snapshots(TestServer.Company company, String name) {
        SprintService sprints = server.get(SprintService.class);
        Sprint sprint = sprints.sprints(company.workspace()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return sprints.snapshots(company.workspace(), sprint.id());
    }

    @Test
    void aRecordedSnapshotIsNotDerivedAnew() {
        TestServer.Company company = company();
        var sprint = new ImportedSprint("S", SprintState.CLOSED, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 15));
        MemoryFile.of(Draft.of("A-1").sprints(sprint).created("2026-10-01T00:00:00Z"))
                .into(server, company);
        SprintService sprints = server.get(SprintService.class);
        long id = sprints.sprints(company.workspace()).getFirst().id();
        var recorded = new SprintSnapshot(
                SprintSnapshot.Moment.START, Instant.parse("2026-11-02T08:00:00Z"), false, List.of());
        sprints.keepSnapshot(company.workspace(), id, recorded);

        MemoryFile.of(Draft.of("A-2").sprints(sprint).created("2026-10-01T00:00:00Z"))
                .into(server, company);

        assertThat(sprints.snapshots(company.workspace(), id).getFirst()).isEqualTo(recorded);
    }

    @Test
    void membersAreLinkedToPeopleByTheirAddress() {
        TestServer.Company company = company();
        MemoryFile.of(Draft.of("A-1")
                        .assignee("A. Owner", company.owner().email().toUpperCase(Locale.ROOT)))
                .into(server, company);

        assertThat(server.get(WorkspaceService.class).members(company.workspace()))
                .extracting(Member::name)
                .containsExactly("A. Owner");
        assertThat(server.sql()
                        .sql("select person_id from member where tenant_id = :tenant")
                        .param("tenant", company.tenant().id())
                        .query((row, number) -> row.getLong(1))
                        .single())
                .isEqualTo(company.owner().id());
    }

    @Test
    void anImportIsInTheTrail() {
        TestServer.Company company = company();
        MemoryFile.of(Draft.of("A-1"), Draft.of("A-2")).into(server, company);
        MemoryFile.of(Draft.of("A-1"), Draft.of("A-2")).into(server, company);

        assertThat(server.get(AccessService.class).auditTrail(company.principal()))
                .containsExactly(
                        new AuditEntry("backlog.import", "done", "memory.csv into APP: 2 new, 0 changed, 0 refused"));
    }
}
