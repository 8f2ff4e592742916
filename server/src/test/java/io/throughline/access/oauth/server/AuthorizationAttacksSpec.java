package io.throughline.access.oauth.server;

import static io.throughline.access.oauth.server.OAuthClient.REDIRECT;
import static io.throughline.access.oauth.server.OAuthClient.body;
import static io.throughline.access.oauth.server.OAuthClient.location;
import static io.throughline.access.oauth.server.OAuthClient.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may try between a program, a person and the server, up to the code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuthorizationAttacksSpec {

    private final TestDatabase database;
    private RunningConsole server;
    private TestServer.Company company;
    private TestServer.Company other;
    private Browser person;
    private OAuthClient client;

    AuthorizationAttacksSpec(TestDatabase database) {
        this.database = database;
    }

    static final class OnSqliteTest extends AuthorizationAttacksSpec {
        OnSqliteTest() {
            super(TestDatabase.SQLITE);
        }
    }

    static final class OnPostgresqlTest extends AuthorizationAttacksSpec {
        OnPostgresqlTest() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @BeforeAll
    void start() {
        server = RunningConsole.on(database);
        company = server.company("acme");
        other = server.company("other");
        person = server.signedIn(company.owner());
        client = new OAuthClient(server.url()).register();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String place() {
        return company.tenant().key();
    }

    @Test
    void aCodeIsGoodOnceAndASecondUseEndsWhatTheFirstGave() {
        String code = client.code(person, place());
        HttpResponse<String> first = client.exchange(code);
        assertThat(first.statusCode()).isEqualTo(200);
        assertRefused(client.exchange(code), "invalid_grant");
        assertThat(client.call(body(first).path("access_token").asString()).statusCode())
                .isEqualTo(401);
        assertRefused(client.refresh(body(first).path("refresh_token").asString()), "invalid_grant");
    }

    @Test
    void ofTwentyExchangesAtOnceOneGetsTokens() {
        String code = client.code(person, place());
        List<HttpResponse<String>> answers = atOnce(20, () -> client.exchange(code));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(1);
    }

    @Test
    void aCodeOfOneProgramIsNothingToAnother() {
        String code = client.code(person, place());
        OAuthClient thief = new OAuthClient(server.url()).register();
        assertRefused(thief.exchange(code), "invalid_grant");
        assertThat(client.exchange(code).statusCode())
                .as("and it is still good")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another-verifier-of-the-test-that-is-long-enough-to-be", "short"})
    void aStolenCodeIsNothingWithoutTheVerifier(String verifier) {
        String code = client.code(person, place());
        HttpResponse<String> answer = client.token(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT,
                "client_id", client.clientId,
                "code_verifier", verifier);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, ''",
        "code_challenge_method, ''",
        "code_challenge_method, plain",
        "code_challenge, tooshort",
    })
    void pkceCannotBeLeftOutOrWeakened(String parameter, String value) {
        HttpResponse<String> answer = person.get(client.authorizeAddress(parameter, value));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(query(location(answer)))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "client-state")
                .containsEntry("iss", server.url())
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:7777/callback/",
                "http://127.0.0.1:7777/Callback",
                "http://127.0.0.1:7777/callback?more=1",
                "http://127.0.0.1:7777/callback#fragment",
                "http://person@127.0.0.1:7777/callback",
                "http://127.0.0.1:7777@evil.example/callback",
                "http://localhost:7777/callback",
                "https://127.0.0.1:7777/callback",
                "http://127.0.0.1.evil.example:7777/callback",
                "http://127.0.0.1:7777/callback/../other",
                "https://evil.example/callback",
                "//evil.example/callback",
                "javascript:alert(1)",
                "",
            })
    void nobodyIsSentWhereTheProgramIsNot(String redirectUri) {
        HttpResponse<String> answer = person.get(client.authorizeAddress("redirect_uri", redirectUri));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void aProgramOnThePersonsMachineMayTakeAnyPort() {
        HttpResponse<String> page =
                person.follow(client.authorizeAddress("redirect_uri", "http://127.0.0.1:50123/callback"));
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "scope, 'mcp:enabled backlog:fly', invalid_scope, backlog:fly",
        "scope, backlog:read, invalid_scope, mcp:enabled",
        "resource, https://other.example/mcp, invalid_target, resource",
        "response_type, token, unsupported_response_type, ''",
    })
    void whatIsAskedWronglyIsSaidToTheProgramWithWhoSaysIt(
            String parameter, String value, String error, String description) {
        HttpResponse<String> answer = person.get(client.authorizeAddress(parameter, value));
        if (error.equals("unsupported_response_type")) {
            assertThat(answer.statusCode()).isIn(302, 400);
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(query(location(answer))).containsEntry("error", error).containsEntry("iss", server.url());
        assertThat(query(location(answer)).get("error_description")).contains(description);
    }

    @Test
    void theStateOfAProgramCannotWriteHeaders() {
        HttpResponse<String> answer = person.get(
                client.authorizeAddress("scope", "backlog:read", "state", "x\r\nSet-Cookie: stolen=1\r\n\r\n<script>"));
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("stolen");
        assertThat(location(answer)).doesNotContain("\n").doesNotContain("<script>");
    }

    @Test
    void aConsentIsAnsweredByWhoWasAskedAndOnce() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        String state = OAuthClient.state(page);
        Browser stranger = server.signedIn(other.owner());
        assertThat(stranger.get("/oauth/consent?state=" + state + "&client_id=x&scope=y")
                        .statusCode())
                .isEqualTo(404);
        stranger.get("/");
        assertNoCode(answer(stranger, state, other.tenant().key()));
        assertThat(answer(person, state, place()).statusCode()).isEqualTo(302);
        assertNoCode(answer(person, state, place()));
    }

    @Test
    void aConsentIsNotToBeForgedByAnotherPage() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        HttpResponse<String> forged = person.submitAsIs(
                "/oauth/authorize",
                Browser.form(
                        "client_id",
                        client.clientId,
                        "state",
                        OAuthClient.state(page),
                        "place",
                        place(),
                        "scope",
                        "mcp:enabled"));
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void anEncodedLetterInThePathOpensNothing() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        HttpResponse<String> forged = person.submitAsIs(
                "/oauth/%61uthorize",
                Browser.form(
                        "client_id",
                        client.clientId,
                        "state",
                        OAuthClient.state(page),
                        "place",
                        place(),
                        "scope",
                        "mcp:enabled"));
        assertThat(forged.statusCode()).isEqualTo(403);
        HttpResponse<String> large = client.postJson("/oauth/%72egister", "x".repeat(100_000));
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void nobodyIsSentAwayBeforeTheySignIn() {
        HttpResponse<String> answer = server.browser().get(client.authorizeAddress("scope", "backlog:fly"));
        assertThat(location(answer)).startsWith("/sign-in?next=");
    }

    @Test
    void aConsentPageStandsInNoFrame() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
    }

    @Test
    void nobodyLetsAProgramIntoTheCompanyOfOthers() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        assertThat(page.body()).doesNotContain("Company other");
        assertNoCode(answer(person, OAuthClient.state(page), other.tenant().key()));
    }

    @Test
    void aScopeThatWasNotAskedForIsNotGiven() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        HttpResponse<String> answer = person.submit(
                "/oauth/authorize",
                "client_id",
                client.clientId,
                "state",
                OAuthClient.state(page),
                "place",
                place(),
                "scope",
                "mcp:enabled",
                "scope",
                "logs:write");
        assertThat(answer.statusCode() == 302 ? query(location(answer)) : Map.<String, String>of())
                .doesNotContainKey("code");
    }

    @Test
    void whoSaysNoSendsTheProgramAwayWithoutACode() {
        HttpResponse<String> page = person.follow(client.authorizeAddress());
        HttpResponse<String> answer =
                person.submit("/oauth/authorize", "client_id", client.clientId, "state", OAuthClient.state(page));
        assertThat(query(location(answer)))
                .containsEntry("error", "access_denied")
                .containsEntry("iss", server.url())
                .containsEntry("state", "client-state");
    }

    @Test
    void whoIsSignedOutSignsInFirstAndComesBack() {
        Browser fresh = server.browser();
        HttpResponse<String> answer = fresh.get(client.authorizeAddress());
        assertThat(location(answer)).startsWith("/sign-in?next=");
        HttpResponse<String> unknown = fresh.get(client.authorizeAddress("client_id", "nobody"));
        assertThat(unknown.statusCode())
                .as("and a wrong request does not get that far")
                .isEqualTo(400);
    }

    @Test
    void theNameOfAProgramIsOnlyText() {
        OAuthClient named = new OAuthClient(server.url());
        HttpResponse<String> registered = named.postJson(
                "/oauth/register",
                "{\"client_name\":\"<script>alert(1)</script>\\u202e\\u0000\",\"redirect_uris\":[\"" + REDIRECT
                        + "\"]}");
        named.clientId = body(registered).path("client_id").asString();
        assertThat(person.follow(named.authorizeAddress()).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("\u202e");
    }

    private HttpResponse<String> answer(Browser who, String state, String place) {
        return who.submit(
                "/oauth/authorize",
                "client_id",
                client.clientId,
                "state",
                state,
                "place",
                place,
                "scope",
                "mcp:enabled");
    }

    private static void assertNoCode(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        assertThat(body(answer).path("error").asString()).isEqualTo(error);
    }

    static <T> List<T> atOnce(int count, Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(work))
                    .toList();
            return all.stream().map(AuthorizationAttacksSpec::get).toList();
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
