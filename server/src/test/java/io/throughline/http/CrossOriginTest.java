package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.access.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that run in web pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {

    private static final String ORIGIN = "http://localhost:6274";
    private static final String ALLOWED = "Access-Control-Allow-Headers: Authorization, Content-Type, Accept,"
            + " MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, Last-Event-ID, x-api-key";

    @TempDir
    static Path directory;

    private OverHttp server;

    @BeforeAll
    void start() {
        server = new OverHttp(directory, Map.of("ALLOWED_HOSTS", "pages.example"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String preflight(String path, String origin, String headers) throws Exception {
        return server.raw(
                "OPTIONS",
                path,
                "localhost",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/sse", "/messages"})
    void anExpectedOriginLearnsWhatItMaySend(String path) throws Exception {
        String answer = preflight(path, ORIGIN, "authorization,content-type");

        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .contains(
                        "Access-Control-Allow-Origin: " + ORIGIN + "\n",
                        "Access-Control-Allow-Methods: GET, POST, DELETE\n",
                        ALLOWED + "\n",
                        "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\n")
                .doesNotContain("Allow-Credentials", "WWW-Authenticate: ");
        assertThat(preflight(path, "https://pages.example", "x"))
                .contains("Access-Control-Allow-Origin: https://pages.example\n");
    }

    @Test
    void requestedParametersOfToolsAreEchoedIfTheyAreNames() throws Exception {
        assertThat(preflight(
                        "/mcp",
                        ORIGIN,
                        "Mcp-Param-Region, mcp-param-region,x-other,mcp-param-,mcp-param-a b, mcp-param-é"))
                .contains(ALLOWED + ", mcp-param-region\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
    void anotherOriginIsRefusedAndToldNothing(String origin) throws Exception {
        assertThat(preflight("/mcp", origin, "authorization"))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("Access-Control-");
    }

    @Test
    void answersCanBeReadByThePageThatAsked() throws Exception {
        String refused = server.raw("POST", "/mcp", "localhost", "Origin", ORIGIN);
        String taken =
                server.raw("GET", "/mcp", "localhost", "Origin", ORIGIN, "x-api-key", server.key(Scope.MCP_ENABLED));

        assertThat(refused).startsWith("HTTP/1.1 401 ");
        assertThat(taken).startsWith("HTTP/1.1 400 "); // there is no session
        assertThat(List.of(refused, taken))
                .allSatisfy(answer -> assertThat(answer)
                        .contains(
                                "Access-Control-Allow-Origin: " + ORIGIN + "\n",
                                "Access-Control-Expose-Headers: WWW-Authenticate, Mcp-Session-Id\n",
                                "Vary: Origin\n")
                        .doesNotContain("Allow-Credentials"));
    }

    @Test
    void programsOutsideOfPagesAreToldNothingOfOrigins() throws Exception {
        assertThat(server.raw("POST", "/mcp", "localhost"))
                .contains("Vary: Origin\n")
                .doesNotContain("Access-Control-");
    }
}
