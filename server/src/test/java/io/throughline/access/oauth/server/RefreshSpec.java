package io.throughline.access.oauth.server;

import static io.throughline.access.oauth.server.AuthorizationAttacksSpec.assertRefused;
import static io.throughline.access.oauth.server.AuthorizationAttacksSpec.atOnce;
import static io.throughline.access.oauth.server.OAuthClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Person;
import io.throughline.access.Role;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What refresh tokens give, to whom, how often, and what ends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RefreshSpec {

    private static final Pattern DISCONNECT = Pattern.compile("(/integrations/apps/\\d+/disconnect)");

    private final TestDatabase database;
    private RunningConsole server;
    private TestServer.Company company;
    private Browser person;
    private OAuthClient client;

    RefreshSpec(TestDatabase database) {
        this.database = database;
    }

    static final class OnSqliteTest extends RefreshSpec {
        OnSqliteTest() {
            super(TestDatabase.SQLITE);
        }
    }

    static final class OnPostgresqlTest extends RefreshSpec {
        OnPostgresqlTest() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @BeforeAll
    void start() {
        // By one name, as behind a balancer, whatever port a node has.
        server = RunningConsole.on(database, "PUBLIC_URL", "http://" + Browser.PUBLIC_HOST);
        company = server.company("acme");
        person = server.signedIn(company.owner());
        client = new OAuthClient(server.url()).register();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> tokens(Browser who) {
        HttpResponse<String> tokens =
                client.exchange(client.code(who, company.tenant().key()));
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        return tokens;
    }

    private static String refreshToken(HttpResponse<String> answer) {
        return body(answer).path("refresh_token").asString();
    }

    private static String accessToken(HttpResponse<String> answer) {
        return body(answer).path("access_token").asString();
    }

    @Test
    void givesTheSameSuccessorWithinTheGraceForAnAnswerMayBeLost() {
        String first = refreshToken(tokens(person));
        HttpResponse<String> once = client.refresh(first);
        server.pass(Duration.ofSeconds(30));
        HttpResponse<String> again = client.refresh(first);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(refreshToken(again)).isEqualTo(refreshToken(once));
        assertThat(client.call(accessToken(again)).statusCode()).isEqualTo(200);
    }

    @Test
    void endsAllThatCameOfATokenThatIsUsedAgainAfterTheGrace() {
        String first = refreshToken(tokens(person));
        HttpResponse<String> next = client.refresh(first);
        server.pass(Duration.ofSeconds(61));
        assertRefused(client.refresh(first), "invalid_grant");
        assertRefused(client.refresh(refreshToken(next)), "invalid_grant");
        assertThat(client.call(accessToken(next)).statusCode()).isEqualTo(401);
        assertThat(server.get(JdbcClient.class)
                        .sql("select count(*) from audit_event where action = 'app.revoke' and outcome = 'refused'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void givesTwoNodesThatAreAskedAtOnceOneSuccessor() {
        try (RunningConsole second = server.beside()) {
            var there = new OAuthClient(second.url());
            there.clientId = client.clientId;
            for (int round = 0; round < 5; round++) {
                String token = refreshToken(tokens(person));
                List<String> successors = Stream.concat(
                                atOnce(4, () -> client.refresh(token)).stream(),
                                atOnce(4, () -> there.refresh(token)).stream())
                        .map(RefreshSpec::refreshToken)
                        .distinct()
                        .toList();
                assertThat(successors).hasSize(1).doesNotContain("");
                assertThat(there.refresh(successors.getFirst()).statusCode())
                        .as("the chain goes on, on the other node")
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void takesATokenOfTheOtherNode() {
        String minted = accessToken(tokens(person));
        try (RunningConsole second = server.beside()) {
            assertThat(new OAuthClient(second.url()).call(minted).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void givesFewerScopesButNeverMore() {
        String token = refreshToken(tokens(person));
        assertRefused(
                client.token(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        client.clientId,
                        "scope",
                        "mcp:enabled backlog:read logs:write"),
                "invalid_scope");
        HttpResponse<String> fewer = client.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token,
                "client_id",
                client.clientId,
                "scope",
                "mcp:enabled");
        assertThat(body(fewer).path("scope").asString()).isEqualTo("mcp:enabled");
        assertThat(body(client.refresh(refreshToken(fewer))).path("scope").asString())
                .as("the next one may have all again")
                .isEqualTo("mcp:enabled backlog:read");
    }

    @Test
    void isNothingToAnotherProgramOrForAnotherResource() {
        String token = refreshToken(tokens(person));
        assertRefused(new OAuthClient(server.url()).register().refresh(token), "invalid_grant");
        assertRefused(
                client.token(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        client.clientId,
                        "resource",
                        "https://other.example/mcp"),
                "invalid_target");
        assertThat(client.refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    void endsWhenThePersonDisconnectsTheProgram() {
        HttpResponse<String> tokens = tokens(person);
        HttpResponse<String> page = person.get("/integrations/apps");
        Matcher form = DISCONNECT.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        assertThat(person.submit(form.group(1)).statusCode()).isEqualTo(302);
        assertThat(client.call(accessToken(tokens)).statusCode()).isEqualTo(401);
        assertRefused(client.refresh(refreshToken(tokens)), "invalid_grant");
    }

    @Test
    void endsWhenTheProgramRevokesIt() {
        HttpResponse<String> tokens = tokens(person);
        OAuthClient stranger = new OAuthClient(server.url()).register();
        stranger.program.submitAsIs(
                "/oauth/revoke", Browser.form("token", refreshToken(tokens), "client_id", stranger.clientId));
        assertThat(client.call(accessToken(tokens)).statusCode())
                .as("not by another")
                .isEqualTo(200);
        HttpResponse<String> revoked = client.program.submitAsIs(
                "/oauth/revoke", Browser.form("token", refreshToken(tokens), "client_id", client.clientId));
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(client.call(accessToken(tokens)).statusCode()).isEqualTo(401);
        assertRefused(client.refresh(refreshToken(tokens)), "invalid_grant");
    }

    @Test
    void endsWhenThePersonLeavesTheCompany() {
        Person leaver = server.colleague(company, "leaver", Role.MEMBER);
        HttpResponse<String> tokens = tokens(server.signedIn(leaver));
        server.get(JdbcClient.class)
                .sql("delete from membership where person_id = " + leaver.id())
                .update();
        assertThat(client.call(accessToken(tokens)).statusCode()).isEqualTo(401);
        assertRefused(client.refresh(refreshToken(tokens)), "invalid_grant");
    }

    @Test
    void isNowhereToBeReadInTheDatabase() {
        String token = refreshToken(tokens(person));
        String successor = refreshToken(client.refresh(token));
        List<String> stored = server.get(JdbcClient.class)
                .sql("select hash || ' ' || coalesce(sealed_successor, '') from refresh_token")
                .query(String.class)
                .list();
        assertThat(stored).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContain(token, successor));
    }
}
