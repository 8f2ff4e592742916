package io.throughline.access.oauth.server;

import static io.throughline.access.oauth.server.OAuthClient.body;
import static io.throughline.access.oauth.server.OAuthClient.location;
import static io.throughline.access.oauth.server.OAuthClient.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole way of a program to its tokens, over HTTP, and how long they last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuthorizationFlowSpec {

    private final TestDatabase database;
    private RunningConsole server;
    private TestServer.Company company;
    private Browser person;
    private OAuthClient client;

    AuthorizationFlowSpec(TestDatabase database) {
        this.database = database;
    }

    static final class OnSqliteTest extends AuthorizationFlowSpec {
        OnSqliteTest() {
            super(TestDatabase.SQLITE);
        }
    }

    static final class OnPostgresqlTest extends AuthorizationFlowSpec {
        OnPostgresqlTest() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @BeforeAll
    void start() {
        server = RunningConsole.on(database);
        company = server.company("acme");
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
    void aProgramGetsTokensThatOpenTheServer() {
        HttpResponse<String> back = client.consent(person, place());
        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        Map<String, String> answer = query(location(back));
        assertThat(answer)
                .containsEntry("state", "client-state")
                .containsEntry("iss", server.url())
                .containsKey("code");
        HttpResponse<String> tokens = client.exchange(answer.get("code"));
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(body(tokens).path("expires_in").asInt()).isBetween(895, 900);
        assertThat(body(tokens).path("scope").asString()).isEqualTo("mcp:enabled backlog:read");
        assertThat(client.call(body(tokens).path("access_token").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void staysSignedInForAMonthAndNoLonger() {
        HttpResponse<String> tokens = client.exchange(client.code(person, place()));
        for (int day = 0; day < 29; day++) {
            server.pass(Duration.ofDays(1));
            HttpResponse<String> next =
                    client.refresh(body(tokens).path("refresh_token").asString());
            assertThat(next.statusCode()).as("day " + day + " " + next.body()).isEqualTo(200);
            assertThat(body(next).path("refresh_token").asString())
                    .isNotEqualTo(body(tokens).path("refresh_token").asString());
            assertThat(client.call(body(tokens).path("access_token").asString()).statusCode())
                    .as("the access token of a day ago")
                    .isEqualTo(401);
            assertThat(client.call(body(next).path("access_token").asString()).statusCode())
                    .isEqualTo(200);
            tokens = next;
        }
        server.pass(Duration.ofDays(30).plusSeconds(1));
        HttpResponse<String> late =
                client.refresh(body(tokens).path("refresh_token").asString());
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(body(late).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(body(late).path("error_description").asString()).contains("expired");
        person = server.signedIn(company.owner());
    }
}
