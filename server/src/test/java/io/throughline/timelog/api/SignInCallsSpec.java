package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.TestServer.Company;
import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Person;
import io.throughline.access.Role;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Getting a token by a password or through Google. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignInCallsSpec {

    private static final String CLIENT = "our-program.apps.example";
    private static final long LATER = TestServer.NOW.plus(Duration.ofHours(1)).getEpochSecond();

    private final StubGoogle google = new StubGoogle();
    private final TestDatabase database;
    private final ApiServer api;

    SignInCallsSpec(TestDatabase database) {
        this.database = database;
        api = new ApiServer(database, "GOOGLE_CLIENT_ID", CLIENT, "GOOGLE_TOKENINFO_URL", google.url());
    }

    @AfterAll
    void close() {
        api.close();
        google.close();
    }

    private HttpResponse<String> login(String email, String password, String more) {
        return api.send(
                "POST",
                "core/login/",
                null,
                "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"" + more + "}");
    }

    private HttpResponse<String> googleLogin(String accessToken) {
        return api.send(
                "POST",
                "core/google-login/",
                null,
                "{\"platform\":\"google\",\"access_token\":\"" + accessToken + "\"}");
    }

    private int person(String token) {
        return api.send("GET", "core/person/", token, null).statusCode();
    }

    // --- by password ---

    @Test
    void aPasswordGivesATokenForTimeLogsAlone() {
        Person person = api.colleague("pat");
        HttpResponse<String> answer = login(" Pat@Firm.example ", RunningConsole.PASSWORD, "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = ApiServer.json(answer);
        String token = body.path("token").asString();
        assertThat(token).matches("[a-zA-Z0-9_.-]{10,512}");
        assertThat(body.path("email").asString()).isEqualTo(person.email());
        assertThat(body.path("name").asString()).isEqualTo("pat");
        assertThat(body.path("company").asString()).isEqualTo("firm");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(person(token)).isEqualTo(200);
        ApiKey key = keysOf(person).getLast();
        assertThat(key.scopes().toString()).contains("LOGS_READ", "LOGS_WRITE");
        assertThat(key.scopes()).hasSize(2);
        assertThat(key.name()).isEqualTo("ERP sign-in");
    }

    private List<ApiKey> keysOf(Person person) {
        return api.get(AccessService.class).keys(api.company.principal()).stream()
                .filter(key -> key.personId() == person.id())
                .toList();
    }

    @Test
    void aKeyForTimeLogsAloneCanBeMadeByHandAndIsNotCounted() {
        Person person = api.colleague("kim");
        AccessService access = api.get(AccessService.class);
        String key = access.createKey(person.email(), null, "by hand", Set.of("logs:read"), Duration.ofDays(1));
        for (int at = 0; at < 6; at++) {
            login(person.email(), RunningConsole.PASSWORD, "");
        }
        assertThat(person(key)).isEqualTo(200);
        assertThat(access.checkKey(key)).isInstanceOf(CredentialCheck.NotEnabled.class);
    }

    @Test
    void aTokenExpires() {
        try (var other = new ApiServer(database)) {
            assertThat(other.get("core/person/").statusCode()).isEqualTo(200);
            other.console.pass(Duration.ofDays(90).plusSeconds(1));
            assertThat(other.get("core/person/").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theOldestTokenGoesForTheSixth() {
        Person person = api.colleague("sam");
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < 6; at++) {
            tokens.add(ApiServer.json(login(person.email(), RunningConsole.PASSWORD, ""))
                    .path("token")
                    .asString());
        }
        assertThat(person(tokens.getFirst())).isEqualTo(401);
        assertThat(tokens.subList(1, 6))
                .allSatisfy(token -> assertThat(person(token)).isEqualTo(200));
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() {
        api.colleague("wim");
        HttpResponse<String> wrong = login("wim@firm.example", "not the password", "");
        HttpResponse<String> unknown = login("nobody@firm.example", "not the password", "");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .isEqualTo(unknown.body())
                .isEqualTo("{\"detail\":\"The address or the password is wrong.\",\"code\":\"wrong_credentials\"}");
        assertThat(login("x".repeat(300), "y", "").statusCode()).isEqualTo(400);
        assertThat(login("wim@firm.example", "y".repeat(2_000), "").statusCode())
                .isEqualTo(400);
        assertThat(api.send("POST", "core/login/", null, "{\"email\":\"wim@firm.example\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send("POST", "core/login/", null, "{\"email\":5,\"password\":true}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void guessingIsSlowedDown() {
        Person person = api.colleague("gus");
        for (int at = 0; at < 5; at++) {
            assertThat(login(person.email(), "guess " + at, "").statusCode()).isEqualTo(400);
        }
        HttpResponse<String> refused = login(person.email(), RunningConsole.PASSWORD, "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(1, 30);
        assertThat(ApiServer.json(refused).path("detail").asString()).contains("Too many attempts");
        api.console.pass(Duration.ofSeconds(31));
        assertThat(login(person.email(), RunningConsole.PASSWORD, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoWorksInSeveralCompaniesSaysInWhich() {
        Person person = api.colleague("mia");
        Company second = api.console.company("second");
        api.get(AccessService.class)
                .grantRole(second.tenant().id(), second.workspace().id(), person.id(), Role.MEMBER);

        HttpResponse<String> unsaid = login(person.email(), RunningConsole.PASSWORD, "");
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(ApiServer.json(unsaid).path("detail").asString())
                .isEqualTo("You work in several companies. Say in which as company: firm, second.");
        assertThat(ApiServer.json(login(person.email(), RunningConsole.PASSWORD, ",\"company\":\"second\""))
                        .path("company")
                        .asString())
                .isEqualTo("second");
        assertThat(login(person.email(), RunningConsole.PASSWORD, ",\"company\":\"third\"")
                        .statusCode())
                .isEqualTo(400);
        Person stranger = api.console.person("stranger@nowhere.example", "Stranger");
        assertThat(ApiServer.json(login(stranger.email(), RunningConsole.PASSWORD, ""))
                        .path("detail")
                        .asString())
                .isEqualTo("You are a member of no workspace on this server. An owner or admin can invite you.");
    }

    // --- through Google ---

    private static String info(String aud, String email, String verified, long expiry) {
        return "{\"azp\":\"" + aud + "\",\"aud\":\"" + aud + "\",\"exp\":\"" + expiry + "\",\"email\":\"" + email
                + "\",\"email_verified\":\"" + verified + "\"}";
    }

    @Test
    void somebodyWhomGoogleVouchesForGetsAToken() {
        Person person = api.colleague("gil");
        google.knows("good", info(CLIENT, "Gil@firm.example", "true", LATER));

        HttpResponse<String> answer = googleLogin("good");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = ApiServer.json(answer);
        assertThat(body.path("email").asString()).isEqualTo(person.email());
        assertThat(person(body.path("token").asString())).isEqualTo(200);
    }

    @Test
    void aTokenOfGoogleThatProvesNothingIsRefused() {
        api.colleague("eva");
        google.knows(
                "other-party", info(CLIENT, "eva@firm.example", "true", LATER).replaceFirst(CLIENT, "x"));
        google.knows("unverified", info(CLIENT, "eva@firm.example", "false", LATER));
        google.knows("expired", info(CLIENT, "eva@firm.example", "true", TestServer.NOW.getEpochSecond()));
        google.knows("no-email", info(CLIENT, "", "true", LATER));
        google.knows("empty", "{}");
        for (String token : List.of("unknown", "other-party", "unverified", "expired", "no-email", "empty")) {
            HttpResponse<String> answer = googleLogin(token);
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(ApiServer.json(answer).path("error").asString()).isEqualTo("Invalid Google token");
        }
        google.knows("nobody", info(CLIENT, "nobody@firm.example", "true", LATER));
        HttpResponse<String> nobody = googleLogin("nobody");
        assertThat(nobody.statusCode()).isEqualTo(403);
        assertThat(ApiServer.json(nobody).path("code").asString()).isEqualTo("not_registered");
        for (String token : List.of("", "   ", "x".repeat(4_097))) {
            assertThat(googleLogin(token).statusCode()).isEqualTo(400);
        }
        assertThat(googleLogin("x".repeat(4_096)).statusCode()).isEqualTo(401);
    }

    @Test
    void googleMayBeDown() {
        google.answers("down", 503, "");
        google.answers("html", 200, "<html>");
        google.answers("moved", 302, "");
        for (String token : List.of("down", "html", "moved")) {
            HttpResponse<String> answer = googleLogin(token);
            assertThat(answer.statusCode()).as(token).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(ApiServer.json(answer).path("code").asString()).isEqualTo("google_unreachable");
        }
    }

    @Test
    void withoutASettingNoTokenOfGoogleIsTaken() {
        try (var other = new ApiServer(database)) {
            HttpResponse<String> answer = other.send("POST", "core/google-login/", null, "{\"access_token\":\"good\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(ApiServer.json(answer).path("error").asString()).contains("takes no tokens of Google");
        }
    }

    // --- where keys are switched off ---

    @Test
    void whereKeysAreOffTheCallerIsWhoWorksAtThisMachine() {
        try (var open = RunningConsole.on(database, "ACCESS", "off")) {
            HttpResponse<String> answer = ApiServer.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(open.url() + "/api/v1/core/person/"))
                            .build());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(ApiServer.json(answer).path("email").asString()).isEqualTo("me@localhost");
            HttpResponse<String> wrong = ApiServer.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(open.url() + "/api/v1/core/person/"))
                            .header("Authorization", "Token nonsense")
                            .build());
            assertThat(wrong.statusCode()).isEqualTo(401);
        }
    }
}
