package io.throughline.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Role;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.database.Instants;
import io.throughline.database.Transactions;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.workspace.WorkspaceService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one process hears of the writes of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChangeFeedSpec {

    private static final Duration SOON = Duration.ofMillis(1_500);

    private final TestServer server;
    /** The same program a second time, on the same database. */
    private final TestServer other;

    private final TestServer.Company mine;
    private final TestServer.Company theirs;

    ChangeFeedSpec(TestDatabase database) {
        server = TestServer.on(database);
        mine = server.company("mine");
        theirs = server.company("theirs");
        other = server.beside();
    }

    @AfterAll
    void close() {
        other.close();
        server.close();
    }

    @BeforeEach
    void letTimePass() {
        server.pass(Duration.ofMinutes(2));
        other.pass(Duration.ofMinutes(2));
    }

    private static String summary(TestServer.Company company, String form) {
        return "pm33://backlog/" + (form.equals("id") ? company.workspace().publicId() : form) + "/summary";
    }

    private ChangeFeed feed(List<ResourceChange> heard) {
        return server.get(ChangeService.class).feed(() -> true, heard::add);
    }

    @Test
    void anImportElsewhereIsHeardHereSoonUnderBothAddresses() throws Exception {
        BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        try (Changes.Listening listening = server.get(Changes.class).listen(heard::add)) {
            assertThat(listening).isNotNull();
            server.get(ChangeFeed.class).start();
            Thread.sleep(700); // so that it reads
            MemoryFile.of(Draft.of("APP-1").title("New")).into(other, mine);
            long committed = System.nanoTime();
            List<Change> four = new ArrayList<>();
            for (int change = 0; change < 4; change++) {
                four.add(heard.poll(10, TimeUnit.SECONDS));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(SOON);
            long tenantId = mine.tenant().id();
            assertThat(four)
                    .containsExactlyInAnyOrder(
                            new Change.Resource(tenantId, summary(mine, "id")),
                            new Change.Resource(tenantId, summary(mine, "APP")),
                            new Change.Resource(
                                    tenantId,
                                    "pm33://velocity/" + mine.workspace().publicId() + "/current"),
                            new Change.Resource(tenantId, "pm33://velocity/APP/current"));
            MemoryFile.of(Draft.of("APP-1").title("New")).into(other, mine);
            assertThat(heard.poll(800, TimeUnit.MILLISECONDS))
                    .as("an import that changes nothing")
                    .isNull();
        }
    }

    @Test
    void aChangeBearsItsTenant() {
        List<ResourceChange> heard = new ArrayList<>();
        try (ChangeFeed feed = feed(heard)) {
            feed.look();
            MemoryFile.of(Draft.of("APP-9").title("Theirs")).into(other, theirs);
            feed.look();
            assertThat(heard)
                    .hasSize(4)
                    .allMatch(change -> change.tenantId() == theirs.tenant().id());
            feed.look();
            assertThat(heard).as("told once").hasSize(4);
        }
    }

    @Test
    void whatIsRolledBackOrOnlyTriedTellsNothing() {
        List<ResourceChange> heard = new ArrayList<>();
        try (ChangeFeed feed = feed(heard)) {
            feed.look();
            MemoryFile.of(Draft.of("APP-20").title("Tried").team("A new team")).into(other, mine, true);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> other.get(Transactions.class).write(() -> {
                        other.get(WorkspaceService.class).addTeam(mine.workspace(), "Nobody");
                        throw new IllegalStateException("broken off");
                    }));
            feed.look();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void workspacesTeamsAndMembershipsTellThatTheListOfWorkspacesChanged() {
        List<ResourceChange> heard = new ArrayList<>();
        var workspaces = new ResourceChange(mine.tenant().id(), "pm33://workspaces");
        try (ChangeFeed feed = feed(heard)) {
            feed.look();
            other.get(WorkspaceService.class).create(mine.principal(), "NEXT", "The next");
            feed.look();
            assertThat(heard).containsExactly(workspaces);
            other.get(WorkspaceService.class).addTeam(mine.workspace(), "Team");
            feed.look();
            assertThat(heard).containsExactly(workspaces, workspaces);
            other.colleague(mine, "colleague", Role.MEMBER);
            feed.look();
            assertThat(heard).containsExactly(workspaces, workspaces, workspaces);
        }
    }

    @Test
    void whatIsCommittedLateIsToldAlthoughItsNumberIsLower() throws Exception {
        if (server.database() == TestDatabase.SQLITE) {
            return; // where there is one writer at a time
        }
        List<ResourceChange> heard = new ArrayList<>();
        var noted = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (ChangeFeed feed = feed(heard)) {
            feed.look();
            Thread slow = Thread.ofVirtual()
                    .start(() -> other.get(Transactions.class).write(() -> {
                        other.get(ChangeService.class).noteChange(mine.tenant().id(), "pm33://slow");
                        noted.countDown();
                        try {
                            mayCommit.await(10, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            assertThat(noted.await(10, TimeUnit.SECONDS)).isTrue();
            other.get(ChangeService.class).noteChange(mine.tenant().id(), "pm33://quick");
            feed.look();
            assertThat(heard).extracting(ResourceChange::uri).containsExactly("pm33://quick");
            mayCommit.countDown();
            slow.join();
            server.pass(Duration.ofSeconds(30));
            other.pass(Duration.ofSeconds(30));
            feed.look();
            assertThat(heard).extracting(ResourceChange::uri).containsExactly("pm33://quick", "pm33://slow");
        }
    }

    @Test
    void onlyWhatIsNewIsToldToThoseWhoBeginToListen() {
        List<ResourceChange> heard = new ArrayList<>();
        long tenantId = mine.tenant().id();
        other.get(ChangeService.class).noteChange(tenantId, "pm33://before");
        server.pass(Duration.ofSeconds(5));
        other.pass(Duration.ofSeconds(5));
        other.get(ChangeService.class).noteChange(tenantId, "pm33://between two looks");
        try (ChangeFeed feed = feed(heard)) {
            feed.look();
            assertThat(heard).extracting(ResourceChange::uri).containsExactly("pm33://between two looks");
        }
    }

    @Test
    void nothingIsReadWhileNobodyListensAndOldChangesAreForgotten() {
        List<ResourceChange> heard = new ArrayList<>();
        other.get(ChangeService.class).noteChange(mine.tenant().id(), "pm33://old");
        try (ChangeFeed feed = server.get(ChangeService.class).feed(() -> false, heard::add)) {
            feed.look();
            assertThat(rows()).isPositive();
            server.pass(Duration.ofHours(2));
            other.pass(Duration.ofHours(2));
            feed.look();
            assertThat(rows()).isZero();
            assertThat(heard).isEmpty();
        }
    }

    private long rows() {
        return server.sql()
                .sql("select count(*) from resource_change where changed_at_micros <= :now")
                .param("now", Instants.micros(TestServer.NOW.plus(Duration.ofDays(1))))
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
