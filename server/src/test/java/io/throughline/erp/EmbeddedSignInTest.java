package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.TimeLogProblemException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in to the embedded ERP with a key, as the program wires it. */
class EmbeddedSignInTest {

    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final TestServer.Company firm = server.company("firm");
    private final Principal ada = firm.principal();
    private final SignInBackend signIn = server.get(SignInBackend.class);
    private final TimeLogBackend backend = server.get(TimeLogBackend.class);

    @AfterEach
    void close() {
        server.close();
    }

    private String key(TestServer.Company company, String email, String... scopes) {
        return server.get(AccessService.class).createKey(email, company.tenant().key(), "logs", Set.of(scopes), null);
    }

    private String keyOfBo() {
        server.colleague(firm, "bo", Role.MEMBER);
        return key(firm, "bo@firm.example", "mcp:enabled", "logs:read");
    }

    @Test
    void withoutASignInPeopleLogAsThemselves() {
        assertThat(signIn.current(ada)).isEmpty();
        assertThat(backend.person(ada).email()).isEqualTo("owner@firm.example");
    }

    @Test
    void aKeyMakesThemWhoeverHasItUntilTheySignOut() {
        assertThat(signIn.signInWithToken(ada, "Token " + keyOfBo()).email()).isEqualTo("bo@firm.example");
        assertThat(backend.person(ada).email()).isEqualTo("bo@firm.example");
        assertThat(signIn.signOut(ada)).isTrue();
        assertThat(backend.person(ada).email()).isEqualTo("owner@firm.example");
    }

    @Test
    void aRevokedKeyEndsTheSignInAndSaysSo() {
        signIn.signInWithToken(ada, keyOfBo());
        AccessService access = server.get(AccessService.class);
        access.revokeKey(ada, access.keys(ada).getLast().id());

        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> backend.person(ada))
                .withMessageStartingWith("The key with which you signed in as bo <bo@firm.example> is no longer good.");
        assertThat(signIn.current(ada)).isEmpty();
        assertThat(server.rowsByTable()).containsEntry("log_sign_in", 0L);
    }

    @Test
    void keysOfOtherCompaniesAndThoseWithoutTheScopeAreRefusedAndChangeNothing() {
        signIn.signInWithToken(ada, keyOfBo());
        TestServer.Company other = server.company("other");
        String[] refused = {
            key(other, "owner@other.example", "mcp:enabled", "logs:read"),
            key(firm, "owner@firm.example", "mcp:enabled"),
            "pm33_live_" + "w".repeat(43)
        };

        for (String token : refused) {
            assertThatExceptionOfType(TimeLogProblemException.class)
                    .isThrownBy(() -> signIn.signInWithToken(ada, token))
                    .withMessageEndingWith("Nothing was stored. You stay signed in as bo <bo@firm.example>.");
            assertThat(backend.person(ada).email()).isEqualTo("bo@firm.example");
        }
    }

    @Test
    void googleIsSaidToBeNotSetUp() {
        assertThatExceptionOfType(TimeLogProblemException.class)
                .isThrownBy(() -> signIn.signInWithGoogle(ada, "ya29.invented"))
                .withMessage(
                        "Signing in with Google is not set up on this server. Sign in with authenticate_with_token, or"
                                + " have THROUGHLINE_GOOGLE_CLIENT_ID set. Nothing was stored. Without a sign-in you log your own"
                                + " time.");
    }
}
