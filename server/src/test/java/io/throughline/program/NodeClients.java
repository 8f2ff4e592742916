package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs clients that are written for Node, with the Node that was installed with them. */
final class NodeClients {

    private static final Path FOLDER = Path.of("src", "test", "node").toAbsolutePath();
    private static final Path MODULES = FOLDER.resolve("node_modules");
    private static final String NODE = MODULES.resolve(".bin/node").toString();
    private static final String BRIDGE =
            MODULES.resolve("mcp-remote/dist/proxy.js").toString();
    private static final String INSPECTOR = MODULES.resolve(
                    "@modelcontextprotocol/inspector/clients/launcher/build/index.js")
            .toString();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper json = JsonMapper.builder().build();

    private final Program program;

    /** @param program that is served; clients run in its directory and keep their files there */
    NodeClients(Program program) {
        this.program = program;
    }

    /** As the README has it. The Inspector calls the transport "type", other clients call it "transport". */
    static Map<String, ?> httpServer(String mcpUrl, String key) {
        return Map.of(
                "url",
                mcpUrl,
                "type",
                "streamable-http",
                "transport",
                "streamable-http",
                "headers",
                Map.of("x-api-key", key));
    }

    /** As the README has it, with the command that the tests start. */
    Map<String, ?> stdioServer() {
        List<String> command = program.command();
        List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
        arguments.addAll(List.of("stdio", "--demo"));
        return Map.of("command", command.getFirst(), "args", arguments, "env", environment());
    }

    /** The same, but all that it is sent is written to a file, too. */
    Map<String, ?> recordedStdioServer(Path sent) {
        List<String> arguments = new ArrayList<>(List.of("-c", "tee -a \"$0\" | \"$@\"", sent.toString()));
        arguments.addAll(program.command());
        arguments.addAll(List.of("stdio", "--demo"));
        return Map.of("command", "/bin/sh", "args", arguments, "env", environment());
    }

    private Map<String, String> environment() {
        return Map.of("THROUGHLINE_DATA", program.dataDirectory().toString());
    }

    /** The program that many desktop clients put between themselves and a server over HTTP. */
    Map<String, ?> bridge(String mcpUrl, String key, String protocol) {
        return Map.of(
                "command",
                NODE,
                "args",
                List.of(
                        BRIDGE,
                        mcpUrl,
                        "--header",
                        "x-api-key:" + key,
                        "--transport",
                        "http-only",
                        "--protocol",
                        protocol),
                "env",
                Map.of("HOME", program.dataDirectory().toString()));
    }

    /** Does all that a client of the TypeScript libraries can do, and tells what it saw. */
    JsonNode roundTrip(String library, String mode, Map<String, ?> server) {
        JsonNode seen = run(FOLDER.resolve("round-trip.mjs").toString(), library, mode, text(server));
        assertThat(seen.at("/faults").isEmpty())
                .as(seen.at("/faults").toString())
                .isTrue();
        return seen;
    }

    /** Calls tools that ask the client first, and tells what they said in the end. */
    JsonNode askedQuestions(String mode, Map<String, ?> server) {
        return run(FOLDER.resolve("questions.mjs").toString(), mode, text(server));
    }

    /** Does all that a client does with a person's permission, and tells what it and the person saw. */
    JsonNode authorized(String library, String mcpUrl, Account account) {
        return run(FOLDER.resolve("authorized.mjs").toString(), library, mcpUrl, text(account));
    }

    /** The same with a client that does not register, but has a document. */
    JsonNode authorizedByDocument(String library, String mcpUrl, Account account, String document) {
        return run(FOLDER.resolve("authorized.mjs").toString(), library, mcpUrl, text(account), document);
    }

    /** Makes the password of an account in a browser. */
    void setPassword(String link, Account account) {
        run(FOLDER.resolve("set-password.mjs").toString(), link, text(account));
    }

    /** Fills in a week in a browser, by keyboard, and tells what was seen. */
    JsonNode filledInWeek(String server, Account account) {
        return run(FOLDER.resolve("week-grid.mjs").toString(), server, text(account));
    }

    /**
     * Signs in on the ERP's page in a browser of the server, and tells what was seen.
     *
     * @param deed what happens on the way, as {@code erp-browser.mjs} calls it
     */
    JsonNode atErpFromElsewhere(String deed, String link, Account account, Account erp) {
        return run(FOLDER.resolve("erp-browser.mjs").toString(), deed, link, text(account), text(erp));
    }

    /** Signs in to the ERP through the provider, by a link, and tells what was seen. */
    JsonNode signedInByLink(String link) {
        return run(FOLDER.resolve("erp-sign-in.mjs").toString(), "link", link);
    }

    /** Signs in on the embedded ERP's page, and tells what was seen. */
    JsonNode signedInOnPage(String address, Account account) {
        return run(FOLDER.resolve("erp-sign-in.mjs").toString(), "page", address, text(account));
    }

    /** Opens an address in a browser, allows what is asked there, and tells what was seen. */
    JsonNode allow(String address, Account account) {
        return run(FOLDER.resolve("allow.mjs").toString(), address, text(account));
    }

    /**
     * What a program starts to open a browser, at which a person then allows what the program asks.
     *
     * @param seen file to which each opening adds a line with what the person saw
     */
    List<String> allowingBrowser(String address, Account account, Path seen) {
        return List.of(NODE, FOLDER.resolve("allow.mjs").toString(), address, text(account), seen.toString());
    }

    /** The bridge as people start it who have no key: it asks for permission in the browser of the machine. */
    Map<String, ?> bridgeWithoutKey(String mcpUrl, String protocol, Path browser) {
        return Map.of(
                "command",
                NODE,
                "args",
                List.of(BRIDGE, mcpUrl, "--transport", "http-only", "--protocol", protocol),
                "env",
                Map.of(
                        "HOME",
                        program.dataDirectory().toString(),
                        "MCP_REMOTE_CONFIG_DIR",
                        program.dataDirectory().resolve("bridge").toString(),
                        "BROWSER",
                        browser.toString()));
    }

    /** Does all that a client of the project logs does, and tells what it saw. */
    JsonNode projectLogs(String baseUrl, Account account, String monday) {
        return run(
                FOLDER.resolve("project-logs-client.mjs").toString(),
                baseUrl,
                account.email(),
                account.password(),
                monday);
    }

    JsonNode inspect(String... arguments) {
        List<String> all = new ArrayList<>(List.of(INSPECTOR, "--cli"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--format", "json", "--quiet"));
        return run(all.toArray(String[]::new));
    }

    static String text(Object value) {
        return json.writeValueAsString(value);
    }

    /** Runs a script and reads what it printed. */
    private JsonNode run(String... arguments) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.put("MCP_INSPECTOR_SECRET_STORE", "memory");
        environment.put("NO_COLOR", "1");
        Program script = new Program(program.dataDirectory(), List.of(NODE), environment);
        try (RunningProgram running = script.start(arguments)) {
            running.closeInput();
            int exitCode = running.awaitExit(PATIENCE);
            assertThat(exitCode).as("%s%n%s", running.out(), running.err()).isZero();
            return Messages.read(running.out());
        }
    }
}
