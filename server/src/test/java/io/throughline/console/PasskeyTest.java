package io.throughline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PasskeyTest {

    private final RunningConsole console;
    private final TestServer.Company company;
    private final TestAuthenticator authenticator;

    PasskeyTest(TestDatabase database) throws IOException, GeneralSecurityException {
        console = RunningConsole.on(database, "PORT", String.valueOf(freePort()));
        company = console.company("firm");
        authenticator = new TestAuthenticator("localhost", console.url());
    }

    /** The origin that the server expects bears the port that was set. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        console.close();
    }

    private static String part(HttpResponse<String> answer, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1);
    }

    private static String challenge(HttpResponse<String> options) {
        return part(options, "\"challenge\":\"([^\"]+)\"");
    }

    private String register(Browser browser, String label) throws GeneralSecurityException {
        browser.get("/account");
        HttpResponse<String> options = browser.postJson("/webauthn/register/options", "{}");
        HttpResponse<String> answer =
                browser.postJson("/webauthn/register", authenticator.registration(challenge(options), label));
        assertThat(answer.statusCode()).isEqualTo(200);
        return part(options, "\"user\":\\{[^}]*\"id\":\"([^\"]+)\"");
    }

    private HttpResponse<String> signIn(Browser browser, String handle) throws GeneralSecurityException {
        browser.get("/sign-in");
        HttpResponse<String> options = browser.postJson("/webauthn/authenticate/options", "{}");
        return browser.postJson("/login/webauthn", authenticator.assertion(challenge(options), handle));
    }

    @Test
    void aPersonAddsAPasskeyAndSignsInWithItOnAnyNode() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop <b>");
        assertThat(browser.get("/account").body()).contains("Laptop &lt;b&gt;").doesNotContain("Laptop <b>");

        Browser other = console.browser();
        other.get("/sign-in");
        String before = other.cookies().getOrDefault("throughline", "");
        assertThat(signIn(other, handle).statusCode()).isEqualTo(204);
        assertThat(other.cookies().get("throughline")).isNotEqualTo(before);
        assertThat(other.get("/").body()).contains("Ada Owner");
        assertThat(console.get(AuditService.class).page(company.principal(), AuditFilter.ALL, null, 2))
                .extracting(row -> row.action() + " " + row.detail())
                .containsExactly("sign-in by passkey", "passkey.add Laptop <b>");
    }

    @Test
    void aRemovedPasskeyOpensNothing() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop");
        HttpResponse<String> account = browser.get("/account");
        browser.post("/account/passkeys/remove", Map.of("id", part(account, "name=\"id\" value=\"([^\"]+)\"")));

        Browser other = console.browser();
        assertThat(signIn(other, handle).statusCode()).isEqualTo(401);
        assertThat(other.isSignedIn()).isFalse();
    }

    @Test
    void aPersonMayAlsoRemoveTheirPasskeyByTheLibrarysOwnAddress() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop");
        String id = part(browser.get("/account"), "name=\"id\" value=\"([^\"]+)\"");

        assertThat(browser.method("DELETE", "/webauthn/register/" + id).statusCode())
                .isEqualTo(204);
        assertThat(signIn(console.browser(), handle).statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyRemovesThePasskeyOfAnother() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop");
        String id = part(browser.get("/account"), "name=\"id\" value=\"([^\"]+)\"");
        Browser eve = console.signedIn(console.company("other").owner());
        eve.get("/account");
        eve.post("/account/passkeys/remove", Map.of("id", id));
        assertThat(eve.method("DELETE", "/webauthn/register/" + id).statusCode())
                .isEqualTo(403);

        assertThat(signIn(console.browser(), handle).statusCode()).isEqualTo(204);
    }

    @Test
    void anAnswerWorksForItsOwnChallengeAloneAndOnce() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop");
        Browser other = console.browser();
        other.get("/sign-in");
        String answer =
                authenticator.assertion(challenge(other.postJson("/webauthn/authenticate/options", "{}")), handle);
        Browser thief = console.browser();
        thief.get("/sign-in");
        thief.postJson("/webauthn/authenticate/options", "{}");

        assertThat(thief.postJson("/login/webauthn", answer).statusCode()).isEqualTo(401);
        assertThat(other.postJson("/login/webauthn", answer).statusCode()).isEqualTo(204);
        assertThat(other.postJson("/login/webauthn", answer).statusCode()).isNotEqualTo(204);
    }

    @Test
    void anAuthenticatorThatDoesNotKnowItsUserIsNotEnough() throws GeneralSecurityException {
        Browser browser = console.signedIn(company.owner());
        String handle = register(browser, "Laptop");
        authenticator.verifiesUser = false;

        assertThat(signIn(console.browser(), handle).statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsAskedForAPasskeyLearnsOfNobody() {
        Browser browser = console.browser();
        browser.get("/sign-in");
        assertThat(browser.postJson("/webauthn/authenticate/options", "{}").body())
                .contains("\"allowCredentials\":[]", "\"userVerification\":\"required\"");
        assertThat(browser.postJson("/webauthn/register/options", "{}").statusCode())
                .isNotEqualTo(200);
    }
}
