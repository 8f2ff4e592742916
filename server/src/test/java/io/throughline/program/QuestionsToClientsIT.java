package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.conformance.ConformanceServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Official clients answer what a tool asks: by requests of the server in one era, in rounds in the other. */
class QuestionsToClientsIT {

    @TempDir
    static Path directory;

    private static ConformanceServer server;
    private static NodeClients clients;

    @BeforeAll
    static void start() {
        server = ConformanceServer.start();
        clients = new NodeClients(Program.on(directory));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28", "2026-07-28, 2026-07-28"})
    void theTypeScriptClientAnswersThem(String mode, String spoken) {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            JsonNode seen = clients.askedQuestions(mode, Map.of("url", wire.mcpUrl(), "headers", Map.of()));

            requireAnswered(seen);
            assertThat(seen.at("/progress").toString()).isEqualTo("[0,50,100]");
            wire.sent().requireSpoken(spoken);
        }
    }

    /** Its client knows requests of the server alone; with {@code auto} the bridge makes them of the rounds. */
    @ParameterizedTest
    @CsvSource({"legacy, 2025-11-25", "auto, 2026-07-28"})
    void theBridgeOfDesktopClientsPassesThemOn(String protocol, String spoken) {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            JsonNode seen = clients.askedQuestions("legacy", clients.bridge(wire.mcpUrl(), "none", protocol));

            requireAnswered(seen);
            // The bridge hands the answer on as soon as it has it, past progress that it still has in hand.
            assertThat("[0,50,100]").startsWith(seen.at("/progress").toString().replace("]", ""));
            wire.sent().requireSpoken(spoken);
        }
    }

    private static void requireAnswered(JsonNode seen) {
        assertThat(seen.at("/faults").isEmpty())
                .as(seen.at("/faults").toString())
                .isTrue();
        assertThat(seen.at("/elicitation").asString())
                .isEqualTo(
                        "User response: action=accept, content={\"username\":\"ada\",\"email\":\"ada@example.com\"}");
        assertThat(seen.at("/sampling").asString()).isEqualTo("LLM response: \"Capital?\"");
        assertThat(seen.at("/several").asString()).isEqualTo("Name: Ada; Greeting: \"Generate a greeting\"; Roots: 2");
        assertThat(seen.at("/rounds").asString()).isEqualTo("Multi-round complete for Ada who likes blue");
        assertThat(seen.at("/state").asString()).isEqualTo("state-ok: requestState validated");
        assertThat(seen.at("/prompt").asString()).isEqualTo("Prompt with context: a release");
    }
}
