package io.throughline.erp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose an attempt is, how long, and that it ends once. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SignInAttemptsTest {

    private static final LogPerson ADA = new LogPerson(7L, "Ada", "ada@corp.example");

    private final TestServer server;
    private final SignInAttempts attempts;
    private final Principal ada;
    private final Principal bo;

    SignInAttemptsTest(TestDatabase database) {
        server = TestServer.on(database);
        TestServer.Company company = server.company("acme");
        attempts = server.get(SignInAttempts.class);
        ada = company.principal();
        bo = server.colleague(company, "bo", Role.MEMBER);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private State state(String id) {
        return attempts.find(id).orElseThrow().state();
    }

    @Test
    void anAttemptIsOfWhoeverAskedAndOfTheBrowserThatOpensItFirst() {
        String id = attempts.begin(ada, Way.PROVIDER);

        SignInAttempt attempt = attempts.find(id).orElseThrow();
        assertThat(attempt.isOf(ada)).isTrue();
        assertThat(attempt.isOf(bo)).isFalse();
        assertThat(attempt.state()).isEqualTo(State.WAITING);
        assertThat(attempts.open(id, "first browser")).isTrue();
        assertThat(attempts.open(id, "second browser")).isFalse();
        assertThat(attempts.open(id, "first browser")).as("a reload").isTrue();
        assertThat(attempts.isViewer(id, "first browser")).isTrue();
        assertThat(attempts.isViewer(id, "second browser")).isFalse();
        assertThat(state(id)).isEqualTo(State.OPENED);
        assertThat(attempts.findOf(bo)).isEmpty();
    }

    @Test
    void theNextAttemptOfThePersonEndsTheFormer() {
        String former = attempts.begin(ada, Way.PROVIDER);
        String ofBo = attempts.begin(bo, Way.PROVIDER);
        attempts.keepSecrets(former, "verifier");

        String next = attempts.begin(ada, Way.ERP_PAGE);

        assertThat(attempts.find(former)).isEmpty();
        assertThat(attempts.isLive(former)).isFalse();
        assertThat(attempts.open(former, "browser")).isFalse();
        assertThat(attempts.takeSecrets(former)).isEmpty();
        assertThat(attempts.takeSecrets(next)).isEmpty();
        assertThat(attempts.finish(former, asker -> ADA)).isEmpty();
        assertThat(state(next)).isEqualTo(State.WAITING);
        assertThat(attempts.isLive(ofBo)).isTrue();
    }

    @Test
    void afterFiveMinutesNothingCanBeDoneWithIt() {
        String id = attempts.begin(ada, Way.PROVIDER);
        attempts.keepSecrets(id, "verifier");

        server.pass(SignInAttempts.LIFE);

        assertThat(state(id)).isEqualTo(State.EXPIRED);
        assertThat(attempts.open(id, "browser")).isFalse();
        assertThat(attempts.takeSecrets(id)).isEmpty();
        assertThat(attempts.finish(id, asker -> ADA).orElseThrow().state()).isEqualTo(State.EXPIRED);
        assertThat(attempts.cancel(ada)).isFalse();
        server.pass(Duration.ofHours(2));
        assertThat(attempts.find(id)).isEmpty();
        assertThat(attempts.findOf(ada)).isEmpty();
    }

    @Test
    void whatProvesItIsSealedAndServesOnce() {
        String id = attempts.begin(ada, Way.PROVIDER);
        attempts.keepSecrets(id, "verifier");

        String stored = server.sql()
                .sql("select id_hash || sealed_secrets || coalesce(viewer_hash, '') from log_sign_in_attempt")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain("verifier", id);
        assertThat(attempts.takeSecrets(id)).contains("verifier");
        assertThat(attempts.takeSecrets(id)).isEmpty();
    }

    @Test
    void ofManyWhoFinishOneSignsIn() throws Exception {
        String id = attempts.begin(ada, Way.ERP_PAGE);
        var asked = new AtomicInteger();
        List<Callable<SignInAttempt>> tries = new ArrayList<>();
        for (int each = 0; each < 8; each++) {
            tries.add(() -> attempts.finish(id, asker -> {
                        assertThat(asker.personId()).isEqualTo(ada.personId());
                        asked.incrementAndGet();
                        return ADA;
                    })
                    .orElseThrow());
        }

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : pool.invokeAll(tries)) {
                each.get();
            }
        }

        assertThat(asked).hasValue(1);
        assertThat(state(id)).isEqualTo(State.DONE);
        assertThat(attempts.find(id).orElseThrow().told()).isEqualTo("Signed in as Ada <ada@corp.example>.");
        attempts.fail(id, "too late");
        assertThat(state(id)).isEqualTo(State.DONE);
    }

    @Test
    void whatTheErpRefusesIsToldAndAnyFaultEndsTheAttempt() {
        String refused = attempts.begin(ada, Way.ERP_PAGE);
        attempts.finish(refused, asker -> {
            throw new TimeLogProblemException(Kind.REFUSED, "The ERP does not take this token.");
        });
        assertThat(attempts.find(refused).orElseThrow().told()).isEqualTo("The ERP does not take this token.");
        assertThat(state(refused)).isEqualTo(State.FAILED);

        String broken = attempts.begin(bo, Way.ERP_PAGE);
        assertThat(catchThrowable(() -> attempts.finish(broken, asker -> {
                    throw new IllegalStateException("inside");
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts.find(broken).orElseThrow().told()).doesNotContain("inside");
        assertThat(state(broken)).isEqualTo(State.FAILED);
    }

    @Test
    void whatIsCancelledWhileTheErpIsAskedIsTakenBack() {
        String token = server.get(AccessService.class)
                .createKey("bo@acme.example", "acme", "logs", Set.of("mcp:enabled", "logs:read"), null);
        SignInBackend backend = server.get(SignInBackend.class);
        String id = attempts.begin(ada, Way.ERP_PAGE);

        attempts.finish(id, asker -> {
            assertThat(attempts.cancel(ada)).isTrue();
            attempts.fail(id, "too late as well");
            return backend.signInWithToken(asker, token);
        });

        assertThat(state(id)).isEqualTo(State.CANCELLED);
        assertThat(backend.current(ada)).isEmpty();
    }

    @Test
    void whoLeftTheCompanyMeanwhileIsNotSignedIn() {
        String id = attempts.begin(bo, Way.ERP_PAGE);
        server.sql()
                .sql("delete from membership where person_id = :person")
                .param("person", bo.personId())
                .update();

        attempts.finish(id, asker -> {
            throw new IllegalStateException("The ERP is not asked.");
        });

        assertThat(attempts.find(id).orElseThrow().told())
                .isEqualTo("You work in no workspace of that company any more, so nothing was stored.");
    }

    @Test
    void aCancelledAttemptIsOver() {
        String id = attempts.begin(ada, Way.ERP_PAGE);

        assertThat(attempts.cancel(bo)).isFalse();
        assertThat(attempts.cancel(ada)).isTrue();

        assertThat(state(id)).isEqualTo(State.CANCELLED);
        assertThat(attempts.cancel(ada)).isFalse();
        assertThat(attempts.finish(id, asker -> ADA).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }
}
