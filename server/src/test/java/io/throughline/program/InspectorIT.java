package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The official Inspector, with the snippets of the README and in every era that it can speak. */
class InspectorIT {

    @TempDir
    static Path directory;

    private static NodeClients clients;
    private static RunningServer server;
    private static String key;

    @BeforeAll
    static void serveTheSampleCompany() throws IOException {
        Program program = Program.on(directory);
        clients = new NodeClients(program);
        server = program.serve("--demo");
        key = Files.readString(directory.resolve("sample-api-key")).strip();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28", "modern, 2026-07-28"})
    void itWorksOverHttpInEveryEra(String era, String spoken) throws IOException {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            requireAnswers(settings("http", NodeClients.httpServer(wire.mcpUrl(), key)), "http", era);

            wire.sent().requireSpoken(spoken);
        }
    }

    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28", "modern, 2026-07-28"})
    void itWorksOverStdioInEveryEra(String era, String spoken) throws IOException {
        Path sent = Files.createTempFile(directory, "sent-", ".jsonl");

        requireAnswers(settings("stdio", clients.recordedStdioServer(sent)), "stdio", era);

        new Sent(Files.readString(sent)).requireSpoken(spoken);
    }

    @Test
    void itWorksWithTheSnippetOfTheReadme() throws IOException {
        requireAnswers(settings("stdio", clients.stdioServer()), "stdio", "legacy");
    }

    private static void requireAnswers(Path settings, String name, String era) {
        String[] start = {"--config", settings.toString(), "--server", name, "--protocol-era", era};

        JsonNode tools = clients.inspect(with(start, "--method", "tools/list"));
        assertThat(tools.at("/result/tools").values())
                .extracting(tool -> tool.get("name").asString())
                .contains("query_backlog");

        JsonNode answer = clients.inspect(with(
                start,
                "--method",
                "tools/call",
                "--tool-name",
                "query_backlog",
                "--tool-args-json",
                "{\"types\":[\"bug\"],\"limit\":2}"));
        assertThat(answer.at("/result/structuredContent/items").size()).isEqualTo(2);
    }

    @Test
    void itFindsNothingInTheSchemasThatOtherClientsCouldNotTake() throws IOException {
        Path settings = settings("http", NodeClients.httpServer(server.mcpUrl(), key));

        JsonNode tools = clients.inspect(
                "--config", settings.toString(), "--server", "http", "--method", "tools/list", "--strict");

        assertThat(tools.at("/result/tools").isEmpty()).isFalse();
    }

    private static Path settings(String name, Map<String, ?> server) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "inspector-", ".json"),
                NodeClients.text(Map.of("mcpServers", Map.of(name, server))));
    }

    private static String[] with(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
