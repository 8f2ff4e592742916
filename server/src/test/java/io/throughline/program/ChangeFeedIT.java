package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever listens to one process hears of what another one writes. */
class ChangeFeedIT {

    private static final String SUMMARY = "pm33://backlog/APP/summary";
    private static final String ENVELOPE = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String LISTEN =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{" + ENVELOPE
                    + ",\"notifications\":{\"resourceSubscriptions\":[\"" + SUMMARY + "\"]}}}";

    @TempDir
    Path directory;

    @Test
    void anImportOnTheCommandLineReachesListenersOfBothTransports() throws Exception {
        Program program = Program.on(directory);
        try (RunningServer server = program.serve("--demo");
                RunningProgram desktop = program.start("stdio", "--demo")) {
            HttpClient http = HttpClient.newHttpClient(); // its close would wait for the end of the stream
            String key = Files.readString(directory.resolve("sample-api-key")).strip();
            Thread.sleep(
                    2_000); // who begins to listen may hear of a change up to a second old: the making of the company
            HttpResponse<InputStream> stream = http.send(
                    HttpRequest.newBuilder(URI.create(server.mcpUrl()))
                            .headers("x-api-key", key, "Content-Type", "application/json")
                            .headers("Accept", "application/json, text/event-stream")
                            .headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "subscriptions/listen")
                            .POST(HttpRequest.BodyPublishers.ofString(LISTEN))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            BlockingQueue<JsonNode> heard = read(stream.body());
            JsonNode granted = heard.poll(20, TimeUnit.SECONDS);
            assertThat(granted).as("what is granted").isNotNull();
            assertThat(granted.at("/params/notifications/resourceSubscriptions/0")
                            .asString(""))
                    .isEqualTo(SUMMARY);
            desktop.send(LISTEN + "\n");
            desktop.awaitOut(out -> out.contains("notifications/subscriptions/acknowledged"));
            assertThat(heard.poll(1, TimeUnit.SECONDS))
                    .as("nothing changed yet")
                    .isNull();

            Path file = directory.resolve("new.csv");
            Files.writeString(file, "id,title,status\nNEW-1,Something new,To Do\n");
            program.print("import", file.toString(), "--workspace", "APP", "--tenant", "sample", "--format", "csv");

            JsonNode told = heard.poll(1_500, TimeUnit.MILLISECONDS);
            assertThat(told).as("what the stream tells").isNotNull();
            assertThat(told.path("method").asString()).isEqualTo("notifications/resources/updated");
            assertThat(told.at("/params/uri").asString()).isEqualTo(SUMMARY);
            desktop.awaitOut(out -> out.contains("notifications/resources/updated") && out.contains(SUMMARY));
            http.shutdownNow();
        }
    }

    private static BlockingQueue<JsonNode> read(InputStream events) {
        BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        heard.add(Messages.read(line.substring("data:".length())));
                    }
                }
            } catch (IOException e) {
                // the server has stopped
            }
        });
        return heard;
    }
}
