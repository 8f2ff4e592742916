package io.throughline.erp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.LogPerson;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where sign-ins are kept, and for how long. */
class SignInsTest {

    @Nested
    class OnSqlite extends Kept {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Kept {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    abstract static class Kept {

        private final TestServer server;
        private final TestServer.Company company;
        private final Principal ada;
        private final Principal bo;

        Kept(TestDatabase database) {
            server = TestServer.on(database);
            company = server.company("acme");
            ada = company.principal();
            bo = server.colleague(company, "bo", Role.MEMBER);
        }

        @AfterEach
        void close() {
            server.close();
        }

        private static KeptSignIn signIn(Principal who, String token) {
            return new KeptSignIn(
                    who.tenantId(),
                    who.personId(),
                    token,
                    new LogPerson(7L, "Ada", "ada@corp.example"),
                    TestServer.NOW);
        }

        private SignIns sealed() {
            return server.get(SignIns.class);
        }

        @Test
        void aSealedSignInOutlivesARestartAndCannotBeReadInTheTable() {
            KeptSignIn kept = signIn(ada, "very-secret-token");
            sealed().keep(kept);

            assertThat(server.sql()
                            .sql("select sealed_token from log_sign_in")
                            .query(String.class)
                            .single())
                    .doesNotContain("very-secret-token");
            try (TestServer other = server.beside()) {
                assertThat(other.get(SignIns.class).find(ada.tenantId(), ada.personId()))
                        .contains(kept);
            }
            assertThat(kept.toString()).doesNotContain("very-secret-token");
        }

        @Test
        void aRowThatIsCopiedToSomebodyElseDoesNotOpen() {
            sealed().keep(signIn(ada, "token-of-ada"));
            server.sql()
                    .sql("update log_sign_in set person_id = :bo")
                    .param("bo", bo.personId())
                    .update();

            assertThat(sealed().find(bo.tenantId(), bo.personId())).isEmpty();
        }

        @Test
        void theSecondSignInTakesThePlaceOfTheFirstAndOfNobodyElses() {
            sealed().keep(signIn(ada, "first-token"));
            sealed().keep(signIn(bo, "token-of-bo"));
            sealed().keep(signIn(ada, "second-token"));

            assertThat(sealed().find(ada.tenantId(), ada.personId()))
                    .map(KeptSignIn::token)
                    .contains("second-token");
            sealed().forget(signIn(ada, "first-token"));
            assertThat(sealed().find(ada.tenantId(), ada.personId())).isPresent();
            assertThat(sealed().forget(ada.tenantId(), ada.personId())).isTrue();
            assertThat(sealed().forget(ada.tenantId(), ada.personId())).isFalse();
            assertThat(sealed().find(bo.tenantId(), bo.personId())).isPresent();
        }

        @Test
        void whatIsNotUsedIsForgottenAfterAMonthOrInMemoryAfterHalfADay() {
            SignIns memory = new MemorySignIns(server.get(Clock.class));
            for (SignIns signIns : new SignIns[] {sealed(), memory}) {
                signIns.keep(signIn(ada, "token-of-ada"));
            }

            server.pass(Duration.ofHours(11));
            assertThat(memory.find(ada.tenantId(), ada.personId())).isPresent();
            server.pass(Duration.ofHours(13));
            assertThat(memory.find(ada.tenantId(), ada.personId())).isEmpty();
            server.pass(Duration.ofDays(25));
            assertThat(sealed().find(ada.tenantId(), ada.personId())).isPresent();
            server.pass(Duration.ofDays(29));
            assertThat(sealed().find(ada.tenantId(), ada.personId())).isPresent();
            server.pass(Duration.ofDays(31));
            assertThat(sealed().find(ada.tenantId(), ada.personId())).isEmpty();
            assertThat(server.rowsByTable()).containsEntry("log_sign_in", 0L);
        }
    }
}
