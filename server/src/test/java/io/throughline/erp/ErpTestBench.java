package io.throughline.erp;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.erp.signin.MemorySignIns;
import io.throughline.erp.signin.SignInKeeping;
import io.throughline.erp.signin.SignIns;
import io.throughline.timelog.AuthorizedPeople;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A foreign ERP and our client of it, with the patience of a test. */
final class ErpTestBench implements AutoCloseable {

    static final Patience QUICK = new Patience(
            Duration.ofSeconds(2),
            Duration.ofMillis(700),
            Duration.ofMillis(4),
            Duration.ofMillis(50),
            Duration.ofSeconds(20));

    final FaultyErp erp = new FaultyErp();
    final TestServer server = TestServer.on(TestDatabase.SQLITE);
    final TestServer.Company company = server.company("acme");
    final SignIns signIns = new MemorySignIns(server.get(Clock.class));
    final ErpSignIn signIn;
    final ErpBackend backend;

    private int people;

    ErpTestBench() {
        this(null);
    }

    ErpTestBench(@Nullable Set<String> authorized) {
        Clock clock = server.get(Clock.class);
        var http = new ErpHttp(erp.baseUrl(), QUICK);
        var answers = new ErpAnswers("the ERP of the test");
        var identity = new ErpIdentity(new ErpApi(http, answers, QUICK, rejected -> {}, clock), http);
        signIn = new ErpSignIn(
                identity,
                new SignInKeeping(signIns, new AuthorizedPeople(authorized), server.get(AuditService.class), clock));
        backend = new ErpBackend(new ErpHttp(erp.baseUrl(), QUICK), answers, signIn, signIns, 66, QUICK, clock);
    }

    /** Somebody of ours who is somebody in the ERP, and signed in to it. */
    record Someone(Principal principal, ObjectNode person, String token) {}

    Someone somebody() {
        people++;
        Principal principal = server.colleague(company, "person" + people, Role.MEMBER);
        String token = "token-of-person-" + people;
        return new Someone(principal, erp.state.addPerson(token, "person" + people + "@corp.example"), token);
    }

    /** As the contract of all backends wants them. */
    Someone person(List<String> projects, LocalDate... mondays) {
        Someone someone = somebody();
        projects.forEach(team -> erp.state.assign(someone.person(), erp.state.project(team)));
        for (LocalDate monday : mondays) {
            erp.state.addWeek(someone.person(), monday);
        }
        signIn.signInWithToken(someone.principal(), someone.token());
        erp.requests();
        return someone;
    }

    @Override
    public void close() {
        backend.close();
        erp.close();
        server.close();
    }
}
