package io.throughline.cli;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.throughline.database.Database;
import io.throughline.problem.CallerMistakeException;
import io.throughline.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code doctor}: the whole way of a client, step by step, with what came back. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Starts a server (or reaches one, with --url), connects as a client, lists the tools, reads once, and"
                        + " prints what it saw. Exit code 0 if all is well.",
        footer = {
            "",
            "Examples:",
            "  throughline doctor",
            "  throughline doctor --url http://127.0.0.1:8080/mcp --key pm33_live_…"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHARACTERS_PER_TOKEN = 4;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Option(names = "--url", paramLabel = "URL", description = "A running server's /mcp address (default: start one).")
    private @Nullable String url;

    @Option(names = "--key", paramLabel = "KEY", description = "API key for --url.")
    private @Nullable String key;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.read();
        McpClientTransport transport = transport(settings);
        out.printf("Java        %s (%s)%n", Runtime.version(), System.getProperty("java.home"));
        out.printf("Zone        %s%n", ZoneId.systemDefault());
        if (url == null) {
            describeDatabase(settings, out);
        }
        out.flush();
        String step = "connect";
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                // What it reads is shown, not trusted; the validator that the SDK would load is not shipped.
                .jsonSchemaValidator((schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(null))
                .build()) {
            McpSchema.InitializeResult hello = timed(out, "Connect", client::initialize);
            out.printf(
                    "            %s %s, protocol %s%n",
                    hello.serverInfo().name(), hello.serverInfo().version(), hello.protocolVersion());
            step = "list the tools";
            List<McpSchema.Tool> tools =
                    timed(out, "List tools", client::listTools).tools();
            out.printf(
                    "            %d tools, about %d tokens: %s%n",
                    tools.size(),
                    tokens(tools),
                    String.join(", ", tools.stream().map(McpSchema.Tool::name).toList()));
            step = "read the workspaces";
            McpSchema.ReadResourceResult workspaces = timed(
                    out,
                    "Read",
                    () -> client.readResource(McpSchema.ReadResourceRequest.builder("pm33://workspaces")
                            .build()));
            out.printf("            pm33://workspaces: %s%n", text(workspaces));
            out.println("All is well.");
            return 0;
        } catch (RuntimeException e) {
            out.flush();
            spec.commandLine()
                    .getErr()
                    .println("throughline: could not " + step + ": " + reason(e)
                            + (url == null ? "" : " Check the address, that the server runs, and the key."));
            return Main.FAULT;
        }
    }

    /** What the innermost cause says; some say nothing but their name. */
    private static String reason(Throwable fault) {
        Throwable innermost = fault;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        return innermost.getMessage() == null ? name + "." : innermost.getMessage() + " (" + name + ").";
    }

    private static void describeDatabase(Settings settings, PrintWriter out) {
        Path file = Database.sqliteFile(settings.dataDirectory());
        if (settings.databaseUrl() != null) {
            out.println("Database    PostgreSQL (THROUGHLINE_DATABASE_URL)");
        } else {
            out.printf("Database    SQLite, %s%s%n", file, Files.exists(file) ? "" : " (new)");
        }
        try (Database database = Database.open(settings)) {
            out.printf("            %s%n", database.describe());
        }
    }

    private McpClientTransport transport(Settings settings) {
        McpJsonMapper mapper = new JacksonMcpJsonMapper(json);
        if (url != null) {
            URI address = address(url);
            String origin = address.getScheme() + "://" + address.getAuthority();
            return HttpClientStreamableHttpTransport.builder(origin)
                    .endpoint(address.getPath().isEmpty() ? "/mcp" : address.getPath())
                    .jsonMapper(mapper)
                    .addHttpRequestCustomizer((request, method, endpoint, body, context) -> {
                        if (key != null) {
                            request.header("x-api-key", key);
                        }
                    })
                    .build();
        }
        List<String> command = ownCommand();
        var parameters = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(Map.of("THROUGHLINE_DATA", settings.dataDirectory().toString()))
                .build();
        return new StdioClientTransport(parameters, mapper);
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CallerMistakeException(
                "--url is '" + text + "', but must be an address such as http://127.0.0.1:8080/mcp.");
    }

    /** How a client would start this very program. */
    private static List<String> ownCommand() {
        String launcher = System.getProperty("throughline.launcher");
        if (launcher != null) {
            return List.of(launcher, "stdio");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.add("stdio");
        return command;
    }

    private static <T> T timed(PrintWriter out, String step, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        out.printf("%-11s %d ms%n", step, (System.nanoTime() - start) / 1_000_000);
        out.flush();
        return result;
    }

    private int tokens(List<McpSchema.Tool> tools) {
        int characters = 0;
        for (McpSchema.Tool tool : tools) {
            characters += tool.name().length()
                    + tool.description().length()
                    + json.writeValueAsString(tool.inputSchema()).length();
        }
        return characters / CHARACTERS_PER_TOKEN;
    }

    private static String text(McpSchema.ReadResourceResult result) {
        return result.contents().stream()
                .filter(McpSchema.TextResourceContents.class::isInstance)
                .map(content -> ((McpSchema.TextResourceContents) content).text())
                .findFirst()
                .orElse("nothing");
    }
}
