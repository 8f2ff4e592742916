package io.throughline.access.oauth.server;

import static io.throughline.access.oauth.server.OAuthClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.console.Browser;
import io.throughline.console.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What programs find out about the server, and how they make themselves known. */
final class RegistrationTest {

    private RunningConsole server;
    private OAuthClient client;

    @BeforeEach
    void start() {
        server = RunningConsole.on(TestDatabase.SQLITE);
        client = new OAuthClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/mcp",
                "/.well-known/openid-configuration",
                "/.well-known/openid-configuration/mcp",
            })
    void theMetadataSayWhatIsServed(String path) {
        JsonNode metadata = body(client.program.get(path));
        assertThat(metadata.path("issuer").asString()).isEqualTo(server.url());
        for (String name : List.of("authorization", "token", "registration", "revocation")) {
            assertThat(metadata.path(name + "_endpoint").asString()).startsWith(server.url() + "/oauth/");
        }
        assertThat(metadata.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"none\"]");
        assertThat(metadata.path("scopes_supported").toString()).contains("offline_access", "mcp:enabled");
        JsonNode keys = body(client.program.get("/.well-known/jwks.json"));
        assertThat(keys.path("keys").toString()).doesNotContain("\"d\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/change-password",
                "/.well-known/oauth-authorization-server/other",
                "/oauth/introspect"
            })
    void whatIsNotServedIsNotFound(String path) {
        assertThat(client.program.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void everyProgramBecomesAPublicClientWhateverItAsksFor() {
        HttpResponse<String> answer = client.postJson("/oauth/register", """
                {"client_name":"Claude","redirect_uris":["https://claude.ai/api/mcp/auth_callback"],
                 "token_endpoint_auth_method":"client_secret_post","grant_types":["authorization_code","refresh_token"],
                 "response_types":["code"],"scope":"mcp:enabled offline_access","application_type":"web"}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(body(answer).path("token_endpoint_auth_method").asString()).isEqualTo("none");
        assertThat(answer.body()).doesNotContain("client_secret\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "http://evil.example/cb",
                "https://a.example/cb#f",
                "https://user@a.example/cb",
                "file:///etc/passwd",
                "/relative",
                "myapp:/cb"
            })
    void redirectsThatCouldHarmAreRefused(String redirectUri) {
        HttpResponse<String> answer =
                client.postJson("/oauth/register", "{\"redirect_uris\":[\"" + redirectUri + "\"]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).path("error").asString()).isEqualTo("invalid_redirect_uri");
        assertThat(body(answer).path("error_description").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"redirect_uris\":[]}", "{}"})
    void whatIsNoRegistrationIsRefused(String sent) {
        assertThat(client.postJson("/oauth/register", sent).statusCode()).isEqualTo(400);
    }

    @Test
    void oneAddressRegistersOnlySoOften() {
        for (int i = 0; i < 20; i++) {
            client.register();
        }
        HttpResponse<String> late =
                client.postJson("/oauth/register", "{\"redirect_uris\":[\"https://a.example/cb\"]}");
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();
        assertThat(client.postJson("/oauth/register", "x".repeat(100_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoRegistersAndNeverComesIsForgotten() {
        String forgotten = client.register().clientId;
        server.pass(Duration.ofDays(2));
        client.register();
        assertThat(server.get(JdbcClient.class)
                        .sql("select client_id from oauth_client")
                        .query(String.class)
                        .list())
                .containsExactly(client.clientId)
                .doesNotContain(forgotten);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code", ""})
    void otherGrantsAreNotServed(String grantType) {
        client.register();
        HttpResponse<String> answer = client.token(
                "grant_type", grantType, "client_id", client.clientId, "code_verifier", OAuthClient.VERIFIER);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    /** As Gemini CLI does. */
    @Test
    void aProgramMayLeaveItsScopeEmpty() {
        HttpResponse<String> answer = client.postJson("/oauth/register", """
                {"client_name":"Gemini CLI MCP Client","redirect_uris":["http://localhost:7777/oauth/callback"],
                 "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                 "token_endpoint_auth_method":"none","code_challenge_method":["S256"],"scope":""}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(body(answer).path("client_name").asString()).isEqualTo("Gemini CLI MCP Client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth/register",
                "/oauth/token",
                "/oauth/revoke",
                "/register",
                "/token",
                "/.well-known/oauth-authorization-server",
                "/.well-known/jwks.json"
            })
    void programsInPagesAreLetThrough(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).header("Origin", "https://inspector.example");
        try (HttpClient page = HttpClient.newHttpClient()) {
            HttpResponse<String> preflight = page.send(
                    request.copy()
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "content-type,mcp-protocol-version")
                            .method("OPTIONS", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Content-Type", "MCP-Protocol-Version"));
            for (HttpResponse<String> answer : List.of(
                    preflight,
                    page.send(request.copy().GET().build(), BodyHandlers.ofString()),
                    page.send(
                            request.copy()
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("grant_type=refresh_token"))
                                    .build(),
                            BodyHandlers.ofString()))) {
                assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                        .containsExactly("*");
                assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                        .isEmpty();
            }
        }
    }

    @Test
    void aPersonReadsWhyAProgramCannotAsk() {
        client.clientId = "client_forgotten";
        HttpResponse<String> page = client.program.get(client.authorizeAddress(), "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("This server does not know the program that sent you here");
        assertThat(client.register()
                        .program
                        .get(client.authorizeAddress("redirect_uri", "https://evil.example/"), "Accept", "text/html")
                        .body())
                .contains("The redirect_uri is none that the program registered");
    }

    @Test
    void clientsOf2025_03_26FindTheirPaths() {
        HttpResponse<String> registered =
                client.postJson("/register", "{\"redirect_uris\":[\"" + OAuthClient.REDIRECT + "\"]}");
        assertThat(registered.statusCode()).isEqualTo(201);
        client.clientId = body(registered).path("client_id").asString();
        assertThat(client.program
                        .get(client.authorizeAddress().replace("/oauth/authorize", "/authorize"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(client.program
                        .submitAsIs("/token", Browser.form("grant_type", "refresh_token"))
                        .statusCode())
                .isIn(400, 401);
    }
}
