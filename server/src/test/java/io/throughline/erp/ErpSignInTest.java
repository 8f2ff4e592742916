package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.erp.FaultyErp.Fault;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.SignInBackend.SignedIn;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to a foreign ERP: its word alone counts, and a failed attempt takes nothing away. */
class ErpSignInTest {

    private final ErpTestBench bench = new ErpTestBench(Set.of("person1@corp.example", "person2@corp.example"));

    @AfterEach
    void close() {
        bench.close();
    }

    private String current(ErpTestBench.Someone who) {
        return bench.signIn
                .current(who.principal())
                .map(SignedIn::person)
                .map(person -> String.valueOf(person.email()))
                .orElse("nobody");
    }

    @Test
    void twoPeopleSideBySideAreNeverMixedUp() {
        var ada = bench.somebody();
        var bo = bench.somebody();
        bench.signIn.signInWithToken(ada.principal(), ada.token());
        bench.signIn.signInWithToken(bo.principal(), bo.token());

        assertThat(bench.backend.person(ada.principal()).email()).isEqualTo("person1@corp.example");
        assertThat(bench.backend.person(bo.principal()).email()).isEqualTo("person2@corp.example");
        assertThat(bench.signIn.signOut(ada.principal())).isTrue();
        assertThat(current(ada)).isEqualTo("nobody");
        assertThat(current(bo)).isEqualTo("person2@corp.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token ", "bearer ", "  TOKEN  ", "Authorization: Token ", ""})
    void aTokenIsTakenAsItIsPasted(String scheme) {
        var ada = bench.somebody();

        assertThat(bench.signIn
                        .signInWithToken(ada.principal(), scheme + ada.token() + " \n")
                        .name())
                .isEqualTo("Person of person1@corp.example");
    }

    @Test
    void aRefusedTokenKeepsTheFormerSignIn() {
        var ada = bench.somebody();
        bench.signIn.signInWithToken(ada.principal(), ada.token());

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> bench.signIn.signInWithToken(ada.principal(), "Token of-nobody-at-all"))
                .withMessage(
                        "The ERP of the test does not take this token: it is unknown, expired or revoked. Get a new"
                                + " one there. Nothing was stored. You stay signed in as Person of person1@corp.example"
                                + " <person1@corp.example>.");
        assertThat(current(ada)).isEqualTo("person1@corp.example");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "STATUS_403", "PAGE", "REDIRECT", "SLOW", "DEEP", "OVERSIZED"})
    void aTokenThatCannotBeCheckedIsNotStored(Fault fault) {
        var ada = bench.somebody();
        bench.erp.next("GET core/person/", fault);

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> bench.signIn.signInWithToken(ada.principal(), ada.token()))
                .withMessageContaining("The token could not be checked.")
                .withMessageEndingWith("Nothing was stored. You are not signed in.");
        assertThat(current(ada)).isEqualTo("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with blank inside it", "evil\r\nX-Header: yes", "tökentökentöken"})
    void whatIsNoTokenIsNotSent(String text) {
        var ada = bench.somebody();
        bench.erp.requests();

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> bench.signIn.signInWithToken(ada.principal(), text))
                .withMessageStartingWith("This is no token");
        assertThat(bench.erp.requests()).isEmpty();
    }

    @Test
    void whoIsNotOnTheListOrNotNamedIsNotLetIn() {
        bench.somebody();
        bench.somebody();
        var cleo = bench.somebody();
        var nameless = bench.somebody();
        nameless.person().remove("email");

        for (var who : new ErpTestBench.Someone[] {cleo, nameless}) {
            assertThatExceptionOfType(TimeLogProblemException.class)
                    .isThrownBy(() -> bench.signIn.signInWithToken(who.principal(), who.token()))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_AUTHORIZED));
            assertThat(current(who)).isEqualTo("nobody");
        }
    }

    @Test
    void googlesTokenIsExchangedForOneOfTheErp() {
        var ada = bench.somebody();

        assertThat(bench.signIn
                        .signInWithGoogle(ada.principal(), " google-" + ada.token() + " ")
                        .email())
                .isEqualTo("person1@corp.example");
        assertThat(bench.backend.labels(ada.principal())).hasSize(3);
        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> bench.signIn.signInWithGoogle(ada.principal(), "google-of-nobody"))
                .withMessageStartingWith("The ERP of the test does not take this access token of Google.");
        assertThat(current(ada)).isEqualTo("person1@corp.example");
    }

    @Test
    void aSignInThatTheErpNoLongerTakesIsForgottenButNotItsSuccessor() {
        var ada = bench.somebody();
        bench.signIn.signInWithToken(ada.principal(), ada.token());
        Optional<KeptSignIn> old =
                bench.signIns.find(ada.principal().tenantId(), ada.principal().personId());
        bench.erp.state.peopleByToken.remove(ada.token());

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> bench.backend.labels(ada.principal()))
                .withMessage("The ERP of the test no longer takes your sign-in, which is forgotten. Sign in again with"
                        + " authenticate_via_erp_browser, or authenticate_with_token and a new token.");
        assertThat(current(ada)).isEqualTo("nobody");

        bench.erp.state.peopleByToken.put("a-newer-token", ada.person());
        bench.signIn.signInWithToken(ada.principal(), "a-newer-token");
        bench.signIns.forget(old.orElseThrow());
        assertThat(current(ada)).isEqualTo("person1@corp.example");
    }

    @Test
    void attemptsAreInTheAuditTrailWithoutTokens() {
        var ada = bench.somebody();
        bench.signIn.signInWithToken(ada.principal(), ada.token());

        assertThat(bench.server
                        .sql()
                        .sql(
                                "select action || ' ' || outcome || ' ' || detail from audit_event where action like 'log.%'")
                        .query(String.class)
                        .list())
                .containsExactly("log.sign_in done token: as Person of person1@corp.example <person1@corp.example>");
    }
}
