package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.access.AccessService;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.oauth.AccessTokens;
import io.throughline.access.oauth.Grants;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let through to the protocol, and what the others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessFilterTest {

    private static final Set<Scope> READING = Set.of(Scope.MCP_ENABLED, Scope.BACKLOG_READ);

    @TempDir
    static Path directory;

    private OverHttp server;

    @BeforeAll
    void start() {
        server = new OverHttp(directory, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String challenge(String path) {
        return "Bearer resource_metadata=\"" + server.base() + "/.well-known/oauth-protected-resource" + path
                + "\", scope=\"mcp:enabled backlog:read logs:read logs:write\"";
    }

    private HttpResponse<String> discover(String... headers) throws Exception {
        return server.modern("server/discover", "", "", headers);
    }

    private static void assertWhy(HttpResponse<String> answer, int status, String error, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .startsWith("{\"error\":\"" + error + "\",\"message\":\"" + message)
                .doesNotContain("jsonrpc");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /mcp, /mcp",
        "GET, /mcp, /mcp",
        "DELETE, /mcp, /mcp",
        "PUT, /mcp, /mcp",
        "OPTIONS, /mcp, /mcp",
        "GET, /sse, /sse",
        "POST, /messages, /sse"
    })
    void withoutACredentialEveryMethodIsAChallenge(String method, String path, String resource) throws Exception {
        HttpResponse<String> answer = server.send(method, path, null);

        assertWhy(answer, 401, "unauthorized", "This server needs an access token, which your program can ask for");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(challenge(resource));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/discover", "tools/list", "initialize", "ping", "notifications/initialized"})
    void noMessageIsServedWithoutACredential(String method) throws Exception {
        assertThat(server.modern(method, "", "").statusCode()).isEqualTo(401);
        String legacy = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{}}";
        assertThat(server.send("POST", "/mcp", legacy).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenInTheAddressIsNone() throws Exception {
        String token = server.token(Scope.MCP_ENABLED, Scope.BACKLOG_READ);

        HttpResponse<String> answer =
                server.send("POST", "/mcp?access_token=" + token, OverHttp.modern("server/discover", ""));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aGoodTokenOrKeyIsLetThrough() throws Exception {
        String token = server.token(Scope.MCP_ENABLED, Scope.BACKLOG_READ);

        assertThat(discover("Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
        assertThat(discover("Authorization", "bearer  " + token).statusCode()).isEqualTo(200);
        assertThat(discover("x-api-key", server.key(Scope.MCP_ENABLED)).statusCode())
                .isEqualTo(200);
        assertThat(discover("x-api-key", server.key(Scope.MCP_ENABLED), "Authorization", "Basic cHJveHk6cHJveHk=")
                        .statusCode())
                .as("what a proxy asks for is not ours")
                .isEqualTo(200);
    }

    @Test
    void aBadTokenIsToldWhyInTheChallenge() throws Exception {
        HttpResponse<String> answer = discover("Authorization", "Bearer invented");

        String why = "This access token is unknown or was revoked. Have your program ask for access again.";
        assertWhy(answer, 401, "unauthorized", why);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue(challenge("/mcp") + ", error=\"invalid_token\", error_description=\"" + why + "\"");
    }

    @Test
    void expiredAndRevokedAreToldApart() throws Exception {
        long grant = server.grants().add(server.person, READING, null);
        String revoked = server.token(grant, READING);
        server.grants().revoke(grant);
        assertWhy(
                discover("Authorization", "Bearer " + revoked),
                401,
                "unauthorized",
                "This access token is unknown or was revoked.");

        String expired = server.token(Scope.MCP_ENABLED);
        server.pass(AccessTokens.LIFETIME.plusSeconds(1));
        assertWhy(
                discover("Authorization", "Bearer " + expired), 401, "unauthorized", "This access token expired at 20");

        assertWhy(
                discover("x-api-key", "pm33_live_" + "x".repeat(43)),
                401,
                "unauthorized",
                "This key is unknown or was revoked.");
    }

    @Test
    void aBadKeyIsAChallengeWithoutAWordOnTokens() throws Exception {
        assertThat(discover("x-api-key", "pm33_live_x").headers().firstValue("WWW-Authenticate"))
                .hasValue(challenge("/mcp"));
    }

    @Test
    void aTokenOfAnotherAddressCannotBreakTheHeader() throws Exception {
        long grant = server.grants().add(server.person, READING, null);
        String token = server.get(AccessTokens.class)
                .issue(
                        grant,
                        server.person.personId(),
                        Grants.CLIENT_ID,
                        READING,
                        server.base(),
                        "https://x.example/\"\\\r\nX-Evil: 1, é");

        HttpResponse<String> answer = discover("Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("This access token is for https://x.example/'???X-Evil: 1, ?, not for " + server.base());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer \"a\"", "Bearer a=b", "bearer ä"})
    void aMalformedHeaderIsABadRequest(String header) throws Exception {
        String answer = server.raw("GET", "/mcp", "localhost:" + server.port(), "Authorization", header);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("\"error\":\"invalid_request\"")
                .contains("The header Authorization is malformed. Send: Authorization: Bearer TOKEN");
    }

    @Test
    void severalCredentialsAreABadRequest() throws Exception {
        String token = server.token(Scope.MCP_ENABLED);
        String key = server.key(Scope.MCP_ENABLED);

        assertWhy(
                discover("Authorization", "Bearer " + token, "x-api-key", key),
                400,
                "invalid_request",
                "The request has both an access token and an API key. Send one");
        assertWhy(
                discover("Authorization", "Bearer " + token, "Authorization", "Bearer " + token),
                400,
                "invalid_request",
                "The request has several credentials. Send one.");
        assertWhy(discover("x-api-key", key, "x-api-key", key), 400, "invalid_request", "The request has several");
    }

    @Test
    void aTokenWithoutTheScopeOfEveryCallIsForbidden() throws Exception {
        HttpResponse<String> answer = discover("Authorization", "Bearer " + server.token(Scope.BACKLOG_READ));

        assertWhy(answer, 403, "insufficient_scope", "This access token lacks the scope mcp:enabled");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer error=\"insufficient_scope\", scope=\"mcp:enabled\", resource_metadata=\""
                        + server.base() + "/.well-known/oauth-protected-resource/mcp\", error_description=\"");
    }

    @Test
    void whoLeftAllWorkspacesIsKeptOut() throws Exception {
        String token = server.token(Scope.MCP_ENABLED);
        String key = server.key(Scope.MCP_ENABLED);
        server.grants().removeMember(server.person);
        try {
            assertWhy(discover("Authorization", "Bearer " + token), 401, "unauthorized", "Tenant not found: Ada ");
            assertWhy(discover("x-api-key", key), 401, "unauthorized", "Tenant not found: ada@example.com ");
        } finally {
            server.get(AccessService.class)
                    .grantRole(server.person.tenantId(), server.workspace.id(), server.person.personId(), Role.OWNER);
        }
    }

    @Test
    void aStreamEndsWithTheGrantOfItsToken() throws Exception {
        long grant = server.grants().add(server.person, READING, null);
        try (InputStream stream = open("Bearer " + server.token(grant, READING))) {
            assertThat(stream.read()).isNotNegative(); // it is open
            server.grants().revoke(grant);
            assertEnds(stream);
        }
    }

    @Test
    void aStreamEndsWhenItsTokenExpires() throws Exception {
        try (InputStream stream = open("Bearer " + server.token(Scope.MCP_ENABLED, Scope.BACKLOG_READ))) {
            assertThat(stream.read()).isNotNegative(); // it is open
            server.pass(AccessTokens.LIFETIME.plusSeconds(1));
            assertEnds(stream);
        }
    }

    private InputStream open(String authorization) throws Exception {
        return server.http()
                .send(
                        HttpRequest.newBuilder(URI.create(server.base() + "/mcp"))
                                .timeout(Duration.ofSeconds(20))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .header("MCP-Protocol-Version", "2026-07-28")
                                .header("Mcp-Method", "subscriptions/listen")
                                .POST(HttpRequest.BodyPublishers.ofString(OverHttp.modern(
                                        "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}")))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private void assertEnds(InputStream stream) throws Exception {
        server.get(Changes.class).publish(new Change.Tools());

        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("list_changed");
    }
}
