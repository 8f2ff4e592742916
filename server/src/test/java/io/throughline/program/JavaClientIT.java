package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
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
import tools.jackson.databind.JsonNode;

/** The official client library for Java, which speaks the era of sessions. */
class JavaClientIT {

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
    void itDoesAllThatThereIsOverHttp() {
        try (RecordingProxy wire = RecordingProxy.before(server.port())) {
            requireAllThatThereIs(HttpClientStreamableHttpTransport.builder(
                            wire.mcpUrl().replace("/mcp", ""))
                    .endpoint("/mcp")
                    .addHttpRequestCustomizer((request, method, uri, body, context) -> request.header("x-api-key", key))
                    .build());

            wire.sent().requireSpoken(Sent.LEGACY);
        }
    }

    @Test
    void itDoesAllThatThereIsOverStdio() {
        List<String> arguments =
                new ArrayList<>(program.command().subList(1, program.command().size()));
        arguments.addAll(List.of("stdio", "--demo"));
        requireAllThatThereIs(new StdioClientTransport(
                ServerParameters.builder(program.command().getFirst())
                        .args(arguments)
                        .env(program.environment())
                        .build(),
                McpJsonDefaults.getMapper()));
    }

    private static void requireAllThatThereIs(McpClientTransport transport) {
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .initializationTimeout(Duration.ofSeconds(30))
                // The library finds none by itself here, and cannot do without.
                .jsonSchemaValidator(
                        (schema, value) -> JsonSchemaValidator.ValidationResponse.asValid(String.valueOf(value)))
                .build()) {
            McpSchema.InitializeResult hello = client.initialize();
            assertThat(hello.protocolVersion()).isEqualTo("2025-11-25");
            assertThat(hello.serverInfo().name()).isEqualTo("throughline");
            client.ping();
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .contains("query_backlog");

            McpSchema.CallToolResult bugs = query(client, Map.of("types", List.of("bug"), "limit", 2));
            assertThat(bugs.isError()).isFalse();
            assertThat(bugs.structuredContent()).asString().contains("items");
            McpSchema.CallToolResult wrong = query(client, Map.of("limit", 10_000));
            assertThat(wrong.isError()).isTrue();
            assertThat(wrong.content().getFirst())
                    .isInstanceOfSatisfying(
                            McpSchema.TextContent.class,
                            text -> assertThat(text.text()).startsWith("limit is 10000, but must be from 1 to 200."));

            assertThat(client.listResources().resources())
                    .extracting(McpSchema.Resource::uri)
                    .contains("pm33://workspaces");
            assertThat(client.listResourceTemplates().resourceTemplates())
                    .extracting(McpSchema.ResourceTemplate::uriTemplate)
                    .contains("pm33://backlog/{workspaceId}/summary");
            JsonNode workspaces = Messages.read(read(client, "pm33://workspaces"));
            assertThat(workspaces.at("/workspaces/0/key").asString()).isEqualTo("APP");
            assertThatExceptionOfType(McpError.class)
                    .isThrownBy(() -> read(client, "pm33://backlog/w999999/summary"))
                    .withMessageContaining("w999999");

            String prompt = "review_backlog";
            assertThat(client.listPrompts().prompts())
                    .extracting(McpSchema.Prompt::name)
                    .contains(prompt, "log_my_week", "what_did_i_log");
            assertThat(client.getPrompt(
                                    McpSchema.GetPromptRequest.builder(prompt).build())
                            .messages())
                    .isNotEmpty();
            assertThat(client.completeCompletion(McpSchema.CompleteRequest.builder(
                                            new McpSchema.PromptReference(prompt),
                                            new McpSchema.CompleteRequest.CompleteArgument("workspaceId", "pl"))
                                    .build())
                            .completion()
                            .values())
                    .containsExactly("PLAT");
        }
    }

    private static McpSchema.CallToolResult query(McpSyncClient client, Map<String, Object> arguments) {
        return client.callTool(McpSchema.CallToolRequest.builder("query_backlog")
                .arguments(arguments)
                .build());
    }

    private static String read(McpSyncClient client, String uri) {
        McpSchema.ResourceContents content = client.readResource(
                        McpSchema.ReadResourceRequest.builder(uri).build())
                .contents()
                .getFirst();
        return ((McpSchema.TextResourceContents) content).text();
    }
}
