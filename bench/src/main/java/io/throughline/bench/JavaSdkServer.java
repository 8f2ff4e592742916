package io.throughline.bench;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An MCP server on the official Java SDK and Jetty, both as they come, with the tools and the answer that were recorded from
 * Throughline: what it takes is the protocol alone. A process of its own; its argument is the recording.
 */
final class JavaSdkServer {

    private JavaSdkServer() {}

    public static void main(String[] arguments) throws Exception {
        var jackson = JsonMapper.builder().build();
        var json = new JacksonMcpJsonMapper(jackson);
        JsonNode recording = jackson.readTree(Files.readString(Path.of(arguments[0])));
        McpSchema.CallToolResult result =
                json.readValue(recording.get("result").toString(), McpSchema.CallToolResult.class);
        List<SyncToolSpecification> tools = new ArrayList<>();
        for (JsonNode tool : recording.get("tools")) {
            tools.add(new SyncToolSpecification(
                    json.readValue(tool.toString(), McpSchema.Tool.class), (exchange, request) -> result));
        }
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(json)
                .mcpEndpoint("/mcp")
                .build();
        McpSyncServer mcp = McpServer.sync(transport)
                .serverInfo("peer", "1.0.0")
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(tools)
                .build();
        var servlet = new ServletHolder(transport);
        servlet.setAsyncSupported(true);
        var context = new ServletContextHandler();
        context.addServlet(servlet, "/mcp");
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        System.out.println("ready at http://127.0.0.1:" + connector.getLocalPort());
        server.join();
        mcp.close();
    }
}
