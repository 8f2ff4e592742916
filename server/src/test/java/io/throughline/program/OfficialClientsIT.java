package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The client libraries for TypeScript that others wrote, as they are published, in every way they can find out which era of the
 * protocol a server speaks; and the bridge that many desktop clients use.
 */
class OfficialClientsIT {

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
    @CsvSource({
        "client-1, legacy, 2025-11-25",
        "client-2, legacy, 2025-11-25",
        "client-2, auto, 2026-07-28",
        "client-2, 2026-07-28, 2026-07-28"
    })
    void theTypeScriptClientsDoAllThatThereIsOverHttp(String library, String mode, String spoken) {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            JsonNode seen = clients.roundTrip(library, mode, NodeClients.httpServer(wire.mcpUrl(), key));

            requireAllThatThereIs(seen);
            assertThat(seen.at("/version").asString()).isEqualTo(spoken);
            wire.sent().requireSpoken(spoken);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client-1, legacy, 2025-11-25",
        "client-2, legacy, 2025-11-25",
        "client-2, auto, 2026-07-28",
        "client-2, 2026-07-28, 2026-07-28"
    })
    void theTypeScriptClientsDoAllThatThereIsOverStdio(String library, String mode, String spoken) throws IOException {
        Path sent = Files.createTempFile(directory, "sent-", ".jsonl");

        JsonNode seen = clients.roundTrip(library, mode, clients.recordedStdioServer(sent));

        requireAllThatThereIs(seen);
        if (library.equals("client-2")) {
            assertThat(seen.at("/version").asString()).isEqualTo(spoken);
        }
        new Sent(Files.readString(sent)).requireSpoken(spoken);
    }

    /** Its client speaks of sessions at all times; with {@code auto} the bridge translates for it. */
    @ParameterizedTest
    @CsvSource({"client-1, legacy, 2025-11-25", "client-1, auto, 2026-07-28", "client-2, auto, 2026-07-28"})
    void theBridgeOfDesktopClientsDoesAllThatThereIs(String library, String protocol, String spoken) {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            JsonNode seen = clients.roundTrip(library, "legacy", clients.bridge(wire.mcpUrl(), key, protocol));

            requireAllThatThereIs(seen);
            wire.sent().requireSpoken(spoken);
        }
    }

    private static void requireAllThatThereIs(JsonNode seen) {
        assertThat(seen.at("/server/name").asString()).isEqualTo("throughline");
        assertThat(seen.at("/instructions").asString()).contains("query_backlog");
        assertThat(seen.at("/tools").values())
                .extracting(tool -> tool.get("name").asString())
                .contains("query_backlog", "analyze_velocity", "forecast_delivery");
        assertThat(seen.at("/resources/0/uri").asString()).isEqualTo("pm33://workspaces");
        assertThat(seen.at("/templates").values())
                .extracting(template -> template.get("uriTemplate").asString())
                .containsExactlyInAnyOrder(
                        "pm33://backlog/{workspaceId}/summary", "pm33://velocity/{workspaceId}/current");

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
        JsonNode velocity = seen.at("/velocity/structuredContent");
        assertThat(velocity.at("/mean").asDouble()).isPositive();
        assertThat(velocity.at("/series").size()).isEqualTo(12);
        JsonNode forecast = seen.at("/forecast/structuredContent");
        assertThat(forecast.at("/dates/p85").asString())
                .isGreaterThanOrEqualTo(forecast.at("/dates/p50").asString());
        assertThat(forecast.at("/probabilityByTarget").asDouble()).isLessThan(1).isGreaterThan(0.9);
        assertThat(forecast.at("/forecastId").asString()).startsWith("f");
        assertThat(seen.at("/forecast/content/0/text").asString()).contains("85 %: done by Fri ", ">99 %");
        assertThat(Messages.read(seen.at("/currentVelocity/contents/0/text").asString())
                        .at("/throughputPerWeek/mean")
                        .asDouble())
                .isPositive();
        assertThat(seen.at("/wrongResource").asString()).contains("w999999", "APP, PLAT");
        assertThat(seen.at("/completed/completion/values").toString()).isEqualTo("[\"APP\",\"PLAT\"]");
        assertThat(seen.at("/completedPrompt/completion/values").toString()).isEqualTo("[\"PLAT\"]");
        assertThat(seen.at("/prompt/messages/0/content/text").asString()).contains("\"workspaceId\":\"APP\"");
    }

    private static List<String> keys(JsonNode answer) {
        return answer.at("/structuredContent/items").values().stream()
                .map(item -> item.get("key").asString())
                .toList();
    }
}
