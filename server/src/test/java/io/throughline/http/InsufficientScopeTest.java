package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers are told who may not do all, and what they are shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsufficientScopeTest {

    private static final String READ_BACKLOG = "mcp:enabled backlog:read";
    /** What needs no more than to read logs. Signing in is more: from then on others write in another name. */
    private static final List<String> READ_LOGS = List.of(
            "check_person_week_project_exists",
            "get_active_projects",
            "get_day_logs",
            "get_log_labels",
            "get_logs_for_date_range",
            "get_month_logs",
            "get_week_logs",
            "report_logs",
            "whoami");

    private static final String HELLO =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"%s\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";

    @TempDir
    static Path directory;

    private OverHttp server;

    @BeforeAll
    void start() {
        server = new OverHttp(directory, Map.of(), Journal.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Something that needs another scope than the backlog. */
    static final class Journal implements Resource {

        static final String ADDRESS = "test://journal";
        static final AtomicInteger READS = new AtomicInteger();

        @Override
        public String uriTemplate() {
            return ADDRESS;
        }

        @Override
        public String name() {
            return "journal";
        }

        @Override
        public String title() {
            return "Journal";
        }

        @Override
        public String description() {
            return "What was done.";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.LOGS_READ);
        }

        @Override
        public Duration timeToLive() {
            return Duration.ZERO;
        }

        @Override
        public ResourceBody read(Map<String, String> variables, CallContext context) {
            READS.incrementAndGet();
            return new ResourceBody.Text("text/plain", "nothing");
        }

        @Override
        public List<String> complete(String variable, String typed, CallContext context) {
            return List.of();
        }
    }

    private String[] token(Scope... scopes) {
        return new String[] {"Authorization", "Bearer " + server.token(scopes)};
    }

    private String[] key(Scope... scopes) {
        return new String[] {"x-api-key", server.key(scopes)};
    }

    private void assertLacks(HttpResponse<String> answer, String needed, String resource) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .startsWith("Bearer error=\"insufficient_scope\", scope=\"" + needed + "\", resource_metadata=\""
                        + server.base() + "/.well-known/oauth-protected-resource" + resource
                        + "\", error_description=\"This needs the scopes " + needed + ", but only mcp:enabled is"
                        + " allowed. Ask for them.\"");
        assertThat(answer.body())
                .startsWith("{\"error\":\"insufficient_scope\",\"message\":\"This needs the scopes " + needed + ", but")
                .doesNotContain("jsonrpc");
    }

    private static String call(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    private static String[] with(String[] one, String... more) {
        String[] all = Arrays.copyOf(one, one.length + more.length);
        System.arraycopy(more, 0, all, one.length, more.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/call | query_backlog | \"name\":\"query_backlog\",\"arguments\":{} | " + READ_BACKLOG,
                "tools/call | query_backlog | \"name\":\"query_backlog\",\"arguments\":7 | " + READ_BACKLOG,
                "resources/read | test://journal | \"uri\":\"test://journal\" | mcp:enabled logs:read",
                "resources/read | pm33://backlog/APP/summary | \"uri\":\"pm33://backlog/APP/summary\" | "
                        + READ_BACKLOG,
                "prompts/get | review_backlog | \"name\":\"review_backlog\" | " + READ_BACKLOG
            })
    void whatNeedsMoreIsRefusedInBothEras(String method, String name, String params, String needed) throws Exception {
        int reads = Journal.READS.get();
        for (String[] credential : List.of(token(Scope.MCP_ENABLED), key(Scope.MCP_ENABLED))) {
            assertLacks(server.modern(method, name, params, credential), needed, "/mcp");
            String session = session(credential);
            String[] headers = with(credential, "Mcp-Session-Id", session);
            assertLacks(server.send("POST", "/mcp", call(1, method, params), headers), needed, "/mcp");
        }
        assertThat(Journal.READS).hasValue(reads);
    }

    private String session(String[] credential) throws Exception {
        return session("2025-11-25", credential);
    }

    private String session(String version, String[] credential) throws Exception {
        return server.send("POST", "/mcp", HELLO.formatted(version), credential)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    @Test
    void theAdviceFitsTheCredential() throws Exception {
        String params = "\"uri\":\"" + Journal.ADDRESS + "\"";

        assertThat(server.modern("resources/read", Journal.ADDRESS, params, token(Scope.MCP_ENABLED))
                        .body())
                .contains("Connect the program anew, and allow them when it asks.");
        assertThat(server.modern("resources/read", Journal.ADDRESS, params, key(Scope.MCP_ENABLED, Scope.BACKLOG_READ))
                        .body())
                .contains("Make a key with all of them: throughline key create --user EMAIL --scopes"
                        + " \\\"mcp:enabled backlog:read logs:read\\\"");
    }

    @Test
    void aSubscriptionIsRefused() throws Exception {
        String[] credential = token(Scope.MCP_ENABLED);

        assertLacks(
                server.send(
                        "POST",
                        "/mcp",
                        call(1, "resources/subscribe", "\"uri\":\"" + Journal.ADDRESS + "\""),
                        with(credential, "Mcp-Session-Id", session(credential))),
                "mcp:enabled logs:read",
                "/mcp");
    }

    @Test
    void aBatchIsRefusedForAllThatItsMessagesNeed() throws Exception {
        String[] credential = token(Scope.MCP_ENABLED);
        String batch = "[" + call(1, "ping", "") + ","
                + call(2, "resources/read", "\"uri\":\"" + Journal.ADDRESS + "\"") + ","
                + call(3, "tools/call", "\"name\":\"query_backlog\",\"arguments\":{}") + "]";

        assertLacks(
                server.send(
                        "POST", "/mcp", batch, with(credential, "Mcp-Session-Id", session("2025-03-26", credential))),
                "mcp:enabled backlog:read logs:read",
                "/mcp");
    }

    @Test
    void theOldTransportRefusesWhereTheMessageComesIn() throws Exception {
        String[] credential = token(Scope.MCP_ENABLED);
        HttpRequest open = HttpRequest.newBuilder(URI.create(server.base() + "/sse"))
                .headers(credential)
                .build();
        HttpResponse<InputStream> stream = server.http().send(open, HttpResponse.BodyHandlers.ofInputStream());
        try (var events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line = events.readLine();
            while (!line.startsWith("data: ")) {
                line = events.readLine();
            }
            assertLacks(
                    server.send(
                            "POST",
                            line.substring("data: ".length()),
                            call(1, "tools/call", "\"name\":\"query_backlog\",\"arguments\":{}"),
                            credential),
                    READ_BACKLOG,
                    "/sse");
        }
    }

    @Test
    void whoMayGetsAnAnswer() throws Exception {
        HttpResponse<String> answer = server.modern(
                "tools/call",
                "query_backlog",
                "\"name\":\"query_backlog\",\"arguments\":{}",
                token(Scope.MCP_ENABLED, Scope.BACKLOG_READ));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"isError\":false");
    }

    @Test
    void whatThereIsNotIsSaidAsBefore() throws Exception {
        String[] credential = token(Scope.MCP_ENABLED);

        assertThat(server.modern("tools/call", "nothing", "\"name\":\"nothing\"", credential)
                        .body())
                .contains("There is no tool 'nothing'");
        assertThat(server.modern("resources/read", "test://x", "\"uri\":\"test://x\"", credential)
                        .body())
                .contains("There is no resource test://x");
        assertThat(server.modern("prompts/get", "nothing", "\"name\":\"nothing\"", credential)
                        .body())
                .contains("There is no prompt 'nothing'");
    }

    @Test
    void listsShowWhatMayBeUsed() throws Exception {
        assertListed(token(Scope.MCP_ENABLED), List.of(), List.of("workspaces"), List.of(), List.of());
        assertListed(
                key(Scope.MCP_ENABLED, Scope.LOGS_READ),
                READ_LOGS,
                List.of("workspaces", "journal"),
                List.of(),
                List.of("what_did_i_log"));
        assertListed(
                token(Scope.MCP_ENABLED, Scope.BACKLOG_READ),
                List.of("query_backlog"),
                List.of("workspaces"),
                List.of("backlog_summary"),
                List.of("review_backlog"));
    }

    private void assertListed(
            String[] credential,
            List<String> tools,
            List<String> resources,
            List<String> templates,
            List<String> prompts)
            throws Exception {
        assertListed(credential, "tools/list", "tools", tools);
        assertListed(credential, "resources/list", "resources", resources);
        assertListed(credential, "resources/templates/list", "resourceTemplates", templates);
        assertListed(credential, "prompts/list", "prompts", prompts);
    }

    private void assertListed(String[] credential, String method, String member, List<String> names) throws Exception {
        JsonNode modern = result(server.modern(method, "", "", credential));
        assertThat(names(modern.path(member))).as(method).isEqualTo(names);
        assertThat(modern.path("cacheScope").asString()).isEqualTo("private");
        String[] headers = with(credential, "Mcp-Session-Id", session(credential));
        JsonNode legacy = result(server.send("POST", "/mcp", call(1, method, ""), headers));
        assertThat(names(legacy.path(member))).as("older " + method).containsExactlyInAnyOrderElementsOf(names);
    }

    private static JsonNode result(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).path("result");
    }

    private static List<String> names(JsonNode list) {
        return list.values().stream()
                .map(entry -> entry.path("name").asString())
                .toList();
    }
}
