package io.throughline.console;

import java.util.List;

/**
 * How one client is connected: text to copy as it is.
 *
 * @param id a word for addresses within a page
 * @param client such as {@code Claude Code}
 * @param where the file to put it into, or what to do with it
 */
public record ClientSnippet(String id, String client, String where, String text) {

    private static final String SETTINGS_FILE = "Claude Desktop: claude_desktop_config.json";

    /** For people who will sign in: the client finds the rest by the address alone. */
    public static List<ClientSnippet> withSignIn(String serverUrl) {
        String mcp = serverUrl + "/mcp";
        return List.of(
                new ClientSnippet(
                        "claude-code",
                        "Claude Code",
                        "Run this, then type /mcp to sign in.",
                        "claude mcp add --transport http throughline " + mcp),
                new ClientSnippet(
                        "claude-desktop",
                        "Claude Desktop and claude.ai",
                        "Settings > Connectors > Add custom connector. Takes an address that begins with https.",
                        mcp),
                new ClientSnippet("cursor", "Cursor", "File ~/.cursor/mcp.json", """
                        {
                          "mcpServers": {
                            "throughline": { "url": "%s" }
                          }
                        }""".formatted(mcp)),
                new ClientSnippet("vs-code", "VS Code", "File .vscode/mcp.json", """
                        {
                          "servers": {
                            "throughline": { "type": "http", "url": "%s" }
                          }
                        }""".formatted(mcp)));
    }

    /** For programs that send a key. */
    public static List<ClientSnippet> withKey(String serverUrl, String key) {
        String mcp = serverUrl + "/mcp";
        return List.of(
                new ClientSnippet("claude-code", "Claude Code", "Run this.", claudeCode(serverUrl, key)),
                new ClientSnippet("claude-desktop", "Claude Desktop", SETTINGS_FILE, """
                        {
                          "mcpServers": {
                            "throughline": {
                              "command": "npx",
                              "args": ["-y", "mcp-remote", "%s", "--header", "x-api-key:%s"]
                            }
                          }
                        }""".formatted(mcp, key)),
                new ClientSnippet(
                        "cursor",
                        "Cursor and others with a settings file",
                        "File ~/.cursor/mcp.json",
                        settingsFile(serverUrl, key)),
                new ClientSnippet("vs-code", "VS Code", "File .vscode/mcp.json", """
                        {
                          "servers": {
                            "throughline": {
                              "type": "http",
                              "url": "%s",
                              "headers": { "x-api-key": "%s" }
                            }
                          }
                        }""".formatted(mcp, key)),
                new ClientSnippet(
                        "curl", "curl", "Lists the tools: a first sign that the key works.", """
                        curl -s %s -H "x-api-key: %s" -H "Content-Type: application/json" \\
                          -H "Accept: application/json, text/event-stream" -H "MCP-Protocol-Version: 2026-07-28" \\
                          -H "Mcp-Method: tools/list" \\
                          -d '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}'\
                        """.formatted(mcp, key)));
    }

    /** The command that connects Claude Code. */
    public static String claudeCode(String serverUrl, String key) {
        return "claude mcp add throughline %s/mcp --transport http --header \"x-api-key: %s\""
                .formatted(serverUrl, key);
    }

    /** The settings file of Cursor, which several other clients read as well. */
    public static String settingsFile(String serverUrl, String key) {
        return """
                {
                  "mcpServers": {
                    "throughline": {
                      "url": "%s/mcp",
                      "type": "streamable-http",
                      "transport": "streamable-http",
                      "headers": { "x-api-key": "%s" }
                    }
                  }
                }""".formatted(serverUrl, key);
    }
}
