package io.throughline.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import io.throughline.access.AccessConfiguration;
import io.throughline.access.Scope;
import io.throughline.changes.ChangesConfiguration;
import io.throughline.database.DatabaseConfiguration;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.McpConfiguration;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import io.throughline.mcp.modern.ModernConfiguration;
import io.throughline.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our own server with a tool that answers what was recorded, as the peers do: what it takes is the protocol alone. A process
 * of its own; its argument is the recording.
 */
public final class RecordedServer {

    private static final String RECORDING = "bench.recording";

    private RecordedServer() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty(RECORDING, arguments[0]);
        var context = (ServletWebServerApplicationContext) ServeCommand.start(
                SettingsReader.read(Map.of("PORT", "0"), System.getenv()),
                List.of(
                        DatabaseConfiguration.class,
                        ChangesConfiguration.class,
                        AccessConfiguration.class,
                        McpConfiguration.class,
                        ModernConfiguration.class,
                        Recorded.class));
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        System.out.println("ready at http://127.0.0.1:" + port);
        Thread.currentThread().join();
    }

    /** The one tool there is. */
    @Configuration(proxyBeanMethods = false)
    static class Recorded {

        @Bean
        Tool<?, ?> recordedTool() throws java.io.IOException {
            JsonNode recording =
                    JsonMapper.builder().build().readTree(Files.readString(Path.of(System.getProperty(RECORDING, ""))));
            return new RecordedTool(
                    recording.get("tools").get(0),
                    recording.at("/result/content/0/text").asString(),
                    new Answer(recording.at("/result/structuredContent")));
        }
    }

    /** @param limit is not looked at */
    record Arguments(@Nullable Integer limit) {}

    record Answer(@JsonValue JsonNode json) {}

    private record RecordedTool(JsonNode described, String text, Answer answer) implements Tool<Arguments, Answer> {

        @Override
        public String name() {
            return described.path("name").asString();
        }

        @Override
        public String title() {
            return described.path("title").asString();
        }

        @Override
        public String description() {
            return described.path("description").asString();
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public ToolHints hints() {
            return ToolHints.READS;
        }

        @Override
        public Class<Arguments> arguments() {
            return Arguments.class;
        }

        @Override
        public Class<Answer> result() {
            return Answer.class;
        }

        @Override
        public ToolAnswer<Answer> call(Arguments arguments, CallContext context) {
            return ToolAnswer.of(answer, text);
        }
    }
}
