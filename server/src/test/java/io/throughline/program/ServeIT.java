package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The HTTP server as it faces the world: who may call, what it refuses and how. */
class ServeIT {

    private static final String MAKE_ONE =
            "throughline key create --user EMAIL --scopes \"mcp:enabled backlog:read logs:read logs:write\"";

    @TempDir
    static Path directory;

    private static Program program;
    private static RunningServer server;
    private static String key;

    @BeforeAll
    static void serveTheSampleCompany() throws IOException {
        program = Program.on(directory);
        server = program.serve("--demo");
        key = Files.readString(directory.resolve("sample-api-key")).strip();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCallWithoutKeyIsToldHowToGetOne() {
        HttpResponse<String> answer = server.post("", Messages.INITIALIZE);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                .matches(
                        "Bearer resource_metadata=\"http://[a-z0-9.]+:" + server.port()
                                + "/\\.well-known/oauth-protected-resource/mcp\", scope=\"mcp:enabled backlog:read logs:read logs:write\"");
        assertThat(message(answer))
                .isEqualTo("This server needs an access token, which your program can ask for, or an API key in the"
                        + " header x-api-key. Make one with: " + MAKE_ONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | This is no key of this server: keys start with pm33_live_. Make one with: ",
                "pm33_live_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | This key is unknown or was revoked. Make a new one with: ",
                "pm33_live_ | This key is unknown or was revoked. Make a new one with: "
            })
    void aWrongKeyIsToldHowToGetAGoodOne(String wrongKey, String expected) {
        HttpResponse<String> answer = server.post(wrongKey, Messages.INITIALIZE);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer)).isEqualTo(expected + " " + MAKE_ONE);
    }

    @Test
    void aKeyStopsWorkingTheMomentItIsRevoked() {
        String other = newKey();
        String session = server.openSession(other);
        assertThat(query(other, session).statusCode()).isEqualTo(200);

        String id = program.print("key", "list", "--tenant", "sample")
                .lines()
                .filter(line -> line.contains(other.substring(other.length() - 4)))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
        program.print("key", "revoke", id, "--tenant", "sample");

        HttpResponse<String> answer = query(other, session);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer)).startsWith("This key is unknown or was revoked.");
    }

    @Test
    void anExpiredKeySaysSo() throws Exception {
        String other = newKey("--expires", "1h");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + program.databaseFile());
                var update = connection.createStatement()) {
            update.execute("pragma busy_timeout = 10000");
            assertThat(
                            update.executeUpdate(
                                    "update api_key set expires_at_micros = created_at_micros where expires_at_micros is not null"))
                    .isEqualTo(1);
        }
        HttpResponse<String> answer = server.post(other, Messages.INITIALIZE);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(message(answer)).startsWith("This key expired at 20").endsWith("Make a new one with: " + MAKE_ONE);
    }

    @Test
    void aKeyWithoutTheScopeOfAToolIsToldWhichItNeeds() {
        String narrow = newKey("--scopes", "mcp:enabled logs:read");
        String session = server.openSession(narrow);
        HttpResponse<String> answer = query(narrow, session);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(message(answer))
                .isEqualTo("This needs the scopes mcp:enabled backlog:read, but only mcp:enabled logs:read are allowed."
                        + " Make a key with all of them: throughline key create --user EMAIL --scopes"
                        + " \"mcp:enabled backlog:read logs:read\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.:80"})
    void anUnexpectedHostIsForbidden(String host) {
        HttpResponse<String> answer = server.post(key, Messages.INITIALIZE, "Host", host);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(message(answer)).contains("THROUGHLINE_ALLOWED_HOSTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost.evil.example", "file://", ""})
    void aWebPageFromElsewhereIsForbidden(String origin) {
        HttpResponse<String> answer = server.post(key, Messages.INITIALIZE, "Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(message(answer)).contains("THROUGHLINE_ALLOWED_HOSTS");
    }

    @Test
    void aWebPageOfThisMachineIsServed() {
        HttpResponse<String> answer = server.post(
                key, Messages.INITIALIZE, "Origin", "http://localhost:6274", "Host", "localhost:" + server.port());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void healthNeedsNoKeyAndTellsNothingElse() {
        HttpResponse<String> ready = server.get("/health");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"up\",\"version\":\"0.1.0\",\"database\":\"up\"}");
        assertThat(server.get("/health/live").body()).isEqualTo("{\"status\":\"up\",\"version\":\"0.1.0\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/mcp/", "/mcp/x", "/.env", "/favicon.ico"})
    void anAddressWithNothingSaysWhereThereIsSomething(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(message(answer))
                .isEqualTo("There is nothing at this address. MCP is at /mcp, the state of the server at /health.");
        assertThat(answer.headers().firstValue("server")).isEmpty();
    }

    @Test
    void everyAnswerHasARequestIdAndTheLogBearsIt() {
        assertThat(server.get("/health").headers().firstValue("x-request-id")).isPresent();
        assertThat(server.get("/nothing", "X-Request-Id", "bad id").headers().firstValue("x-request-id"))
                .isPresent()
                .get()
                .isNotEqualTo("bad id");
        String session = server.openSession(key);
        HttpResponse<String> answer = server.post(
                key, Messages.queryBacklog(1, "{}"), "mcp-session-id", session, "X-Request-Id", "from-the-proxy-7");
        assertThat(answer.headers().firstValue("x-request-id")).hasValue("from-the-proxy-7");
        server.program().awaitErr(err -> err.contains("[from-the-proxy-7] tool=query_backlog outcome=done"));
        assertThat(server.program().out())
                .as("standard output is for the person, the log goes elsewhere")
                .doesNotContain("INFO");
    }

    @Test
    void aMessageOfMoreThanFourMegabytesIsRefused() {
        String session = server.openSession(key);
        HttpResponse<String> answer = server.post(
                key,
                Messages.queryBacklog(1, "{\"text\":\"" + "a".repeat(5 * 1024 * 1024) + "\"}"),
                "mcp-session-id",
                session);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Messages.read(answer.body()).at("/error/message").asString())
                .isEqualTo("The message is too long: it may have at most 4194304 bytes.");
        assertThat(query(key, session).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "[]",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[1]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7,\"arguments\":[]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"x\"}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/none\"},\"argument\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"
            })
    void aMessageThatCannotBeServedIsRefusedWithoutShowingOurInsides(String body) {
        String session = server.openSession(key);
        HttpResponse<String> answer = server.post(key, body, "mcp-session-id", session);
        // What is a request, if a wrong one, is answered in the session; clients take a 400 there for its end.
        assertThat(answer.statusCode()).isIn(200, 400);
        JsonNode message = Messages.ofHttp(answer.body());
        assertThat(message.get("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(message.at("/error/code").asInt()).isNegative();
        assertThat(answer.body()).doesNotContain("stackTrace", "io.modelcontextprotocol", "Exception", "async");
        assertThat(query(key, session).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownSessionIsNotFoundSoThatTheClientOpensANewOne() {
        HttpResponse<String> answer = query(key, "no-such-session");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("stackTrace");
    }

    @Test
    void nothingIsServedWithoutAKeyOnAnyMethod() {
        assertThat(server.get("/mcp").statusCode()).isEqualTo(401);
        assertThat(server.get("/sse").statusCode()).isEqualTo(401);
        assertThat(server.get("/messages?sessionId=x").statusCode()).isEqualTo(401);
        assertThat(server.get("/messages?sessionId=x", "x-api-key", key).statusCode())
                .isEqualTo(405);
        assertThat(server.get("/mcp;a=b").statusCode()).isIn(400, 401, 404);
        assertThat(server.get("/health/..;/mcp").statusCode()).isIn(400, 401, 404);
        assertThat(server.get("/%6dcp").statusCode()).isEqualTo(401);
    }

    @Test
    void aStopFinishesTheCallUnderWayAndEndsListeners() throws Exception {
        Path own = Program.emptyDirectory(directory, "stopped");
        try (RunningServer stopped = Program.on(own).serve("--demo")) {
            String ownKey = Files.readString(own.resolve("sample-api-key")).strip();
            String session = stopped.openSession(ownKey);
            var listening = stopped.listen(ownKey, session);
            var underWay = stopped.postSoon(
                    ownKey,
                    Messages.queryBacklog(1, "{\"mode\":\"full\",\"limit\":200,\"columns\":[\"full\"]}"),
                    "mcp-session-id",
                    session);
            Thread.sleep(2); // so that it is on its way
            stopped.program().terminate();
            int exitCode = stopped.program().awaitExit(Duration.ofSeconds(10));
            assertThat(exitCode).isIn(0, 143);
            HttpResponse<String> answer = underWay.get();
            if (answer.statusCode() == 200) { // else it came too late and was told so
                assertThat(Messages.ofHttp(answer.body())
                                .at("/result/structuredContent/items")
                                .size())
                        .isEqualTo(200);
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
            }
            assertThat(listening.get().statusCode()).isEqualTo(200);
        }
    }

    private static String newKey(String... options) {
        String[] fixed = {"key", "create", "--user", "marieke.degraaf@larkfield.example", "--tenant", "sample"};
        String[] all = new String[fixed.length + options.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);
        return program.print(all).strip();
    }

    private static HttpResponse<String> query(String withKey, String session) {
        return server.post(withKey, Messages.queryBacklog(1, "{\"limit\":1}"), "mcp-session-id", session);
    }

    private static String message(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        return Messages.read(answer.body()).get("message").asString();
    }
}
