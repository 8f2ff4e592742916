package io.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.backlog.Query;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DemoServiceTest {

    private final TestServer server;
    private final DemoService demo;

    DemoServiceTest(TestDatabase database) {
        server = TestServer.on(database);
        demo = server.get(DemoService.class);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theSampleCompanyIsStoredAsItWasMade() {
        Principal principal = demo.localPerson();
        SampleCompany.Counts made = demo.counts();
        WorkspaceService workspaces = server.get(WorkspaceService.class);
        List<Workspace> all = workspaces.workspaces(principal);
        Query query = new Query(server, principal);

        assertThat(all).hasSize(made.workspaces());
        assertThat(sum(all, workspace -> workspaces.teams(workspace).size())).isEqualTo(made.teams());
        assertThat(total(query, all, Map.of("mode", "full"))).isEqualTo(made.items());
        assertThat(total(query, all, Map.of("mode", "full", "types", List.of("epic"))))
                .isEqualTo(made.epics());
        assertThat(total(query, all, Map.of("statuses", List.of("done")))).isEqualTo(made.doneItems());
        assertThat(total(query, all, Map.of())).isEqualTo(made.openItems());
        assertThat(sum(
                        all,
                        workspace -> server.get(SprintService.class)
                                .sprints(workspace)
                                .size()))
                .isEqualTo(made.sprints());
        Map<String, Long> rows = server.rowsByTable();
        assertThat(rows.get("item_status_change")).isEqualTo(made.historySteps());
        assertThat(rows.get("dependency")).isEqualTo(made.dependencies());
    }

    private static long sum(List<Workspace> workspaces, ToLongFunction<Workspace> count) {
        return workspaces.stream().mapToLong(count).sum();
    }

    private static long total(Query query, List<Workspace> workspaces, Map<String, Object> arguments) {
        return sum(workspaces, workspace -> {
            Map<String, Object> all = new HashMap<>(arguments);
            all.put("workspaceId", workspace.key());
            return query.ask(all).total();
        });
    }

    @Test
    void preparingTwiceMakesOneCompany() {
        demo.localPerson();
        Map<String, Long> rows = server.rowsByTable();

        demo.localPerson();
        demo.prepare();

        assertThat(server.rowsByTable()).isEqualTo(rows);
    }

    @Test
    void processesThatStartTogetherMakeOneCompanyWithOneWorkerAtThisMachine() throws Exception {
        demo.localPerson();
        Map<String, Long> rows = rowsOfPeople();
        demo.remove(server.dataDirectory());

        try (TestServer second = server.beside();
                TestServer third = server.beside();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CyclicBarrier(3);
            List<Callable<Principal>> starts = Stream.of(server, second, third)
                    .map(each -> (Callable<Principal>) () -> {
                        start.await();
                        return each.get(DemoService.class).localPerson();
                    })
                    .toList();
            for (Future<Principal> each : pool.invokeAll(starts)) {
                assertThat(each.get()).isNotNull();
            }
        }

        assertThat(rowsOfPeople()).isEqualTo(rows);
    }

    /** Without what is told to other nodes: it may be told twice. */
    private Map<String, Long> rowsOfPeople() {
        Map<String, Long> rows = new HashMap<>(server.rowsByTable());
        rows.remove("resource_change");
        return rows;
    }

    @Test
    void removalLeavesNothingOfItAndTouchesNobodyElse() throws IOException {
        TestServer.Company other = server.company("other");
        MemoryFile.of(Draft.of("A-1").waitsFor("A-2").labels("x"), Draft.of("A-2"))
                .into(server, other);
        server.get(AccessService.class).localPerson(AccessService.LOCAL_TENANT);
        Map<String, Long> before = server.rowsByTable();

        demo.localPerson();
        String key = demo.sampleKey(server.dataDirectory());
        assertThat(server.rowsByTable()).isNotEqualTo(before);
        boolean removed = demo.remove(server.dataDirectory());

        assertThat(removed).isTrue();
        assertThat(server.rowsByTable()).isEqualTo(before);
        assertThat(server.get(AccessService.class).checkKey(key)).isInstanceOf(CredentialCheck.Rejected.class);
        assertThat(server.dataDirectory().resolve("sample-api-key")).doesNotExist();
        assertThat(new Query(server, other.principal()).keys()).containsExactly("A-1", "A-2");
        assertThat(demo.remove(server.dataDirectory())).isFalse();
        if (server.database() == TestDatabase.SQLITE) {
            assertThat(new Query(server, other.principal()).keys("text", "title"))
                    .hasSize(2);
        }
    }

    @Test
    void aRealTenantOfThatNameIsNeverRemoved() throws IOException {
        TestServer.Company real = server.company(DemoService.TENANT);

        assertThat(demo.remove(server.dataDirectory())).isFalse();
        assertThat(server.get(WorkspaceService.class).workspaces(real.principal()))
                .hasSize(1);
    }

    @Test
    void theKeyIsKeptForThisUserAlone() throws IOException {
        demo.localPerson();
        String key = demo.sampleKey(server.dataDirectory());

        assertThat(demo.sampleKey(server.dataDirectory())).isEqualTo(key);
        var file = server.dataDirectory().resolve("sample-api-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "pm33_live_forged");
        assertThat(server.get(AccessService.class).checkKey(demo.sampleKey(server.dataDirectory())))
                .isInstanceOf(CredentialCheck.Accepted.class);
    }
}
