package io.throughline.erp;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AuditService;
import io.throughline.access.LogKeyService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.console.RunningConsole;
import io.throughline.erp.signin.MemorySignIns;
import io.throughline.erp.signin.SignInKeeping;
import io.throughline.erp.signin.SignIns;
import io.throughline.timelog.AuthorizedPeople;
import io.throughline.timelog.BackendContract;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.embedded.ErpAdministration;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Our client and our own REST API understand each other, over a socket, as two servers of ours would. */
class OwnApiContractTest {

    @Nested
    class OnSqlite extends OverTheSocket {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends OverTheSocket {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class ListsByMonth extends OverTheSocket {
        ListsByMonth() {
            super(TestDatabase.SQLITE, "ERP_LIST_SHAPE", "envelope");
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OverTheSocket extends BackendContract {

        private final RunningConsole console;
        private final TestServer.Company company;
        private final ErpSignIn signIn;
        private final ErpBackend backend;
        private final Map<String, LogProject> projects = new HashMap<>();
        private int people;

        OverTheSocket(TestDatabase database, String... flags) {
            console = RunningConsole.on(database, flags);
            company = console.company("firm");
            Clock clock = console.get(Clock.class);
            URI url = URI.create(console.url() + "/api/v1");
            var answers = new ErpAnswers("our own REST API");
            var http = new ErpHttp(url, Patience.USUAL);
            SignIns signIns = new MemorySignIns(clock);
            signIn = new ErpSignIn(
                    new ErpIdentity(new ErpApi(http, answers, Patience.USUAL, rejected -> {}, clock), http),
                    new SignInKeeping(signIns, new AuthorizedPeople(null), console.get(AuditService.class), clock));
            backend = new ErpBackend(
                    new ErpHttp(url, Patience.USUAL), answers, signIn, signIns, 66, Patience.USUAL, clock);
        }

        @Override
        protected TimeLogBackend backend() {
            return backend;
        }

        @Override
        protected Principal person(List<String> teams, LocalDate... mondays) {
            people++;
            Person person = console.colleague(company, "person" + people, Role.MEMBER);
            ErpAdministration administration = console.get(ErpAdministration.class);
            for (String team : teams) {
                LogProject project = projects.computeIfAbsent(
                        team, name -> administration.addProject(company.principal(), name, "", null));
                administration.assign(company.principal(), project.id(), person.email(), mondays[0], null);
            }
            for (LocalDate monday : mondays) {
                administration.ensureWeek(company.principal(), person.email(), monday);
            }
            var principal = new Principal(
                    company.tenant().id(), person.id(), person.name(), person.zone(), "test", Scope.all());
            signIn.signInWithToken(
                    principal,
                    console.get(LogKeyService.class)
                            .make(person, null, "test", null)
                            .secret());
            return principal;
        }

        @Override
        protected boolean makesWeeks() {
            return false;
        }

        @AfterAll
        void close() {
            backend.close();
            console.close();
        }
    }
}
