package io.throughline.timelog.embedded;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.BackendContract;
import io.throughline.timelog.TimeLogBackend;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of all backends, held by the embedded one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedContract extends BackendContract {

    private final TestServer server;
    private final ErpCompany company;
    private final AtomicInteger people = new AtomicInteger();

    EmbeddedContract(TestDatabase database) {
        server = TestServer.on(database);
        company = new ErpCompany(server, "contract");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Override
    protected TimeLogBackend backend() {
        return server.get(EmbeddedBackend.class);
    }

    @Override
    protected Principal person(List<String> projects, LocalDate... mondays) {
        String name = "person" + people.incrementAndGet();
        return company.person(name, Role.MEMBER, projects, mondays);
    }

    @Override
    protected boolean makesWeeks() {
        return true;
    }
}
