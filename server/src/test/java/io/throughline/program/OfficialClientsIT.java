package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clients that others wrote, as they are published: both generations of the TypeScript library, and the Inspector. */
class OfficialClientsIT {

    private static final Path NODE_FOLDER = Path.of("src", "test", "node").toAbsolutePath();
    private static final Path NODE = NODE_FOLDER.resolve("node_modules/.bin/node");
    private static final Path INSPECTOR =
            NODE_FOLDER.resolve("node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js");
    private static final JsonMapper json = JsonMapper.builder().build();

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

    @ParameterizedTest
    @CsvSource({"client-2, http", "client-2, stdio", "client-1, http", "client-1, stdio"})
    void theTypeScriptClientsDoAllThatThereIs(String library, String way) {
        JsonNode seen = node(
                NODE_FOLDER.resolve("round-trip.mjs").toString(),
                library,
                text(snippets().get(way)));

        assertThat(seen.at("/faults").isEmpty())
                .as(seen.at("/faults").toString())
                .isTrue();
        assertThat(seen.at("/server/name").asString()).isEqualTo("throughline");
        assertThat(seen.at("/instructions").asString()).contains("query_backlog");
        assertThat(seen.at("/tools").values())
                .extracting(tool -> tool.get("name").asString())
                .contains("query_backlog");
        assertThat(seen.at("/resources/0/uri").asString()).isEqualTo("pm33://workspaces");
        assertThat(seen.at("/templates/0/uriTemplate").asString()).isEqualTo("pm33://backlog/{workspaceId}/summary");

        assertThat(seen.at("/bugs/structuredContent/items").values())
                .isNotEmpty()
                .allMatch(item -> item.get("type").asString().equals("bug"));
        List<String> paged = new ArrayList<>(keys(seen.at("/firstPage")));
        paged.addAll(keys(seen.at("/secondPage")));
        assertThat(paged).hasSize(6).isEqualTo(keys(seen.at("/bothPages")));
        assertThat(seen.at("/wrongLimit/isError").asBoolean()).isTrue();
        assertThat(seen.at("/wrongLimit/content/0/text").asString())
                .isEqualTo(
                        "limit is 10000, but must be from 1 to 200. For more items, go on with nextCursor as cursor.");
        assertThat(seen.at("/wrongSort/content/0/text").asString()).contains("größe – 大小");

        JsonNode workspaces =
                Messages.read(seen.at("/workspaces/contents/0/text").asString());
        assertThat(workspaces.at("/workspaces/0/key").asString()).isEqualTo("APP");
        JsonNode summary = Messages.read(seen.at("/summary/contents/0/text").asString());
        assertThat(summary.get("total").asInt()).isGreaterThan(200);
        assertThat(seen.at("/wrongResource").asString()).contains("w999999", "APP, PLAT");
        assertThat(seen.at("/completed/completion/values").toString()).isEqualTo("[\"APP\",\"PLAT\"]");
        assertThat(seen.at("/completedPrompt/completion/values").toString()).isEqualTo("[\"PLAT\"]");
        assertThat(seen.at("/prompt/messages/0/content/text").asString()).contains("\"workspaceId\":\"APP\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "stdio"})
    void theInspectorWorksWithTheSnippetsOfTheReadme(String way) throws IOException {
        Path settings = Files.writeString(
                directory.resolve("inspector-" + way + ".json"), text(Map.of("mcpServers", snippets())));
        String[] server = {"--config", settings.toString(), "--server", way};

        JsonNode tools = inspect(server, "--method", "tools/list");
        assertThat(tools.at("/result/tools").values())
                .extracting(tool -> tool.get("name").asString())
                .contains("query_backlog");

        JsonNode answer = inspect(
                server,
                "--method",
                "tools/call",
                "--tool-name",
                "query_backlog",
                "--tool-args-json",
                "{\"types\":[\"bug\"],\"limit\":2}");
        assertThat(answer.at("/result/structuredContent/items").size()).isEqualTo(2);
    }

    @Test
    void theInspectorFindsNothingInTheSchemasThatOtherClientsCouldNotTake() throws IOException {
        Path settings = Files.writeString(directory.resolve("strict.json"), text(Map.of("mcpServers", snippets())));
        inspect(
                new String[] {"--config", settings.toString(), "--server", "http"},
                "--method",
                "tools/list",
                "--strict");
    }

    /** As the README has them. The Inspector calls the transport "type", other clients call it "transport". */
    private static Map<String, Map<String, ?>> snippets() {
        List<String> arguments =
                new ArrayList<>(program.command().subList(1, program.command().size()));
        arguments.addAll(List.of("stdio", "--demo"));
        return Map.of(
                "http",
                Map.of(
                        "url",
                        server.mcpUrl(),
                        "type",
                        "streamable-http",
                        "transport",
                        "streamable-http",
                        "headers",
                        Map.of("x-api-key", key)),
                "stdio",
                Map.of(
                        "command", program.command().getFirst(),
                        "args", arguments,
                        "env", Map.of("THROUGHLINE_DATA", directory.toString())));
    }

    private static List<String> keys(JsonNode answer) {
        return answer.at("/structuredContent/items").values().stream()
                .map(item -> item.get("key").asString())
                .toList();
    }

    private static String text(Object value) {
        return json.writeValueAsString(value);
    }

    private static JsonNode inspect(String[] server, String... arguments) {
        List<String> all = new ArrayList<>(List.of(INSPECTOR.toString(), "--cli"));
        all.addAll(List.of(server));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--format", "json", "--quiet"));
        return node(all.toArray(String[]::new));
    }

    /** Runs a script and reads what it printed. */
    private static JsonNode node(String... arguments) {
        Program script = program.startedBy(NODE.toString())
                .with("MCP_INSPECTOR_SECRET_STORE", "memory")
                .with("NO_COLOR", "1");
        try (RunningProgram running = script.start(arguments)) {
            running.closeInput();
            int exitCode = running.awaitExit(Duration.ofSeconds(60));
            assertThat(exitCode).as("%s%n%s", running.out(), running.err()).isZero();
            return Messages.read(running.out());
        }
    }
}
